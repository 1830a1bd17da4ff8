import pytest

from ladder.core.registry.outlines import check_outline, middle_of

SQUARE = [[25.0, -10.0], [25.1, -10.0], [25.1, -10.1], [25.0, -10.1], [25.0, -10.0]]


def rules(*rings) -> list[tuple]:
    found = check_outline({"type": "Polygon", "coordinates": list(rings)})
    return [(fault.rule, fault.ring, fault.corner) for fault in found]


def test_a_square_is_fine_and_its_middle_is_its_middle():
    assert rules(SQUARE) == []
    latitude, longitude = middle_of({"type": "Polygon", "coordinates": [SQUARE]})
    assert (round(latitude, 6), round(longitude, 6)) == (-10.05, 25.05)


@pytest.mark.parametrize(
    "value", [None, "x", [], {"type": "Point", "coordinates": [25, -10]}, {"coordinates": [SQUARE]}]
)
def test_anything_but_a_polygon_is_refused(value):
    assert [fault.rule for fault in check_outline(value)] == ["not_a_polygon"]


@pytest.mark.parametrize(
    ("ring", "rule"),
    [
        (SQUARE[:-1], "not_closed"),
        (SQUARE[:3], "too_few_corners"),
        ("abcd", "too_few_corners"),
        (SQUARE * 101, "too_many_corners"),
        ([[25.0, -10.0], [26.0, -10.0], [26.0, -10.1], [25.0, -10.0]], "too_large"),
        ([[25.0, -10.0], [25.1, -10.1], [25.1, -10.0], [25.0, -10.1], [25.0, -10.0]], "crosses_itself"),
    ],
)
def test_faults_of_a_ring(ring, rule):
    assert (rule, 1, None) in rules(ring)


@pytest.mark.parametrize(
    ("corner", "rule"),
    [
        ([25.0], "not_a_pair"),
        ("ab", "not_a_pair"),
        ([25.0, "x"], "not_a_number"),
        ([True, -10.0], "not_a_number"),
        ([-10.0, 25.0], "outside_country"),
        ([float("nan"), -10.0], "outside_country"),
        ([25.0, -10.0, 900.0], "not_a_pair"),
    ],
)
def test_faults_of_corners_are_all_named_with_their_number(corner, rule):
    assert rules([SQUARE[0], corner, corner, SQUARE[3], SQUARE[0]]) == [(rule, 1, 2), (rule, 1, 3)]


def test_more_than_ten_rings_are_refused():
    assert rules(*[SQUARE] * 11) == [("too_many_rings", None, None)]
