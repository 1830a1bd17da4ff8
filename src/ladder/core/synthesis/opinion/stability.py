"""Do the groups come back when the consultation is drawn anew: bootstrap and Jaccard similarity (Hennig 2007)."""

import numpy as np

from ladder.core.synthesis.matrix import Reals
from ladder.core.synthesis.opinion.cloud import Cloud
from ladder.core.synthesis.opinion.kmeans import LONG_STEPS, nearest_centres, settle, spread_starts, spread_within
from ladder.core.synthesis.opinion.result import Labels

DRAWS = 60
STARTS = 4
DROP_BELOW = 0.6


def measure_stability(cloud: Cloud, labels: Labels, k: int, chance: np.random.Generator) -> tuple[float, ...]:
    """For each group the mean, over resampled participants grouped anew, of its best overlap with a group found there.

    `labels` gives the group of each participant. Each resample is grouped from starts of its own.
    """
    sizes = np.zeros((k, len(cloud.points)))
    np.add.at(sizes, (labels, cloud.point_of), 1.0)
    people = int(sizes.sum())
    drawn = chance.multinomial(people, (sizes / people).ravel(), size=DRAWS).reshape(DRAWS, *sizes.shape)
    weights = drawn.sum(axis=1).astype(np.float64)
    centres = regroup(cloud.points, weights, k, chance)
    found, _ = nearest_centres(cloud.points, centres)
    return tuple(overlaps(drawn.astype(np.float64), found, k).mean(axis=0).tolist())


def regroup(points: Reals, weights: Reals, k: int, chance: np.random.Generator) -> Reals:
    """The best of a few groupings of each resample, as centres."""
    many = np.repeat(weights, STARTS, axis=0)
    centres = settle(points, many, spread_starts(points, many, k, chance), LONG_STEPS)
    within, _ = spread_within(points, many, centres)
    best = within.reshape(-1, STARTS).argmin(axis=1)
    chosen: Reals = centres[np.arange(len(weights)) * STARTS + best]
    return chosen


def overlaps(drawn: Reals, found: Labels, k: int) -> Reals:
    """Resamples x groups: the largest Jaccard similarity of the group with any group found; 1 is the same people."""
    both = np.stack([(drawn * (found == each)[:, None]).sum(axis=2) for each in range(k)], axis=2)
    either = both.sum(axis=2, keepdims=True) + both.sum(axis=1, keepdims=True) - both
    shares: Reals = np.divide(both, either, out=np.zeros_like(both), where=either > 0).max(axis=2)
    return shares
