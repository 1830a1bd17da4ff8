"""Do discovered opinion groups follow the declared stakeholder groups or cut across them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ladder.core.synthesis.matrix import Counts
from ladder.core.synthesis.opinion.random_tables import association, chance_of
from ladder.core.synthesis.opinion.result import Labels

DRAWS = 999
LEVEL = 0.05
NOTABLE = 0.3
FEWEST = 2
FOLLOWS, CUTS_ACROSS, NOT_KNOWN = "follows", "cuts_across", "not_known"


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Declared groups in rows, discovered in columns; Cramér's V from 0 (no tie) to 1, its p, and a word.

    `follows`: the tie is beyond chance. `cuts_across`: it is not, and it is small. `not_known`: too few people to say.
    """

    counts: Counts
    cramers_v: float
    p_value: float
    verdict: str


def cross_tabulate(declared: ArrayLike, members: Labels, seed: int) -> CrossTable:
    """Count people by declared and discovered group; those with a negative number in either are left out.

    Args:
        declared: the declared group of every participant as a number from 0, or -1.
        members: the discovered group of every participant, as `OpinionGroups` holds it.
        seed: start of the chance that deals out discovered groups anew, with all totals kept.
    """
    given, found = np.asarray(declared, dtype=np.int64), members.astype(np.int64)
    known = (given >= 0) & (found >= 0)
    shape = (int(given.max(initial=-1)) + 1, int(found.max(initial=-1)) + 1)
    counts = np.zeros(shape, dtype=np.int64)
    np.add.at(counts, (given[known], found[known]), 1)
    filled = counts[counts.any(axis=1)][:, counts.any(axis=0)]
    if min(filled.shape) < FEWEST:
        return CrossTable(counts, 0.0, 1.0, NOT_KNOWN)
    strength = float(np.sqrt(association(filled[None])[0] / (min(filled.shape) - 1)))
    p_value = chance_of(filled, DRAWS, np.random.default_rng((seed, 3)))
    return CrossTable(counts, strength, p_value, verdict_of(strength, p_value))


def verdict_of(strength: float, p_value: float) -> str:
    """One word for a tie of this strength."""
    if p_value <= LEVEL:
        return FOLLOWS
    return CUTS_ACROSS if strength < NOTABLE else NOT_KNOWN
