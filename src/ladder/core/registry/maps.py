"""Draws counts per cell as a map: window, projection, hexagons, graticule. Only public cells ever come in here.

The projection is equirectangular with true scale at the middle of the window, good enough at these sizes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import cos, radians

import h3

from ladder.core.registry.places import EAST, NORTH, SOUTH, WEST, centre_of, outline_of

WIDTH = 640
MARGIN_DEGREES = 0.8
WIDEST_FOR = ((3.5, 5), (9.5, 4))
NARROWEST = 0.8
STEPS = (0.25, 0.5, 1.0, 2.0, 5.0)
MOST_LINES = 6
CELL_DEGREES = {3: 1.1, 4: 0.42, 5: 0.16}
NUMBER_PIXELS = 22
CLASSES = {3: (1, 10, 50, 100, 200), 4: (1, 5, 20, 50, 100), 5: (1, 2, 5, 10, 25)}
At = Callable[[float, float], tuple[float, float]]
# Rounded positions of towns, for orientation; the first ones also in large windows.
LARGE_TOWNS = 9
TOWNS = (
    ("Kinshasa", -4.33, 15.31),
    ("Lubumbashi", -11.66, 27.48),
    ("Kolwezi", -10.72, 25.47),
    ("Goma", -1.68, 29.22),
    ("Kisangani", 0.52, 25.20),
    ("Kalemie", -5.93, 29.19),
    ("Mbuji-Mayi", -6.13, 23.60),
    ("Mbandaka", 0.05, 18.26),
    ("Bunia", 1.56, 30.25),
    ("Likasi", -10.98, 26.73),
    ("Bukavu", -2.51, 28.86),
    ("Kindu", -2.95, 25.95),
    ("Kamina", -8.74, 24.99),
    ("Fungurume", -10.62, 26.31),
    ("Butembo", 0.13, 29.28),
)


@dataclass(frozen=True, slots=True)
class Box:
    """A window in degrees."""

    west: float
    south: float
    east: float
    north: float

    def as_text(self) -> str:
        """West, south, east, north, as addresses carry them."""
        return ",".join(f"{side:.2f}" for side in (self.west, self.south, self.east, self.north))


COUNTRY = Box(WEST, SOUTH, EAST, NORTH)


@dataclass(frozen=True, slots=True)
class CellCount:
    """How many sites a cell holds."""

    cell: str
    count: int


@dataclass(frozen=True, slots=True)
class Hexagon:
    """A cell as it is drawn: corners in pixels, the class of its colour, where its number stands."""

    cell: str
    count: int
    points: str
    shade: int
    x: float
    y: float
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the graticule with its label."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled town."""

    x: float
    y: float
    label: str
    is_left: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the page needs to draw the map; whether numbers fit into cells, and whether they do on a phone."""

    width: int
    height: int
    hexagons: tuple[Hexagon, ...]
    lines: tuple[Line, ...]
    towns: tuple[Mark, ...]
    has_numbers: bool
    has_room: bool


def read_box(text: str) -> Box | None:
    """A window from `west,south,east,north`, kept inside the country and not too narrow; None if it is not one."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):  # noqa: PLR2004 - the globe
        return None
    half_wide = min(max(east - west, NARROWEST), EAST - WEST) / 2
    half_high = min(max(north - south, NARROWEST), NORTH - SOUTH) / 2
    middle_x = min(max((west + east) / 2, WEST + half_wide), EAST - half_wide)
    middle_y = min(max((south + north) / 2, SOUTH + half_high), NORTH - half_high)
    return Box(middle_x - half_wide, middle_y - half_high, middle_x + half_wide, middle_y + half_high)


def move(box: Box, right: float = 0, up: float = 0, factor: float = 1) -> Box:
    """The window moved by parts of its size, or made larger or smaller around its middle."""
    wide, high = box.east - box.west, box.north - box.south
    middle_x, middle_y = (box.west + box.east) / 2 + right * wide, (box.south + box.north) / 2 + up * high
    wide, high = wide * factor / 2, high * factor / 2
    text = ",".join(
        str(side)
        for side in (
            max(middle_x - wide, -180),
            max(middle_y - high, -90),
            min(middle_x + wide, 180),
            min(middle_y + high, 90),
        )
    )
    return read_box(text) or COUNTRY


