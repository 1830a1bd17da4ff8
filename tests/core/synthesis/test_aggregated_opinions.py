"""Discovered groups are shown in bands, with no mark for fewer than five people."""

import numpy as np

from ladder.core.synthesis.aggregated_opinions import AggregatedOpinions, aggregate, follows, marks_of
from ladder.core.synthesis.opinion.result import NO_STRUCTURE, Gate, OpinionGroups


def found(members, positions, *, stable=True, reason=""):
    k = max(members, default=-1) + 1
    return OpinionGroups(
        stable=stable, k=k, members=np.array(members, dtype=np.int8), positions=np.array(positions, dtype=float),
        centre=np.zeros(2), components=np.zeros((2, 2)), reason=reason, stability=(0.9,) * k, silhouette=0.5,
        gate=Gate(1.0, 0.01, 199, len(members)),
    )  # fmt: skip


def test_sizes_are_bands_and_marks_stand_for_five_or_more():
    members = [0] * 20 + [1] * 7
    positions = [[-1, 0]] * 20 + [[1, 0]] * 7
    told = aggregate(found(members, positions), ["a"] * 20 + ["b"] * 7, smallest=5, seed=1)
    assert [(one.low, one.high) for one in told.groups] == [(15, 24), (5, 14)]
    assert sorted((one.low, one.high) for one in told.marks) == [(5, 14), (15, 24)]
    assert told.follows is True


def test_four_people_in_a_square_are_no_mark():
    side, [mark] = marks_of(np.array([[0.0, 0.0]] * 10 + [[1.0, 1.0]] * 4), 5)
    assert (side, mark.low) == (12, 5)
    assert marks_of(np.zeros((4, 2)), 5) == (12, ())


def test_few_people_far_apart_are_shown_on_a_coarser_grid():
    # thirty-six people evenly on a square: four each on nine squares, nine each on four
    spread = np.array([[across, up] for across in range(6) for up in range(6)], dtype=float)
    side, marks = marks_of(spread, 5)
    assert side == 2
    assert [(mark.low, mark.high) for mark in marks] == [(5, 14)] * 4


def test_a_group_below_the_threshold_hides_all_sizes():
    told = aggregate(found([0] * 20 + [1] * 4, [[0, 0]] * 24), ["a"] * 24, smallest=5, seed=1)
    assert (told.is_stable, told.groups, told.follows) == (False, (), None)


def test_no_groups_say_why():
    told = aggregate(found([], np.zeros((0, 2)), stable=False, reason=NO_STRUCTURE), [], smallest=5, seed=1)
    assert (told.is_stable, told.reason) == (False, NO_STRUCTURE)


def test_groups_that_have_nothing_to_do_with_declared_ones_cut_across():
    members = np.array([0, 1] * 40, dtype=np.int8)
    assert follows(members, ["a", "a", "b", "b"] * 20, seed=3) is False
    assert follows(members, ["a"] * 80, seed=3) is None


def test_the_document_gives_the_same_back():
    told = aggregate(found([0] * 9 + [1] * 9, [[0, 0]] * 18), ["a", "b"] * 9, smallest=5, seed=1)
    assert AggregatedOpinions.from_document(told.as_document()) == told
