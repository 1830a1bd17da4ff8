"""Beta numbers that can be worked out by hand or stand in print."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.synthesis.intervals import certainty_above, jeffreys_interval, mean_support, worst_case_bounds


def certainty(share, support, asked):
    return float(certainty_above(share, np.float64(support), np.float64(asked)))


def test_no_answer_leaves_the_arcsine_prior():
    # Beta(1/2, 1/2) has distribution function (2 / pi) arcsin(sqrt(x))
    assert certainty(0.5, 0, 0) == pytest.approx(0.5)
    assert certainty(0.6, 0, 0) == pytest.approx(1 - 2 / np.pi * np.arcsin(np.sqrt(0.6)))
    low, high = jeffreys_interval(0.9, np.float64(0), np.float64(0))
    assert float(low) == pytest.approx(np.sin(np.pi / 2 * 0.05) ** 2)
    assert float(high) == pytest.approx(np.sin(np.pi / 2 * 0.95) ** 2)


def test_one_answer_in_favour():
    # Beta(3/2, 1/2): F(x) = (2 / pi) (arcsin(sqrt(x)) - sqrt(x (1 - x))), so F(1/2) = 1/2 - 1 / pi
    assert certainty(0.5, 1, 1) == pytest.approx(0.5 + 1 / np.pi)
    assert certainty(0.5, 0, 1) == pytest.approx(0.5 - 1 / np.pi)


def test_a_tie_is_one_half():
    assert certainty(0.5, 4, 8) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("successes", "low", "high"),
    [(1, 0.011, 0.381), (2, 0.044, 0.503), (3, 0.093, 0.606), (4, 0.153, 0.696), (5, 0.224, 0.776)],
)
def test_jeffreys_intervals_of_the_printed_table(successes, low, high):
    # Brown, Cai, DasGupta (2001), table 5: 95 % limits of the Jeffreys interval for n = 10
    found = jeffreys_interval(0.95, np.float64(successes), np.float64(10))
    assert [round(float(end), 3) for end in found] == [low, high]


def test_mean_support_of_a_silent_group_is_one_half():
    assert float(mean_support(np.float64(0), np.float64(0))) == 0.5
    assert float(mean_support(np.float64(3), np.float64(4))) == pytest.approx(3.5 / 5)


def test_worst_case_needs_no_model():
    # 10 invited, 4 answered, 3 in favour: between 3/10 (all silent against) and 9/10 (all silent in favour)
    low, high = worst_case_bounds(np.array([3]), np.array([4]), np.array([10]))
    assert (float(low[0]), float(high[0])) == (0.3, 0.9)


def test_more_answers_than_invitations_leave_nobody_silent():
    low, high = worst_case_bounds(np.array([6]), np.array([8]), np.array([5]))
    assert float(low[0]) == float(high[0]) == 0.75


def test_nobody_invited_and_nobody_heard_bounds_nothing():
    low, high = worst_case_bounds(np.array([0]), np.array([0]), np.array([0]))
    assert np.isnan(low[0])
    assert np.isnan(high[0])


@given(st.integers(0, 60), st.integers(0, 60))
def test_one_more_agree_never_lowers_and_one_more_disagree_never_raises(agree, against):
    now = certainty(0.5, agree, agree + against)
    assert certainty(0.5, agree + 1, agree + 1 + against) >= now
    assert certainty(0.5, agree, agree + against + 1) <= now


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_two_directions_mirror_each_other(agree, against):
    asked = agree + against
    assert certainty(0.5, agree, asked) + certainty(0.5, against, asked) == pytest.approx(1)
