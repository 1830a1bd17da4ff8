"""On which statements discovered groups truly differ: found on one half of the statements, tested on the other.

The votes that made the groups would make them differ in pure noise too. So groups come from half of the statements and
are tested on the rest, and the halves change places; then Benjamini and Hochberg over all statements.
"""

from dataclasses import dataclass

import numpy as np

from ladder.core.synthesis.false_discovery import adjusted
from ladder.core.synthesis.matrix import Mask, Reals, VoteMatrix
from ladder.core.synthesis.opinion.candidates import find_candidates
from ladder.core.synthesis.opinion.canonical_order import Places, arranged, find_order, places_in
from ladder.core.synthesis.opinion.group_votes import count_group_votes
from ladder.core.synthesis.opinion.grouping import clouds, enough_answers
from ladder.core.synthesis.opinion.pca import centred_votes, find_axes
from ladder.core.synthesis.opinion.positions import place_participants
from ladder.core.synthesis.opinion.random_tables import chance_of
from ladder.core.synthesis.opinion.result import UNGROUPED, Labels

DRAWS = 4_999
RATE = 0.05


@dataclass(frozen=True, slots=True)
class CrossFit:
    """For each statement, in the order of the matrix, p of groups of the other half, and q after Benjamini-Hochberg.

    A statement that could not be tested has p = q = 1.
    """

    p_value: Reals
    q_value: Reals

    @property
    def differs(self) -> Mask:
        """Statements on which groups differ, at most one in twenty of them by chance."""
        return self.q_value <= RATE


def cross_fit(matrix: VoteMatrix, seed: int) -> CrossFit:
    """Test every statement against groups that its own votes had no part in; support is agreement among answers."""
    order = find_order(matrix)
    votes = arranged(matrix, order)
    chance = np.random.default_rng((seed, 2))
    kept = chance.permutation(np.flatnonzero(~votes.left_out))
    halves = kept[: kept.size // 2], kept[kept.size // 2 :]
    p_value = np.ones(votes.statements)
    for makers, tested in (halves, halves[::-1]):
        members, groups = group_by(votes, np.sort(makers), chance)
        if groups:
            p_value[tested] = chances_of(votes, members, groups, tested, chance)
    back = places_in(order.statements)
    q_value = np.ones(votes.statements)
    q_value[kept] = adjusted(p_value[kept])
    return CrossFit(p_value[back], q_value[back])


def group_by(votes: VoteMatrix, statements: Places, chance: np.random.Generator) -> tuple[Labels, int]:
    """The best separated groups by these statements alone and their number; nobody and 0 where there are none."""
    part = VoteMatrix(votes.votes[:, statements], votes.left_out[statements])
    axes = find_axes(part)
    heard = enough_answers(part)
    members = np.full(votes.participants, UNGROUPED, dtype=np.int8)
    if not heard.any() or not axes.components.any():
        return members, 0
    positions = place_participants(part, centred_votes(part, axes.centre), axes)
    found = find_candidates(*clouds(positions[heard]), chance)
    if not found:
        return members, 0
    members[heard] = found[0].labels
    return members, found[0].k


def chances_of(
    votes: VoteMatrix, members: Labels, groups: int, statements: Places, chance: np.random.Generator
) -> Reals:
    """For each statement the chance that groups dealt out anew differ as much in support."""
    counts = count_group_votes(votes, members, groups)
    tables = np.stack((counts.agree, counts.seen - counts.agree), axis=-1)
    return np.array([chance_of(tables[:, each], DRAWS, chance) for each in statements])
