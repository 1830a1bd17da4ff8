"""What the search for opinion groups comes to."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ladder.core.synthesis.matrix import Reals

METHOD = ("opinion-groups", "1")
UNGROUPED = -1
TENTATIVE_BELOW = 0.75

TOO_FEW_PEOPLE = "too_few_people"
TOO_FEW_STATEMENTS = "too_few_statements"
NO_VARIATION = "no_variation"
NO_STRUCTURE = "no_structure"
NO_STABLE_GROUPS = "no_stable_groups"
REASONS = (TOO_FEW_PEOPLE, TOO_FEW_STATEMENTS, NO_VARIATION, NO_STRUCTURE, NO_STABLE_GROUPS)

Labels: TypeAlias = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Gate:
    """Does the first axis carry more than chance, and does the second: how often shuffled votes reached their strength.

    `people` is how many participants were looked at; 0 where nothing could be tested.
    """

    strength: float
    p_value: float
    shuffles: int
    people: int
    second_p_value: float = 1.0


@dataclass(frozen=True, slots=True)
class OpinionGroups:
    """Discovered groups, or one word why there are none.

    Participants and statements stand in the order of the matrix. `members` holds a group from 0 (the largest) to k - 1,
    or -1 for a participant in none. `positions` has two columns, `components` two rows. `stability` is the mean Jaccard
    similarity of each group to its likeness in resampled consultations, `silhouette` how well apart the groups are.
    """

    stable: bool
    k: int
    members: Labels
    positions: Reals
    centre: Reals
    components: Reals
    reason: str
    stability: tuple[float, ...]
    silhouette: float
    gate: Gate
    method: tuple[str, str] = METHOD

    @property
    def is_tentative(self) -> tuple[bool, ...]:
        """For each group whether it recurs too seldom to be called more than tentative."""
        return tuple(each < TENTATIVE_BELOW for each in self.stability)