def finest_for(box: Box) -> int:
    """The finest cells that a window may show: small windows show the public cells, large ones their parents."""
    wide = max(box.east - box.west, box.north - box.south)
    return next((resolution for widest, resolution in WIDEST_FOR if wide <= widest), 3)


def widen(box: Box, degrees: float) -> Box:
    """The window with a margin all around."""
    return Box(box.west - degrees, box.south - degrees, box.east + degrees, box.north + degrees)


def cells_over(box: Box) -> list[str]:
    """Cells of resolution 3 that touch a window (and a few around it)."""
    wide = widen(box, MARGIN_DEGREES)
    corners = [(wide.south, wide.west), (wide.south, wide.east), (wide.north, wide.east), (wide.north, wide.west)]
    return sorted(h3.h3shape_to_cells(h3.LatLngPoly(corners), 3))


def is_inside(cell: str, box: Box) -> bool:
    """Whether the middle of a cell lies in a window."""
    latitude, longitude = centre_of(cell)
    return box.south <= latitude <= box.north and box.west <= longitude <= box.east


def box_of(cell: str) -> Box:
    """A window around a cell."""
    outline = outline_of(cell)
    box = Box(
        min(p[1] for p in outline), min(p[0] for p in outline), max(p[1] for p in outline), max(p[0] for p in outline)
    )
    return read_box(widen(box, 0.3).as_text()) or COUNTRY


def draw(counts: Iterable[CellCount], box: Box, resolution: int) -> Drawing:
    """The map of a window."""
    squeeze = cos(radians((box.south + box.north) / 2))
    scale = WIDTH / ((box.east - box.west) * squeeze)

    def at(latitude: float, longitude: float) -> tuple[float, float]:
        return round((longitude - box.west) * squeeze * scale, 1), round((box.north - latitude) * scale, 1)

    hexagons = []
    for each in sorted(counts, key=lambda count: count.cell):
        latitude, longitude = centre_of(each.cell)
        points = " ".join(f"{x:g},{y:g}" for x, y in (at(*corner) for corner in outline_of(each.cell)))
        shade = shade_of(each.count, resolution)
        hexagons.append(Hexagon(each.cell, each.count, points, shade, *at(latitude, longitude), latitude, longitude))
    return Drawing(
        WIDTH,
        round((box.north - box.south) * scale),
        tuple(hexagons),
        tuple(graticule(box, at)),
        tuple(towns(box, at)),
        has_numbers=scale * CELL_DEGREES[resolution] > NUMBER_PIXELS,
        has_room=scale * CELL_DEGREES[resolution] > 2 * NUMBER_PIXELS,
    )


def shade_of(count: int, resolution: int) -> int:
    """The class of a count, 1 to 5: larger cells hold more."""
    return sum(count >= least for least in CLASSES[resolution])


def graticule(box: Box, at: At) -> list[Line]:
    """Lines of longitude and latitude at round degrees."""
    lines = []
    for degree in rounds(box.west, box.east):
        (x, top), (_, bottom) = at(box.north, degree), at(box.south, degree)
        lines.append(Line(x, top, x, bottom, f"{degree:g}° E"))
    for degree in rounds(box.south, box.north):
        (left, y), (right, _) = at(degree, box.west), at(degree, box.east)
        lines.append(Line(left, y, right, y, f"{abs(degree):g}° {'N' if degree > 0 else 'S'}" if degree else "0°"))
    return lines


def rounds(low: float, high: float) -> list[float]:
    """Round degrees between two, six at most."""
    step = next((step for step in STEPS if (high - low) / step <= MOST_LINES), STEPS[-1])
    first = int(low // step) + 1
    return [step * number for number in range(first, int(high // step) + 1)]


def towns(box: Box, at: At) -> list[Mark]:
    """Towns inside the window; labels near the right edge stand to the left of their dot."""
    marks = []
    is_large = box.east - box.west > WIDEST_FOR[-1][0]
    for name, latitude, longitude in TOWNS[:LARGE_TOWNS] if is_large else TOWNS:
        if box.south < latitude < box.north and box.west < longitude < box.east:
            x, y = at(latitude, longitude)
            marks.append(Mark(x, y, name, is_left=x > WIDTH * 0.8))
    return marks
