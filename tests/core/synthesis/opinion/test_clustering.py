"""k-means, silhouettes and stability beside plain loops."""

import numpy as np
import pytest

from ladder.core.synthesis.opinion.candidates import find_candidates
from ladder.core.synthesis.opinion.cloud import Cloud, cells_along
from ladder.core.synthesis.opinion.grouping import clouds
from ladder.core.synthesis.opinion.kmeans import settle, spread_starts, spread_within, squared
from ladder.core.synthesis.opinion.silhouette import silhouettes
from ladder.core.synthesis.opinion.stability import measure_stability, overlaps


def heaps(seed, sizes, apart=8.0):
    """Round heaps of points on a circle."""
    chance = np.random.default_rng(seed)
    group = np.repeat(np.arange(len(sizes)), sizes)
    angle = 2 * np.pi * group / len(sizes)
    return chance.standard_normal((group.size, 2)) + apart * np.column_stack((np.cos(angle), np.sin(angle))), group


def silhouette_by_loops(points, weights, labels):
    """Every participant one by one, as the definition says."""
    people = np.repeat(points, weights.astype(int), axis=0)
    group = np.repeat(labels, weights.astype(int))
    values = []
    for each, own in zip(people, group, strict=True):
        far = np.sqrt(((people - each) ** 2).sum(axis=1))
        if (group == own).sum() == 1:
            values.append(0.0)
            continue
        within = far[group == own].sum() / ((group == own).sum() - 1)
        beside = min(far[group == other].mean() for other in set(group) - {own})
        values.append((beside - within) / max(within, beside))
    return np.mean(values)


def test_squared_distances():
    points = np.array([[0.0, 0.0], [3.0, 4.0]])
    assert squared(points, np.array([[0.0, 0.0], [3.0, 0.0]])) == pytest.approx(np.array([[0, 25], [9, 16]]))


@pytest.mark.parametrize("seed", range(4))
def test_silhouettes_equal_the_definition(seed):
    chance = np.random.default_rng(seed)
    points, labels = chance.standard_normal((30, 2)), chance.integers(0, 3, 30).astype(np.int8)
    labels[0] = 3  # one all alone
    weights = chance.integers(1, 4, 30).astype(np.float64)
    weights[0] = 1
    cloud = Cloud(points, weights, np.arange(30))
    two = (labels > 1).astype(np.int8)
    assert silhouettes(cloud, [labels, two]) == pytest.approx(
        [silhouette_by_loops(points, weights, each) for each in (labels, two)]
    )


def test_k_means_ends_where_no_point_changes_sides():
    points, _ = heaps(1, [30, 30, 30])
    weights = np.ones((20, 90))
    centres = settle(points, weights, spread_starts(points, weights, 3, np.random.default_rng(1)), 100)
    assert settle(points, weights, centres, 1) == pytest.approx(centres)
    within, smallest = spread_within(points, weights, centres)
    assert within.min() == pytest.approx(sum(((part - part.mean(axis=0)) ** 2).sum() for part in np.split(points, 3)))
    assert smallest[within.argmin()] == 30


@pytest.mark.parametrize("sizes", [[60, 40], [50, 40, 30], [40, 35, 30, 25], [30, 30, 30, 30, 30]])
def test_heaps_are_found_and_stable(sizes):
    points, _ = heaps(2, sizes, apart=12.0)
    cloud, coarse = clouds(points)
    best = find_candidates(cloud, coarse, np.random.default_rng(1))[0]
    assert best.k == len(sizes)
    assert np.bincount(best.labels).tolist() == sorted(sizes, reverse=True)
    assert min(measure_stability(coarse, best.labels, best.k, np.random.default_rng(1))) > 0.99


def test_many_people_on_a_grid_are_grouped_like_few():
    points, group = heaps(3, [5_000, 3_000, 2_000])
    cloud, coarse = clouds(points)
    assert cloud.weights.sum() == coarse.weights.sum() == 10_000
    assert len(coarse.points) <= 256 < len(cloud.points) <= 64**2 < 10_000
    best = find_candidates(cloud, coarse, np.random.default_rng(1))[0]
    assert np.bincount(best.labels).tolist() == [5_000, 3_000, 2_000]
    assert np.array_equal(best.labels, group)


def test_a_group_below_three_in_a_hundred_or_five_is_none():
    points, _ = heaps(4, [200, 4], apart=30.0)
    for each in find_candidates(*clouds(points), np.random.default_rng(1)):
        assert np.bincount(each.labels).min() >= 7
    assert find_candidates(*clouds(points[-4:]), np.random.default_rng(1)) == []


def test_overlap_by_hand():
    # two groups on three points; the resample drew 2 and 1 of the first, 1 of the second group; found {0}, {1, 2}
    drawn = np.array([[[2.0, 1.0, 0.0], [0.0, 0.0, 1.0]]])
    found = np.array([[0, 1, 1]], dtype=np.int8)
    # first group of 3: 2 of 3 with {0}, 1 of 4 with {1, 2}; second: 0 and 1 of 2
    assert overlaps(drawn, found, 2).tolist() == [[2 / 3, 1 / 2]]


def test_an_axis_that_does_not_exist_is_one_place():
    axis = np.zeros(5_000)
    axis[:2] = -0.5, 0.5
    with np.errstate(all="raise"):
        assert cells_along(axis, 16).tolist() == [0, 2] + [1] * 4_998
        assert set(cells_along(np.full(500, 0.3), 16)) == {1}
