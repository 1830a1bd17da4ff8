"""Draws a site's level over time as a step line; the same numbers stand in a table beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ladder.assessment.models import LevelSnapshot

WIDTH, HEIGHT, TOP, LEFT = 320, 96, 8, 24
STEP = (HEIGHT - 2 * TOP) / 4


@dataclass(frozen=True, slots=True)
class Mark:
    """One published level: where it stands on the drawing and what it was."""

    x: float
    y: float
    as_of: date
    level: int
    status: str


@dataclass(frozen=True, slots=True)
class History:
    """The drawing: its size, the line from left to right, and the marks on it."""

    width: int
    height: int
    line: str
    marks: tuple[Mark, ...]
    rungs: tuple[tuple[int, float], ...]
    first: date
    last: date


def draw_history(snapshots: Iterable[LevelSnapshot], today: date) -> History | None:
    """The step line of a site's published levels up to today; None where there are fewer than two."""
    known = list(snapshots)
    if len(known) < 2:  # noqa: PLR2004 - one point is no line
        return None
    first, span = known[0].as_of, max((today - known[0].as_of).days, 1)
    marks = tuple(
        Mark(place(one.as_of, first, span), height_of(one.level), one.as_of, one.level, one.status) for one in known
    )
    line = f"M{marks[0].x:.1f} {marks[0].y:.1f}" + "".join(f"H{m.x:.1f}V{m.y:.1f}" for m in marks[1:]) + f"H{WIDTH}"
    return History(WIDTH, HEIGHT, line, marks, tuple((n, height_of(n)) for n in range(5)), first, today)


def place(day: date, first: date, span: int) -> float:
    """Horizontal place of a day."""
    return LEFT + (day - first).days / span * (WIDTH - LEFT)


def height_of(level: int) -> float:
    """Vertical place of a level; the ground is at the bottom."""
    return HEIGHT - TOP - level * STEP
