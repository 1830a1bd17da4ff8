"""Draws numbers over days as a line with dots; days that were not counted are gaps, never nought and never bridged."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

WIDTH, HEIGHT, EDGE = 320.0, 72.0, 8.0


@dataclass(frozen=True, slots=True)
class CountChart:
    """One drawing: lines of days that follow each other, a dot a counted day, a tick a day that was not counted."""

    key: str
    name: str
    width: float
    height: float
    lines: tuple[str, ...]
    dots: tuple[tuple[float, float, int], ...]
    gaps: tuple[float, ...]
    largest: int
    last: int | None


def draw_counts(key: str, name: str, numbers: Sequence[int | None]) -> CountChart:
    """The drawing of one series. The scale begins at nought."""
    largest = max((one for one in numbers if one is not None), default=0)
    places = [(x_of(place, len(numbers)), number) for place, number in enumerate(numbers)]
    dots = tuple((x, y_of(number, largest), number) for x, number in places if number is not None)
    last = next((one for one in reversed(numbers) if one is not None), None)
    gaps = tuple(x for x, number in places if number is None)
    return CountChart(key, name, WIDTH, HEIGHT, lines_of(places, largest), dots, gaps, largest, last)


def lines_of(places: Sequence[tuple[float, int | None]], largest: int) -> tuple[str, ...]:
    """One line for each run of counted days."""
    lines = []
    for counted, run in groupby(places, key=lambda place: place[1] is not None):
        points = [(x, number) for x, number in run if number is not None]
        if counted and len(points) > 1:
            lines.append("M" + "L".join(f"{x:.1f} {y_of(number, largest):.1f}" for x, number in points))
    return tuple(lines)


def x_of(place: int, count: int) -> float:
    """Horizontal place of a day."""
    return EDGE + (WIDTH - 2 * EDGE) * (place / max(count - 1, 1))


def y_of(number: int, largest: int) -> float:
    """Vertical place of a number."""
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (number / max(largest, 1))
