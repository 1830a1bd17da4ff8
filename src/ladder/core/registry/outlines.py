"""Checks an outline that somebody gives as a GeoJSON polygon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ladder.core.registry.places import is_in_country

MOST_CORNERS = 500
FEWEST_CORNERS = 4
MOST_RINGS = 10
LARGEST_DEGREES = 0.5


@dataclass(frozen=True, slots=True)
class OutlineFault:
    """What is wrong with an outline and where, counted from 1; the pages have a sentence for each `rule`."""

    rule: str
    ring: int | None = None
    corner: int | None = None
    seen: str = ""


def check_outline(value: object) -> tuple[OutlineFault, ...]:
    """Every fault of a GeoJSON Polygon (RFC 7946): closed rings, whole numbers of corners, inside the country."""
    if not isinstance(value, Mapping) or value.get("type") != "Polygon":
        return (OutlineFault("not_a_polygon"),)
    rings = value.get("coordinates")
    if not isinstance(rings, Sequence) or isinstance(rings, str) or not rings:
        return (OutlineFault("no_ring"),)
    if len(rings) > MOST_RINGS:
        return (OutlineFault("too_many_rings", seen=str(len(rings))),)
    return tuple(fault for number, ring in enumerate(rings, 1) for fault in check_ring(number, ring))


def check_ring(number: int, ring: object) -> list[OutlineFault]:
    """Every fault of one ring; rings and corners are counted from 1."""
    if not isinstance(ring, Sequence) or isinstance(ring, str) or len(ring) < FEWEST_CORNERS:
        return [OutlineFault("too_few_corners", number)]
    if len(ring) > MOST_CORNERS:
        return [OutlineFault("too_many_corners", number, seen=str(len(ring)))]
    faults = [OutlineFault(rule, number, at) for at, corner in enumerate(ring, 1) if (rule := check_corner(corner))]
    if faults:
        return faults
    if list(ring[0]) != list(ring[-1]):
        faults.append(OutlineFault("not_closed", number))
    if is_too_large(ring):
        faults.append(OutlineFault("too_large", number))
    if crosses_itself(ring):
        faults.append(OutlineFault("crosses_itself", number))
    return faults


def check_corner(corner: object) -> str:
    """The rule that a corner breaks, or an empty string."""
    if not isinstance(corner, Sequence) or isinstance(corner, str) or len(corner) != 2:  # noqa: PLR2004 - a pair
        return "not_a_pair"
    if not all(isinstance(part, int | float) and not isinstance(part, bool) for part in corner):
        return "not_a_number"
    return "" if is_in_country(corner[1], corner[0]) else "outside_country"


def is_too_large(ring: Sequence[Sequence[float]]) -> bool:
    """Whether a ring spans more than half a degree (about 55 km): no mine does."""
    return any(
        max(corner[axis] for corner in ring) - min(corner[axis] for corner in ring) > LARGEST_DEGREES for axis in (0, 1)
    )


def crosses_itself(ring: Sequence[Sequence[float]]) -> bool:
    """Whether two edges that are not neighbours cross."""
    edges = list(pairwise(ring))
    last = len(edges) - 1
    return any(
        cross(edges[first], edges[second])
        for first in range(len(edges))
        for second in range(first + 2, len(edges))
        if not (first == 0 and second == last)
    )


Edge = tuple[Sequence[float], Sequence[float]]


def cross(first: Edge, second: Edge) -> bool:
    """Whether two edges cross in a point inside both."""
    (a, b), (c, d) = first, second
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def turn(a: Sequence[float], b: Sequence[float], c: Sequence[float]) -> float:
    """Twice the signed area of a triangle: positive where the way a, b, c turns left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def middle_of(outline: Mapping[str, object]) -> tuple[float, float]:
    """Latitude and longitude of the mean corner of the outer ring: enough to find the cell of a checked outline."""
    rings = outline["coordinates"]
    corners = rings[0][:-1]  # type: ignore[index]
    count = len(corners)
    return sum(corner[1] for corner in corners) / count, sum(corner[0] for corner in corners) / count
