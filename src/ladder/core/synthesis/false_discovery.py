"""How many of many findings are likely to be false: Benjamini and Hochberg's step-up procedure."""

import numpy as np

from ladder.core.synthesis.arrays import Reals


def adjusted(p_values: Reals) -> Reals:
    """The smallest false discovery rate at which each finding would be kept (Benjamini, Hochberg, JRSS B 57, 1995).

    For sorted p(1) <= ... <= p(m) it is the minimum over j >= i of m p(j) / j, at most 1.
    """
    count = len(p_values)
    order = np.argsort(p_values, kind="stable")
    steps = p_values[order] * count / np.arange(1, count + 1)
    found = np.empty(count, dtype=np.float64)
    found[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    return found
