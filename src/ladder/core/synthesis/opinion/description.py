"""What marks discovered groups and what they share: counts and the measures of the Polis method, for showing only."""

from dataclasses import dataclass

from ladder.core.synthesis.matrix import Reals, VoteMatrix
from ladder.core.synthesis.opinion.consensus import Consensus, find_consensus, group_aware_consensus
from ladder.core.synthesis.opinion.group_votes import GroupVotes, count_all_votes, count_group_votes
from ladder.core.synthesis.opinion.pca import Axes
from ladder.core.synthesis.opinion.positions import extremity, place_statements
from ladder.core.synthesis.opinion.representativeness import (
    Representativeness,
    measure_representativeness,
    most_representative,
)
from ladder.core.synthesis.opinion.result import OpinionGroups


@dataclass(frozen=True, slots=True)
class Description:
    """Numbers by group and statement; `marking` lists for each group its statements and the side it takes."""

    votes: GroupVotes
    representativeness: Representativeness
    marking: tuple[tuple[tuple[int, str], ...], ...]
    group_aware: Reals
    consensus: Consensus
    statement_positions: Reals
    statement_extremity: Reals


def describe_groups(matrix: VoteMatrix, found: OpinionGroups) -> Description:
    """Describe the groups found in a matrix. No number here says that a difference is real: `cross_fit` does."""
    votes = count_group_votes(matrix, found.members, found.k)
    measured = measure_representativeness(votes)
    axes = Axes(found.centre, found.components)
    return Description(
        votes,
        measured,
        tuple(most_representative(measured, each, matrix.left_out) for each in range(found.k)),
        group_aware_consensus(votes),
        find_consensus(count_all_votes(matrix), matrix.left_out),
        place_statements(axes),
        extremity(axes),
    )
