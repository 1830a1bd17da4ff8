"""Which statements mark one group off from the others, as the Polis method measures it."""

from dataclasses import dataclass

import numpy as np

from ladder.core.synthesis.matrix import Counts, Mask, Reals
from ladder.core.synthesis.opinion.group_votes import GroupVotes
from ladder.core.synthesis.opinion.proportions import (
    SIGNIFICANT,
    proportion,
    proportion_test,
    two_proportions_test,
)

MOST = 5


@dataclass(frozen=True, slots=True)
class Side:
    """Groups in rows, statements in columns: how far a group leans to one side, and how much more than all others."""

    share: Reals
    share_test: Reals
    ratio: Reals
    ratio_test: Reals

    def weight(self) -> Reals:
        """Orders statements: the product of the four numbers."""
        return self.ratio * self.ratio_test * self.share * self.share_test

    def passes(self) -> Mask:
        """Both tests are beyond the 90th percentile, one statement looked at by itself."""
        return (self.share_test > SIGNIFICANT) & (self.ratio_test > SIGNIFICANT)


@dataclass(frozen=True, slots=True)
class Representativeness:
    """The same for agreeing and for disagreeing."""

    agree: Side
    disagree: Side


def measure_representativeness(votes: GroupVotes) -> Representativeness:
    """Compare each group with all others on each statement."""
    rest = votes.others()
    return Representativeness(
        compare(votes.agree, votes.seen, rest.agree, rest.seen),
        compare(votes.disagree, votes.seen, rest.disagree, rest.seen),
    )


def compare(successes: Counts, trials: Counts, other_successes: Counts, other_trials: Counts) -> Side:
    """One side of the comparison from counts of the group and of the others."""
    share = proportion(successes, trials)
    return Side(
        share,
        proportion_test(successes, trials),
        share / proportion(other_successes, other_trials),
        two_proportions_test(successes, trials, other_successes, other_trials),
    )


def most_representative(
    found: Representativeness, group: int, left_out: Mask, limit: int = MOST
) -> tuple[tuple[int, str], ...]:
    """The statements that mark a group most and the side it takes: what it agrees to first, then the heaviest first.

    A statement speaks for the side whose ratio test is the larger, and must pass both tests. This describes a group
    that is known; it proves none.
    """
    agrees = found.agree.ratio_test[group] > found.disagree.ratio_test[group]
    weight = np.where(agrees, found.agree.weight()[group], found.disagree.weight()[group])
    passes = np.where(agrees, found.agree.passes()[group], found.disagree.passes()[group])
    order = np.lexsort((np.arange(weight.size), -weight))
    chosen = order[(passes & ~left_out)[order]][:limit]
    sides = [(int(each), "agree" if agrees[each] else "disagree") for each in chosen]
    return tuple(sorted(sides, key=lambda each: each[1]))
