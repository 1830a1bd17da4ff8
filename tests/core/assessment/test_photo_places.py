"""Places of photos: distances by hand, and outlines against independent methods."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ladder.core.assessment.photo_places import (
    Point,
    SitePlace,
    is_in_polygon,
    metres_between,
    metres_to_polygon,
)

SQUARE = (((25.495, -10.705), (25.505, -10.705), (25.505, -10.695), (25.495, -10.695), (25.495, -10.705)),)
HOLE = ((25.499, -10.701), (25.501, -10.701), (25.501, -10.699), (25.499, -10.699), (25.499, -10.701))

# A quarter of the equator is R * pi / 2; a degree of a meridian is R * pi / 180 with R = 6371008.8 m.
BY_HAND = [
    (Point(0, 0), Point(0, 90), 10_007_557.2),
    (Point(-10, 25), Point(-11, 25), 111_195.08),
    (Point(-10.7, 25.5), Point(-10.7, 25.5), 0.0),
    (Point(0, 179.5), Point(0, -179.5), 111_195.08),
    (Point(90, 0), Point(-90, 0), 20_015_114.4),
]


@pytest.mark.parametrize(("one", "other", "metres"), BY_HAND)
def test_distances_by_hand(one, other, metres):
    assert metres_between(one, other) == pytest.approx(metres, abs=0.2)


def test_the_worked_example_of_the_method_page():
    # cos 10.7 deg = 0.98261; 0.003 deg * 111195.08 m * 0.98261 = 327.8 m; minus 100 m and three times 20 m
    site = SitePlace(SQUARE)
    assert metres_to_polygon(Point(-10.7, 25.508), SQUARE) == pytest.approx(327.8, abs=0.1)
    assert site.metres_off(Point(-10.7, 25.508, 20)) == pytest.approx(167.8, abs=0.1)


def test_a_hole_is_outside():
    assert not is_in_polygon(25.5, -10.7, (*SQUARE, HOLE))
    assert is_in_polygon(25.4975, -10.7, (*SQUARE, HOLE))
    # the nearest edge of the hole is 0.001 deg of latitude away, or of longitude, which is shorter here
    assert metres_to_polygon(Point(-10.7, 25.5), (*SQUARE, HOLE)) == pytest.approx(
        0.001 * 111_195.08 * 0.98261, abs=0.1
    )


def winding_number(x: float, y: float, ring: list[tuple[float, float]]) -> int:
    """Sum of the angles under which the edges are seen: whole turns around the point."""
    turned = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        turned += math.remainder(math.atan2(y2 - y, x2 - x) - math.atan2(y1 - y, x1 - x), 2 * math.pi)
    return round(turned / (2 * math.pi))


@st.composite
def stars(draw) -> list[tuple[float, float]]:
    """Outlines that do not cross themselves: corners at growing angles around a middle."""
    lengths = draw(st.lists(st.floats(0.2, 1.0), min_size=3, max_size=12))
    return [
        (length * math.cos(2 * math.pi * at / len(lengths)), length * math.sin(2 * math.pi * at / len(lengths)))
        for at, length in enumerate(lengths)
    ]


@given(ring=stars(), x=st.floats(-1.2, 1.2), y=st.floats(-1.2, 1.2))
def test_inside_is_what_the_winding_number_says(ring, x, y):
    edges = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    near = [abs((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / math.dist(a, b) for a, b in edges]
    assume(min(near) > 1e-9)  # on an edge either answer is right
    assert is_in_polygon(x, y, [ring]) == (winding_number(x, y, ring) != 0)


@given(ring=stars(), x=st.floats(-2, 2), y=st.floats(-2, 2))
def test_distance_to_an_outline_is_that_to_its_nearest_point(ring, x, y):
    found = metres_to_polygon(Point(y / 100, x / 100), [[(a / 100, b / 100) for a, b in ring]])
    if is_in_polygon(x, y, [ring]):
        assert found == 0
        return
    edges = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    points = [
        Point((a[1] + (b[1] - a[1]) * part / 200) / 100, (a[0] + (b[0] - a[0]) * part / 200) / 100)
        for a, b in edges for part in range(201)
    ]  # fmt: skip
    nearest = min(metres_between(Point(y / 100, x / 100), each) for each in points)
    assert found <= nearest * 1.001 + 1
    assert found >= nearest - 12  # two neighbouring points of an edge are at most 11.2 m apart


@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(-80, 80), st.floats(-179, 179))
def test_distance_is_the_same_both_ways_and_at_most_half_the_earth(a, b, c, d):
    there, back = metres_between(Point(a, b), Point(c, d)), metres_between(Point(c, d), Point(a, b))
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= 20_015_115


@pytest.mark.parametrize(
    ("origin", "metres"), [("gps", 3_000), ("village", 10_000), ("unknown", 15_000), ("new", 15_000)]
)
def test_without_an_outline_the_margin_follows_from_how_the_position_is_known(origin, metres):
    site = SitePlace(position=Point(0, 25), origin=origin)
    north = metres / 111_195.08
    assert site.metres_off(Point(north - 0.001, 25)) == 0
    assert site.metres_off(Point(north + 0.01, 25)) == pytest.approx(1_111.95, abs=1)
    assert SitePlace().metres_off(Point(0, 0)) is None
