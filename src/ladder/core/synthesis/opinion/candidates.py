"""Groupings into two to five groups, each the best that was found, with how well apart they are."""

from dataclasses import dataclass

import numpy as np

from ladder.core.synthesis.matrix import Reals
from ladder.core.synthesis.opinion.cloud import Cloud
from ladder.core.synthesis.opinion.kmeans import (
    LONG_STEPS,
    SHORT_STEPS,
    nearest_centres,
    settle,
    spread_starts,
    spread_within,
)
from ladder.core.synthesis.opinion.result import Labels
from ladder.core.synthesis.opinion.silhouette import silhouettes

FEWEST, MOST = 2, 5
STARTS = 50
KEPT = 20
EXACT_POINTS, FINE_SIDE = 4_000, 64
COARSE_POINTS, COARSE_SIDE = 400, 16
SMALLEST, SMALLEST_SHARE = 5, 0.03


@dataclass(frozen=True, slots=True)
class Grouping:
    """A group for each participant looked at, 0 the largest, and the mean silhouette."""

    k: int
    labels: Labels
    silhouette: float


def find_candidates(cloud: Cloud, coarse: Cloud, chance: np.random.Generator) -> list[Grouping]:
    """The best grouping for each number of groups that leaves none too small, the best separated first."""
    people = cloud.point_of.size
    least = max(float(SMALLEST), SMALLEST_SHARE * people)
    found = []
    for k in range(FEWEST, MOST + 1):
        centres = best_centres(cloud, coarse, k, least, chance)
        if centres is not None:
            found.append(largest_first(cloud, centres))
    values = silhouettes(cloud, found) if found else []
    groupings = [
        Grouping(int(labels.max()) + 1, labels[cloud.point_of], value)
        for labels, value in zip(found, values, strict=True)
    ]
    return sorted(groupings, key=lambda each: (-each.silhouette, each.k))


def without_likes(centres: Reals) -> Reals:
    """Each set of centres once, whatever order its centres stand in."""
    order = np.argsort(centres[:, :, 0], axis=1, kind="stable")
    return np.unique(np.take_along_axis(centres, order[:, :, None], axis=1).round(9), axis=0)


def largest_first(cloud: Cloud, centres: Reals) -> Labels:
    """A label for each point: 0 the largest group; of equal ones the one further left, then lower."""
    labels = nearest_centres(cloud.points, centres[None])[0][0]
    sizes = np.bincount(labels, weights=cloud.weights, minlength=len(centres))
    ranks = np.empty(len(centres), dtype=np.int8)
    ranks[np.lexsort((centres[:, 1], centres[:, 0], -sizes))] = np.arange(len(centres))
    ranked: Labels = ranks[labels]
    return ranked


def best_centres(cloud: Cloud, coarse: Cloud, k: int, least: float, chance: np.random.Generator) -> Reals | None:
    """Centres with the least spread among those that leave no group smaller than `least`; None where all do.

    Fifty starts run on the coarse cloud; the best few go on to the end, the last steps on all points.
    """
    if len(coarse.points) < k:
        return None
    weights = np.broadcast_to(coarse.weights, (STARTS, len(coarse.points)))
    centres = settle(coarse.points, weights, spread_starts(coarse.points, weights, k, chance), SHORT_STEPS)
    within, _ = spread_within(coarse.points, weights, centres)
    kept = np.argsort(within, kind="stable")[:KEPT]
    centres = settle(coarse.points, weights[:KEPT], centres[kept], LONG_STEPS)
    centres = without_likes(centres)
    weights = np.broadcast_to(cloud.weights, (len(centres), len(cloud.points)))
    centres = settle(cloud.points, weights, centres, LONG_STEPS)
    within, smallest = spread_within(cloud.points, weights, centres)
    within[smallest < least] = np.inf
    best = int(within.argmin())
    return centres[best] if np.isfinite(within[best]) else None
