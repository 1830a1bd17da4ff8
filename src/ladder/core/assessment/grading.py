"""How far one finding can be relied on: a grade from what its own hand-in shows (docs/methods/grades.md).

Source: the report's definition of confidence (independent, by which methods, with a photo from the place and time).
"""

GRADING = "grades/1"
SELF, SECOND, THIRD, MONITORING = "self", "second", "third", "monitoring"
ON_SITE = frozenset({SECOND, THIRD, MONITORING})
DOCUMENT, OBSERVATION, INTERVIEW, MEASUREMENT = "d", "o", "i", "m"
METHODS = frozenset({DOCUMENT, OBSERVATION, INTERVIEW, MEASUREMENT})
METHODS_FOR_A = 2


def grade_of(*, kind: str, methods: frozenset[str], has_located_photo: bool) -> str:
    """A to D for a finding, from who looked, by how many methods, and whether a photo shows the place and the time.

    A: an independent third party, two methods, a located photo. B: anybody but whoever runs the site, one method and a
    located photo. C: the same without the photo or without a method. D: what people say of their own site, and any kind
    that is not known. Methods count by their key, capital or small; unknown ones count for nothing.
    """
    if kind not in ON_SITE:
        return "D"
    used = {method.lower() for method in methods} & METHODS
    if not has_located_photo or not used:
        return "C"
    return "A" if kind == THIRD and len(used) >= METHODS_FOR_A else "B"
