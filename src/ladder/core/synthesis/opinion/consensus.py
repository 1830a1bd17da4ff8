"""On which statements discovered groups go together, as the Polis method measures it."""

from dataclasses import dataclass

import numpy as np

from ladder.core.synthesis.matrix import Counts, Mask, Reals
from ladder.core.synthesis.opinion.group_votes import GroupVotes
from ladder.core.synthesis.opinion.proportions import SIGNIFICANT, proportion, proportion_test

MOST = 5
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Common:
    """A statement that most people share a side on: its place, the counts, the share drawn to one half and its z."""

    statement: int
    successes: int
    trials: int
    share: float
    share_test: float


@dataclass(frozen=True, slots=True)
class Consensus:
    """Statements that people go together on, the clearest first."""

    agree: tuple[Common, ...]
    disagree: tuple[Common, ...]


def group_aware_consensus(votes: GroupVotes) -> Reals:
    """For each statement the product over groups of the share that agrees: one group against it pulls it down."""
    product: Reals = np.prod(proportion(votes.agree, votes.seen), axis=0)
    return product


def find_consensus(votes: GroupVotes, left_out: Mask, limit: int = MOST) -> Consensus:
    """The statements with the clearest majority of everybody, those in no group among them (`count_all_votes`).

    This is a description: it hides a small group that dissents. Convergence between declared groups is another method.
    """
    return Consensus(
        clearest(votes.agree[0], votes.seen[0], left_out, limit),
        clearest(votes.disagree[0], votes.seen[0], left_out, limit),
    )


def clearest(successes: Counts, trials: Counts, left_out: Mask, limit: int) -> tuple[Common, ...]:
    """Statements with a share above one half and a z beyond the 90th percentile, by the product of the two."""
    share, test = proportion(successes, trials), proportion_test(successes, trials)
    order = np.lexsort((np.arange(share.size), -share * test))
    fit = (share > HALF) & (test > SIGNIFICANT) & ~left_out
    return tuple(
        Common(int(each), int(successes[each]), int(trials[each]), float(share[each]), float(test[each]))
        for each in order[fit[order]][:limit]
    )
