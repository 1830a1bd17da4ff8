"""The lean of a row: which way its voices lean, in six words, or in two where six would tell too much.

The words of `result.LEANS`, but that `against` is told apart by how far the row refuses: a row whose support is surely
below one half may still be unclear more than opposed.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ladder.core.synthesis.intervals import HALF, certainty_above
from ladder.core.synthesis.result import AGAINST, CLEARLY_FOR, FOR, OPEN
from ladder.core.synthesis.rules import Rules

REFUSES, CLEARLY_REFUSES = "refuses", "clearly_refuses"
FOR_OR_MORE, OPEN_OR_LESS = "for_or_more", "open_or_less"
FINE = (CLEARLY_FOR, FOR, OPEN, AGAINST, REFUSES, CLEARLY_REFUSES)
COARSE = (FOR_OR_MORE, OPEN_OR_LESS)
WORDS = FINE + COARSE
ALL_AGAINST = (AGAINST, REFUSES, CLEARLY_REFUSES)
# keeps the last bit of a certainty, as where exactly half are in support, from deciding a word
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Cuts:
    """The probabilities that support, or refusal, is above one half at which the words change."""

    clearly: float
    evenly: float
    against: float

    @classmethod
    def of(cls, rules: Rules) -> "Cuts":
        """The cuts of a set of rules."""
        return cls(rules.established_certainty, rules.provisional_certainty, rules.objection_certainty)


def lean_of(agree: float, disagree: float, voices: float, cuts: Cuts) -> str:
    """The word for effective counts: `agree` in support and `disagree` who cannot support, among `voices`."""
    support = float(certainty_above(HALF, np.asarray(agree), np.asarray(voices)))
    if support >= cuts.evenly - SLACK:
        return CLEARLY_FOR if support >= cuts.clearly - SLACK else FOR
    if support > cuts.against + SLACK:
        return OPEN
    refusal = float(certainty_above(HALF, np.asarray(disagree), np.asarray(voices)))
    if refusal >= cuts.evenly - SLACK:
        return CLEARLY_REFUSES if refusal >= cuts.clearly - SLACK else REFUSES
    return AGAINST


@dataclass(frozen=True, slots=True)
class Room:
    """What a word leaves open when so many spoke: counts in support and counts of refusal, from and to."""

    agree_low: int
    agree_high: int
    disagree_low: int
    disagree_high: int


@lru_cache(maxsize=65536)
def room_of(word: str, voices: int, cuts: Cuts) -> Room | None:
    """The counts that a word leaves open among `voices` people, or None where it cannot be; certainties only rise."""
    certainty = certainty_above(HALF, np.arange(voices + 1.0), np.full(voices + 1, float(voices)))
    at_most = np.searchsorted(certainty, [cuts.against + SLACK], side="right")
    evenly, clearly = np.searchsorted(certainty, [cuts.evenly - SLACK, cuts.clearly - SLACK], side="left")
    top = voices + 1
    below = min(int(at_most[0]), int(evenly))
    spans = {
        CLEARLY_FOR: (max(evenly, clearly), top, 0, top),
        FOR: (evenly, max(evenly, clearly), 0, top),
        OPEN: (below, evenly, 0, top),
        AGAINST: (0, below, 0, evenly),
        REFUSES: (0, below, evenly, max(evenly, clearly)),
        CLEARLY_REFUSES: (0, below, max(evenly, clearly), top),
        FOR_OR_MORE: (evenly, top, 0, top),
        OPEN_OR_LESS: (0, evenly, 0, top),
    }
    low, high, refused_low, refused_high = (int(each) for each in spans[word])
    if low >= high or refused_low >= refused_high:
        return None
    return Room(low, high - 1, refused_low, refused_high - 1)


def at_least_for(word: str) -> bool:
    """Whether support is as likely as not above one half."""
    return word in {CLEARLY_FOR, FOR, FOR_OR_MORE}
