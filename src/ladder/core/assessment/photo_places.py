"""Where a photo is said to be from, against where a site is. Degrees are WGS 84, lengths metres."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the Earth (IUGG)."""
METRES_A_DEGREE = EARTH_RADIUS_M * math.pi / 180

POLYGON_MARGIN_M = 100.0
"""Outlines are drawn by hand, and people photograph a pit from its edge."""
MARGIN_BY_ORIGIN_M: Mapping[str, float] = {
    "gps": 3_000.0, "gps_approximate": 5_000.0, "digitised": 5_000.0, "village": 10_000.0,
    "approximation": 15_000.0, "unknown": 15_000.0,
}  # fmt: skip
"""Without an outline: how far from its one known position a site may reach, plus how wrong that position may be."""
ACCURACIES = 3.0
"""A phone's accuracy is the radius of two thirds of its fixes; three times it holds nearly all."""
LONGEST_ACCURACY_M = 1_000.0

Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Point:
    """A place; `accuracy_m` where the phone told it."""

    latitude: float
    longitude: float
    accuracy_m: float | None = None

    def slack_m(self) -> float:
        """How far from here the true place may well be."""
        return ACCURACIES * min(self.accuracy_m or 0.0, LONGEST_ACCURACY_M)


@dataclass(frozen=True, slots=True)
class SitePlace:
    """What is known of where a site is: rings of its outline (longitude first, as GeoJSON), or one position."""

    rings: tuple[tuple[tuple[float, float], ...], ...] = ()
    position: Point | None = None
    origin: str = "unknown"

    @property
    def is_known(self) -> bool:
        """Whether anything can be compared with it."""
        return bool(self.rings) or self.position is not None

    def metres_off(self, place: Point) -> float | None:
        """How far a place is from the site beyond what error explains; 0 within it, None where no place is known."""
        if self.rings:
            return max(0.0, metres_to_polygon(place, self.rings) - POLYGON_MARGIN_M - place.slack_m())
        if self.position is None:
            return None
        allowed = MARGIN_BY_ORIGIN_M.get(self.origin, MARGIN_BY_ORIGIN_M["unknown"])
        return max(0.0, metres_between(place, self.position) - allowed - place.slack_m())


def metres_between(one: Point, other: Point) -> float:
    """Great-circle distance by the haversine formula (Sinnott, 1984)."""
    up, down = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    half = math.sin((down - up) / 2) ** 2 + math.cos(up) * math.cos(down) * math.sin(across / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


def is_in_polygon(longitude: float, latitude: float, rings: Sequence[Ring]) -> bool:
    """Whether a point is within an outline and in none of its holes: edges crossed by a ray to the east are odd."""
    is_in = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > latitude) != (y2 > latitude) and longitude < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1):
                is_in = not is_in
    return is_in


def metres_to_polygon(place: Point, rings: Sequence[Ring]) -> float:
    """0 within an outline, else metres to its nearest edge, on a plane that touches the Earth at the place."""
    if is_in_polygon(place.longitude, place.latitude, rings):
        return 0.0
    shrink = math.cos(math.radians(place.latitude))
    flat = [
        [((x - place.longitude) * shrink * METRES_A_DEGREE, (y - place.latitude) * METRES_A_DEGREE) for x, y in ring]
        for ring in rings
    ]
    return min(
        metres_to_edge(start, end) for ring in flat for start, end in zip(ring, [*ring[1:], ring[0]], strict=True)
    )


def metres_to_edge(start: tuple[float, float], end: tuple[float, float]) -> float:
    """From the origin to the nearest point of a segment."""
    (x1, y1), (x2, y2) = start, end
    long, high = x2 - x1, y2 - y1
    length = long * long + high * high
    part = 0.0 if length == 0 else max(0.0, min(1.0, -(x1 * long + y1 * high) / length))
    return math.hypot(x1 + part * long, y1 + part * high)
