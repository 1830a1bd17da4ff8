"""Where a place may be said to be: cells of the H3 grid instead of coordinates.

Method page: docs/methods/coarse-places.md. Coordinates are degrees, WGS 84.
"""

from dataclasses import dataclass
from functools import lru_cache

import h3

METHOD = ("coarse-places", "1")
PUBLIC_RESOLUTION = 5
MAP_RESOLUTIONS = (3, 4, 5)
FINEST_RESOLUTION = 6
# The smallest box of whole tenths of a degree around the Democratic Republic of the Congo.
SOUTH, NORTH, WEST, EAST = -13.5, 5.4, 12.1, 31.4


@dataclass(frozen=True, slots=True)
class Place:
    """What a reader may know of a position. `is_exact` False: the middle of the public cell, the same for everybody."""

    latitude: float | None
    longitude: float | None
    cell: str
    is_exact: bool
    province: str
    territoire: str
    radius_km: float | None
    polygon: dict[str, object] | None = None
    village: str = ""


def is_in_country(latitude: float, longitude: float) -> bool:
    """Whether a position lies in the box around the country."""
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def find_cells(latitude: float | None, longitude: float | None) -> tuple[str, str, str, str]:
    """H3 cells of resolutions 3 to 6; empty strings where the position is not known."""
    if latitude is None or longitude is None:
        return "", "", "", ""
    fifth = h3.latlng_to_cell(latitude, longitude, PUBLIC_RESOLUTION)
    # H3 cells do not nest exactly: coarser cells come from the public one, so that together they tell no more than it.
    third, fourth = (h3.cell_to_parent(fifth, resolution) for resolution in (3, 4))
    return third, fourth, fifth, h3.latlng_to_cell(latitude, longitude, FINEST_RESOLUTION)


@lru_cache(maxsize=50_000)
def centre_of(cell: str) -> tuple[float, float]:
    """Latitude and longitude of the middle of a cell, to four decimals (about 11 m, far below a cell's size)."""
    latitude, longitude = h3.cell_to_latlng(cell)
    return round(latitude, 4), round(longitude, 4)


@lru_cache(maxsize=50_000)
def outline_of(cell: str) -> tuple[tuple[float, float], ...]:
    """The corners of a cell as (latitude, longitude)."""
    return tuple((round(latitude, 4), round(longitude, 4)) for latitude, longitude in h3.cell_to_boundary(cell))


def is_cell(text: str, resolution: int | None = None) -> bool:
    """Whether a text names an H3 cell (of this resolution)."""
    return bool(h3.is_valid_cell(text)) and (resolution is None or h3.get_resolution(text) == resolution)


def radius_of(resolution: int) -> float:
    """Average edge of a cell in kilometres: how far the true place is from the middle, roughly."""
    return round(float(h3.average_hexagon_edge_length(resolution, unit="km")), 1)


def coarse_place(cell_5: str, province: str, territoire: str) -> Place:
    """The public place of a site: the middle of its cell, or only province and territory."""
    if not cell_5:
        return Place(None, None, "", is_exact=False, province=province, territoire=territoire, radius_km=None)
    latitude, longitude = centre_of(cell_5)
    return Place(
        latitude,
        longitude,
        cell_5,
        is_exact=False,
        province=province,
        territoire=territoire,
        radius_km=radius_of(PUBLIC_RESOLUTION),
    )
