"""The kinds of facts that people may enter, and what a value of each must look like."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ladder.core.registry.ipis_facts import SENSITIVE
from ladder.core.registry.words import MECHANISATION, MINERALS, QUALIFICATIONS, TRACEABILITY

COUNT, FLAG, WORD, WORDS = "count", "flag", "word", "words"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: the shape of its value, its unit, its closed list of words, the largest number that is plausible."""

    key: str
    shape: str
    unit: str = ""
    words: tuple[str, ...] = ()
    largest: int = 0

    @property
    def is_sensitive(self) -> bool:
        """Whether only those who assess the site may see it."""
        return self.key in SENSITIVE


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            Kind("headcount", COUNT, "people", largest=200_000),
            Kind("women_count", COUNT, "people", largest=200_000),
            Kind("pits", COUNT, "pits", largest=20_000),
            Kind("deepest_pit", COUNT, "m", largest=500),
            Kind("minerals", WORDS, words=MINERALS),
            Kind("mechanisation", WORD, words=tuple(sorted(set(MECHANISATION.values())))),
            Kind("traceability", WORD, words=tuple(sorted({*TRACEABILITY.values(), "not_itsci", "other", "none"}))),
            Kind("qualification", WORD, words=tuple(sorted(set(QUALIFICATIONS.values())))),
            Kind("mercury", FLAG),
            Kind("women", FLAG),
            Kind("children_under_15", FLAG),
            Kind("armed_presence", FLAG),
            Kind("armed_interference", FLAG),
        )
    }
)


def check_value(key: str, value: object) -> str:
    """The rule that a value breaks, or an empty string; the pages have a sentence for each rule."""
    kind = KINDS.get(key)
    if kind is None:
        return "kind_unknown"
    if kind.shape == FLAG:
        return "" if isinstance(value, bool) else "not_yes_or_no"
    if kind.shape == COUNT:
        return check_count(kind, value)
    if kind.shape == WORD:
        return "" if value in kind.words else "word_not_listed"
    words = value if isinstance(value, list) else []
    is_set = bool(words) and len(set(map(str, words))) == len(words)
    return "" if is_set and all(word in kind.words for word in words) else "word_not_listed"


def check_count(kind: Kind, value: object) -> str:
    """The rule that a number breaks."""
    if not isinstance(value, int) or isinstance(value, bool):
        return "not_a_whole_number"
    return "" if 0 <= value <= kind.largest else "number_implausible"


def read_value(key: str, text: str) -> object:
    """What somebody typed, as the value of a kind; text that cannot be read comes back as it is, for `check_value`."""
    kind = KINDS.get(key)
    bare = " ".join(text.split())
    if kind is None:
        return bare
    if kind.shape == FLAG:
        return {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}.get(bare.lower(), bare)
    if kind.shape == COUNT:
        return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 10 else bare  # noqa: PLR2004
    if kind.shape == WORDS:
        return [word.strip().lower() for word in bare.split(",") if word.strip()]
    return bare.lower()
