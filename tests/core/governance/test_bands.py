"""Bands of numbers, and bars."""

import pytest

from ladder.core.governance.bands import FEWEST, Band, Segment, band_of, others_in, stack


@pytest.mark.parametrize(
    ("number", "low", "high"),
    [(0, 0, 0), (1, 1, 4), (4, 1, 4), (5, 5, 9), (9, 5, 9), (10, 10, 19), (49, 20, 49), (99, 50, 99), (100, 100, None)],
)
def test_bands(number, low, high):
    assert band_of(number) == Band(low, high)
    assert band_of(number).is_few == (1 <= number <= 4)


@pytest.mark.parametrize(
    ("number", "low", "high"),
    [(0, 0, 0), (1, 0, 0), (2, 1, 3), (4, 1, 3), (5, 4, 8), (7, 4, 8), (9, 4, 8), (10, 9, 18), (100, 99, None)],
)
def test_others_tell_no_more_than_the_band_of_all(number, low, high):
    assert others_in(number) == Band(low, high)
    assert others_in(number).is_few == (2 <= number < FEWEST)


def test_a_negative_number_is_refused():
    with pytest.raises(ValueError, match="-1"):
        band_of(-1)


def test_a_bar_of_parts():
    assert stack([("a", 1), ("b", 0), ("c", 3)], 8, 200) == (Segment("a", 1, 0, 25), Segment("c", 3, 25, 75))
    assert stack([], 0, 200) == ()
