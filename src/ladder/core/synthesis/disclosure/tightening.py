"""Narrows the bounds of unknowns by their statements, one at a time and again, until nothing moves."""

from collections.abc import Mapping

import numpy as np
from scipy.sparse import csr_array

from ladder.core.synthesis.arrays import Reals

ROUNDS = 20
# keeps a quotient that is whole from being rounded past itself
SLACK = 1e-9


def tightened(matrix: csr_array, low: Reals, high: Reals, tops: Reals) -> tuple[Reals, Reals]:
    """Bounds that every whole solution of `low <= matrix x <= high`, `0 <= x <= tops` keeps; infinities are open sides.

    Each statement bounds each of its unknowns by what the others leave at least and at most. Where bounds cross there
    is no solution; they are then given as they were.
    """
    least, most = np.zeros(tops.size), tops.copy()
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    columns, weights = matrix.indices, matrix.data.astype(float)
    for _ in range(ROUNDS):
        smaller = np.where(weights > 0, weights * least[columns], weights * most[columns])
        larger = np.where(weights > 0, weights * most[columns], weights * least[columns])
        rest_least = np.bincount(rows, smaller, matrix.shape[0])[rows] - smaller
        rest_most = np.bincount(rows, larger, matrix.shape[0])[rows] - larger
        first, second = (high[rows] - rest_least) / weights, (low[rows] - rest_most) / weights
        tops_now, bottoms = np.where(weights > 0, first, second), np.where(weights > 0, second, first)
        new_least, new_most = least.copy(), most.copy()
        np.maximum.at(new_least, columns, np.ceil(bottoms - SLACK))
        np.minimum.at(new_most, columns, np.floor(tops_now + SLACK))
        if (new_least > new_most).any():
            return np.zeros(tops.size), tops
        if (new_least == least).all() and (new_most == most).all():
            break
        least, most = new_least, new_most
    return least, most


def reach(total: Mapping[int, int], least: Reals, most: Reals) -> tuple[int, int]:
    """What a sum can be at least and at most by the bounds of its unknowns alone."""
    ends = [(weight * least[place], weight * most[place]) for place, weight in total.items()]
    return int(sum(min(pair) for pair in ends)), int(sum(max(pair) for pair in ends))
