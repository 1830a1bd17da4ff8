"""What a merged row tells of the groups inside it."""

from ladder.core.synthesis.arrays import Ints
from ladder.core.synthesis.disclosure.consistent import Possible

Crowd = tuple[int, ...]
"""For each group of a merged row the most voices that it can have; each has at least one."""


def spans_of_member(found: Possible, crowd: Crowd, place: int) -> dict[str, tuple[int, int]]:
    """Smallest and largest counts of the group at `place`; empty where the sizes do not fit the row at all.

    Of a kind of answer that x of N gave, a group with n own voices holds at most min(n, x), and at least n - (N - x)
    when all others are taken by it: the fewest own voices give the low end, the most the high end.
    """
    rest = sum(crowd) - crowd[place]
    fewest = (found.voices - rest).clip(min=1)
    most = (found.voices - (len(crowd) - 1)).clip(max=crowd[place])
    fits = fewest <= most
    if not fits.any():
        return {}
    row = found.where(fits)
    fewest, most = fewest[fits], most[fits]
    kinds = {
        "agree": (row.agree, row.agree),
        "disagree": (row.disagree_low, row.disagree_high),
        "passed": (row.others - row.disagree_high, row.others - row.disagree_low),
        "others": (row.others, row.others),
    }
    return {kind: span_inside(low, high, row.voices, fewest, most) for kind, (low, high) in kinds.items()}


def span_inside(low: Ints, high: Ints, voices: Ints, fewest: Ints, most: Ints) -> tuple[int, int]:
    """The span of one kind of answer inside a group."""
    return int((fewest - (voices - low)).clip(min=0).min()), int(high.clip(max=most).max())


def members_keep(found: Possible, crowd: Crowd, gap: int) -> bool:
    """Whether each count of each merged group stays as open as it was, or `gap` wide."""
    return all(keeps(found, crowd, place, gap) for place in range(len(crowd)))


def keeps(found: Possible, crowd: Crowd, place: int, gap: int) -> bool:
    """Whether the counts of the group at `place` stay open; sizes that do not fit tell nothing."""
    wanted = min(gap, crowd[place])
    return all(high - low >= wanted for low, high in spans_of_member(found, crowd, place).values())
