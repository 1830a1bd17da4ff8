"""Finds opinion groups in the votes, or says that there are none."""

from dataclasses import dataclass

import numpy as np

from ladder.core.synthesis.matrix import Mask, Reals, Sparse, VoteMatrix
from ladder.core.synthesis.opinion.candidates import (
    COARSE_POINTS,
    COARSE_SIDE,
    EXACT_POINTS,
    FEWEST,
    FINE_SIDE,
    SMALLEST,
    Grouping,
    find_candidates,
)
from ladder.core.synthesis.opinion.canonical_order import arranged, find_order, places_in
from ladder.core.synthesis.opinion.cloud import Cloud
from ladder.core.synthesis.opinion.gate import LEVEL, open_gate
from ladder.core.synthesis.opinion.pca import axes_of, centred_votes, mean_votes, varies
from ladder.core.synthesis.opinion.positions import answered, place_participants
from ladder.core.synthesis.opinion.result import (
    NO_STABLE_GROUPS,
    NO_STRUCTURE,
    NO_VARIATION,
    TOO_FEW_PEOPLE,
    TOO_FEW_STATEMENTS,
    UNGROUPED,
    Gate,
    OpinionGroups,
)
from ladder.core.synthesis.opinion.stability import DROP_BELOW, measure_stability

ANSWERS_NEEDED = 7
FEWEST_STATEMENTS = 2
DIGITS = 10
SHUT = Gate(0.0, 1.0, 0, 0)


@dataclass(frozen=True, slots=True)
class Found:
    """A grouping of the participants looked at and how well each group recurs; or one word why there is none."""

    reason: str
    grouping: Grouping | None = None
    stability: tuple[float, ...] = ()


def find_opinion_groups(matrix: VoteMatrix, seed: int) -> OpinionGroups:
    """Opinion groups of a consultation, the same for the same votes and seed in whatever order they come.

    Args:
        matrix: the votes.
        seed: start of all chance that is used; zero or more.

    Returns:
        Positions of everybody, and groups where the gate opens and a grouping recurs; otherwise a reason. It never
        fails for want of data.
    """
    order = find_order(matrix)
    votes = arranged(matrix, order)
    centre = mean_votes(votes)
    centred = centred_votes(votes, centre)
    heard = enough_answers(votes)
    gate, reason = pass_gate(votes, why_not_to_look(votes, centred, int(heard.sum())), seed)
    axes = axes_of(centre, centred, is_chance=bool(reason))
    positions = place_participants(votes, centred, axes)
    found = Found(reason) if reason else group_positions(carried(votes, gate, positions[heard]), seed)
    members = np.full(matrix.participants, UNGROUPED, dtype=np.int8)
    if found.grouping:
        members[heard] = found.grouping.labels
    people, statements = places_in(order.participants), places_in(order.statements)
    return OpinionGroups(
        stable=found.grouping is not None,
        k=found.grouping.k if found.grouping else 0,
        members=members[people],
        positions=rounded(positions[people]),
        centre=rounded(centre[statements]),
        components=rounded(axes.components[:, statements]),
        reason=found.reason,
        stability=found.stability,
        silhouette=found.grouping.silhouette if found.grouping else 0.0,
        gate=gate,
    )


def enough_answers(votes: VoteMatrix) -> Mask:
    """Who answered seven statements, or all where there are fewer: those who answered less are placed, not grouped."""
    shut = int(votes.left_out.sum())
    enough: Mask = answered(votes) - shut >= max(min(ANSWERS_NEEDED, votes.statements - shut), 1)
    return enough


def why_not_to_look(votes: VoteMatrix, centred: Sparse, heard: int) -> str:
    """A word where there is nothing to test, otherwise nothing."""
    if heard < FEWEST * SMALLEST:
        return TOO_FEW_PEOPLE
    if int(np.count_nonzero(~votes.left_out)) < FEWEST_STATEMENTS:
        return TOO_FEW_STATEMENTS
    return "" if varies(centred) else NO_VARIATION


def pass_gate(votes: VoteMatrix, reason: str, seed: int) -> tuple[Gate, str]:
    """The gate, unless there is a reason not to look already; and the reason to stop there, or nothing."""
    if reason:
        return SHUT, reason
    gate = open_gate(votes, seed)
    return gate, "" if gate.p_value <= LEVEL else NO_STRUCTURE


def carried(votes: VoteMatrix, gate: Gate, positions: Reals) -> Reals:
    """Positions on the axes that carry more than chance; the second is zero where it does not.

    A sample may be too small to tell a second axis from chance where everybody would not be: it takes none away.
    """
    keeps_second = gate.people < votes.participants or gate.second_p_value <= LEVEL
    kept: Reals = positions * (1.0, float(keeps_second))
    return kept


def group_positions(positions: Reals, seed: int) -> Found:
    """The best separated grouping of which every group comes back when participants are drawn anew."""
    chance = np.random.default_rng((seed, 1))
    cloud, coarse = clouds(positions)
    for grouping in find_candidates(cloud, coarse, chance):
        stability = measure_stability(coarse, grouping.labels, grouping.k, chance)
        if min(stability) >= DROP_BELOW:
            return Found("", grouping, stability)
    return Found(NO_STABLE_GROUPS)


def clouds(positions: Reals) -> tuple[Cloud, Cloud]:
    """The points on which groups are settled, and fewer ones on which many starts are tried."""
    cloud = Cloud.of(positions).at_most(EXACT_POINTS, FINE_SIDE)
    return cloud, cloud.at_most(COARSE_POINTS, COARSE_SIDE)


def rounded(values: Reals) -> Reals:
    """Ten digits after the point, and no minus before a zero."""
    return np.round(values, DIGITS) + 0.0
