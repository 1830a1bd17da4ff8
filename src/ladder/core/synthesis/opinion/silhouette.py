"""How well apart groups are: the mean silhouette (Rousseeuw 1987), for several groupings of one cloud at once."""

from collections.abc import Sequence

import numpy as np

from ladder.core.synthesis.matrix import Reals
from ladder.core.synthesis.opinion.cloud import Cloud
from ladder.core.synthesis.opinion.result import Labels

BLOCK_CELLS = 1 << 16


def silhouettes(cloud: Cloud, groupings: Sequence[Labels]) -> list[float]:
    """The weighted mean silhouette of each grouping (a label for each point); one alone in a group counts 0."""
    members = [cloud.weights[:, None] * (labels[:, None] == np.arange(int(labels.max()) + 1)) for labels in groupings]
    ends = np.cumsum([each.shape[1] for each in members])
    totals = distance_sums(cloud.points, np.hstack(members))
    return [
        mean_silhouette(total, cloud.weights, each, labels)
        for total, each, labels in zip(np.split(totals, ends[:-1], axis=1), members, groupings, strict=True)
    ]


def distance_sums(points: Reals, members: Reals) -> Reals:
    """For every point the weighted sum of its distances to the points in each column; never holds all distances."""
    totals = np.empty((len(points), members.shape[1]))
    block = max(1, BLOCK_CELLS // len(points))
    for first in range(0, len(points), block):
        part = points[first : first + block]
        distances = part[:, :1] - points[:, 0]
        along = part[:, 1:] - points[:, 1]
        distances *= distances
        along *= along
        distances += along
        totals[first : first + block] = np.sqrt(distances, out=distances) @ members
    return totals


def mean_silhouette(totals: Reals, weights: Reals, members: Reals, labels: Labels) -> float:
    """(b - a) / max(a, b) over all points: a the mean distance within the group, b that to the nearest other one."""
    sizes, own = members.sum(axis=0), np.arange(len(labels))
    within = totals[own, labels] / np.maximum(sizes[labels] - 1.0, 1.0)
    others = totals / np.maximum(sizes, 1.0)
    others[:, sizes == 0] = np.inf
    others[own, labels] = np.inf
    beside = others.min(axis=1)
    widest = np.maximum(within, beside)
    known = (sizes[labels] > 1.0) & (widest > 0) & np.isfinite(beside)
    values = np.divide(beside - within, widest, out=np.zeros_like(within), where=known)
    return float(values @ weights / weights.sum())
