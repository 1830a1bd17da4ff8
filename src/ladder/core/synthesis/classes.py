"""The class of every statement from the counts of all groups: convergence, objection, refusal, mixed, not enough heard.

Thresholds and their reasons: `docs/methods/convergence.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ladder.core.synthesis.arrays import Bools, Reals
from ladder.core.synthesis.counts import Counts
from ladder.core.synthesis.intervals import HALF, certainty_above, mean_support
from ladder.core.synthesis.result import (
    CLASSES,
    DIVERGENCE,
    ESTABLISHED,
    MIXED,
    NOT_ENOUGH_HEARD,
    OBJECTION,
    PROVISIONAL,
    REFUSAL,
)
from ladder.core.synthesis.rules import Rules

# keeps a sum's last bit, which depends on the order of groups, from deciding a class
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Side:
    """One direction of all positions: `certainty` P(p > 1/2) by group and statement, `voice` the equal-voice mean E.

    `established`, `provisional` and `opposed` (some group denies what the mean supports) by statement.
    """

    certainty: Reals
    voice: Reals
    opposing: Bools
    opposed: Bools
    established: Bools
    provisional: Bools


@dataclass(frozen=True, slots=True)
class Reading:
    """The two directions of every statement, which groups were not heard, and its classes by word."""

    support: Side
    refusal: Side
    unheard: Bools
    marks: Mapping[str, Bools]

    def classes_of(self, statement: int) -> tuple[str, ...]:
        """The class words of one statement, in the order of `CLASSES`."""
        return tuple(word for word in CLASSES if self.marks[word][statement])


def read(counts: Counts, rules: Rules, is_tiny: Bools, divergent: Bools | None = None) -> Reading:
    """Classify all statements. `is_tiny` tells which groups have too few people to carry a claim, by group.

    `divergent` are the statements that the permutation test found.
    """
    unheard = ~reaches(counts.voices, rules.provisional_answers)
    silent = counts.voices <= 0
    # a group that said nothing at all is never outvoted by the others' convergence
    enough = (unheard.sum(axis=0) <= rules.provisional_unheard) & ~silent.any(axis=0) & ~unheard.all(axis=0)
    support = side_of(counts.support, counts, rules, is_tiny, enough)
    refusal = side_of(counts.refusal, counts, rules, is_tiny, enough)
    marks = {
        ESTABLISHED: support.established,
        PROVISIONAL: support.provisional & ~support.established,
        OBJECTION: support.opposed,
        DIVERGENCE: np.zeros(unheard.shape[1], dtype=np.bool_) if divergent is None else divergent,
        REFUSAL: refusal.established | refusal.provisional,
    }
    something = np.logical_or.reduce(list(marks.values()))
    marks |= {MIXED: enough & ~something, NOT_ENOUGH_HEARD: ~enough & ~something}
    return Reading(support, refusal, unheard, marks)


def marks_of(counts: Counts, rules: Rules, is_tiny: Bools, divergent: Bools | None = None) -> Bools:
    """Class words x statements; parameters as in `read`."""
    found = read(counts, rules, is_tiny, divergent).marks
    return np.stack([found[word] for word in CLASSES])


def side_of(favour: Reals, counts: Counts, rules: Rules, is_tiny: Bools, enough: Bools) -> Side:
    """One direction: `favour` are the voices for it, everybody else asked counts against it.

    Every group that said anything must not lean against it, also one that said too little to be heard, and a tie in a
    tiny group is not enough.
    """
    certainty = certainty_above(HALF, favour, counts.voices)
    voice = mean_support(favour, counts.voices).sum(axis=0) / max(len(favour), 1)
    heard_to_object = reaches(counts.voices, rules.objection_answers)
    opposing = heard_to_object & reaches(-certainty, -rules.objection_certainty)
    opposed = opposing.any(axis=0) & reaches(voice, rules.objection_voice)
    well_heard = reaches(counts.independent, rules.established_answers).all(axis=0) & enough
    established = well_heard & reaches(certainty, rules.established_certainty).all(axis=0)
    above = certainty > rules.provisional_certainty + SLACK
    agreed = np.where(is_tiny[:, None], above, reaches(certainty, rules.provisional_certainty)).all(axis=0)
    return Side(
        certainty,
        voice,
        opposing,
        opposed,
        established & reaches(voice, rules.established_voice),
        enough & agreed & reaches(voice, rules.provisional_voice) & ~opposed,
    )


def reaches(values: Reals, threshold: float) -> Bools:
    """Whether values are at a threshold or above it."""
    return np.asarray(values >= threshold - SLACK)
