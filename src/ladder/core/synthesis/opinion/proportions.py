"""Two tests of proportions as the Polis method states them, each with one agreement and one answer added.

They keep parity with published numbers and order statements. They are no ground for a finding: with no data at all the
first is 1, and many statements tested at once bring many false alarms (see docs/methods/opinion-groups.md).
"""

import numpy as np

from ladder.core.synthesis.matrix import Counts, Reals

SIGNIFICANT = 1.2816


def proportion(successes: Counts, trials: Counts) -> Reals:
    """(x + 1) / (n + 2): the share, drawn to one half where there are few."""
    return (successes + 1.0) / (trials + 2.0)


def proportion_test(successes: Counts, trials: Counts) -> Reals:
    """The z of a share against one half: 2 sqrt(n + 1) ((x + 1) / (n + 1) - 1/2)."""
    more = trials + 1.0
    z: Reals = 2.0 * np.sqrt(more) * ((successes + 1.0) / more - 0.5)
    return z


def two_proportions_test(successes: Counts, trials: Counts, other_successes: Counts, other_trials: Counts) -> Reals:
    """Pooled z of one share against another; 0 where all agreed on both sides."""
    x, n, y, m = (each + 1.0 for each in (successes, trials, other_successes, other_trials))
    pooled = (x + y) / (n + m)
    spread = pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)
    z: Reals = np.divide(x / n - y / m, np.sqrt(spread), out=np.zeros_like(spread), where=pooled < 1.0)
    return z
