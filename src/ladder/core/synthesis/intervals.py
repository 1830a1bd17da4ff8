"""What a group's answers say about its support: Jeffreys' Beta posterior, its interval, and bounds without a model.

All functions take counts as scalars or arrays of one shape, and answer in that shape. `support` is the effective number
in favour, `asked` all effective answers, so that who was unclear counts against. Source: Brown, Cai, DasGupta, Interval
Estimation for a Binomial Proportion, Statistical Science 16 (2001), on Jeffreys' prior.
"""

import numpy as np
from scipy.special import betainc, betaincinv

from ladder.core.synthesis.arrays import Ints, Reals

HALF = 0.5


def certainty_above(share: float, support: Reals, asked: Reals) -> Reals:
    """P(p > share) for p ~ Beta(support + 1/2, asked - support + 1/2); with no answer at all that of the prior."""
    against = np.asarray(asked) - support
    return np.asarray(betainc(against + HALF, np.asarray(support) + HALF, 1 - share), dtype=np.float64)


def jeffreys_interval(mass: float, support: Reals, asked: Reals) -> tuple[Reals, Reals]:
    """The equal-tailed interval that holds `mass` of the posterior: its low and its high end, from 0 to 1."""
    a, b = np.asarray(support) + HALF, np.asarray(asked) - support + HALF
    tail = (1 - mass) / 2
    return np.asarray(betaincinv(a, b, tail)), np.asarray(betaincinv(a, b, 1 - tail))


def mean_support(support: Reals, asked: Reals) -> Reals:
    """The posterior's mean, (support + 1/2) / (asked + 1); a silent group gives 1/2."""
    return np.asarray((np.asarray(support) + HALF) / (np.asarray(asked) + 1), dtype=np.float64)


def worst_case_bounds(support: Ints, asked: Ints, invited: Ints) -> tuple[Reals, Reals]:
    """The share of all invited in favour if every silent one were against, and if every silent one were in favour.

    Counts are people. Where more answered than were invited, all who answered count as invited. NaN where nobody was.
    """
    frame = np.maximum(invited, asked).astype(np.float64)
    frame[frame == 0] = np.nan
    return support / frame, (support + frame - asked) / frame
