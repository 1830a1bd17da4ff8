"""k-means on weighted points of a plane, many starts at once.

Sources: Lloyd (1982) for the steps, Arthur and Vassilvitskii (2007) for the starts (k-means++).
Throughout, `centres` has the shape starts x k x 2 and `weights` starts x points, so that resamples can be clustered
beside each other as well.
"""

import numpy as np

from ladder.core.synthesis.matrix import Reals
from ladder.core.synthesis.opinion.result import Labels

SHORT_STEPS = 6
LONG_STEPS = 60
SAME = 1e-9


def spread_starts(points: Reals, weights: Reals, k: int, chance: np.random.Generator) -> Reals:
    """Start centres: the first drawn by weight, each next by weight and squared distance to those there are."""
    starts = np.arange(len(weights))
    centres = np.empty((len(weights), k, 2))
    odds = weights
    nearest = np.full(weights.shape, np.inf)
    for each in range(k):
        reached = np.cumsum(odds, axis=1)
        mark = chance.random(len(weights)) * reached[:, -1]
        place = np.minimum((reached <= mark[:, None]).sum(axis=1), len(points) - 1)
        centres[starts, each] = points[place]
        nearest = np.minimum(nearest, squared(points, centres[:, each]))
        odds = weights * nearest
    return centres


def beyond(points: Reals, centres: Reals) -> Reals:
    """Squared distance of every point to one centre a start, less the point's own |p|^2: |c|^2 - 2 p.c."""
    distances: Reals = (-2.0 * centres) @ points.T
    distances += (centres * centres).sum(axis=1)[:, None]
    return distances


def squared(points: Reals, centres: Reals) -> Reals:
    """Squared distance of every point to one centre a start."""
    distances = beyond(points, centres)
    distances += (points * points).sum(axis=1)
    return np.maximum(distances, 0.0, out=distances)


def nearest_centres(points: Reals, centres: Reals) -> tuple[Labels, Reals]:
    """The nearest centre of every point in each start, the first of equal ones; and the squared distance less |p|^2."""
    labels = np.zeros((len(centres), len(points)), dtype=np.int8)
    nearest = beyond(points, centres[:, 0])
    for each in range(1, centres.shape[1]):
        other = beyond(points, centres[:, each])
        labels[other < nearest] = each
        np.minimum(nearest, other, out=nearest)
    return labels, nearest


def moved(points: Reals, weights: Reals, labels: Labels, centres: Reals) -> Reals:
    """Each centre at the mean of its points; one without points stays where it is."""
    rows = np.column_stack((np.ones(len(points)), points))
    result = centres.copy()
    for each in range(centres.shape[1]):
        sums = (weights * (labels == each)) @ rows
        filled = sums[:, 0] > 0
        result[filled, each] = sums[filled, 1:] / sums[filled, :1]
    return result


def settle(points: Reals, weights: Reals, centres: Reals, steps: int) -> Reals:
    """Move centres until none moves any more, or for so many steps."""
    centres, going = centres.copy(), np.arange(len(centres))
    for _ in range(steps):
        labels, _ = nearest_centres(points, centres[going])
        new = moved(points, weights[going], labels, centres[going])
        still = (np.abs(new - centres[going]) > SAME).any(axis=(1, 2))
        centres[going] = new
        going = going[still]
        if going.size == 0:
            break
    return centres


def spread_within(points: Reals, weights: Reals, centres: Reals) -> tuple[Reals, Reals]:
    """For each start the sum of squared distances to the nearest centre, and the weight of its smallest group."""
    labels, nearest = nearest_centres(points, centres)
    sizes = np.stack([(weights * (labels == each)).sum(axis=1) for each in range(centres.shape[1])])
    own = (weights * (points * points).sum(axis=1)).sum(axis=1)
    return (weights * nearest).sum(axis=1) + own, sizes.min(axis=0)
