"""Who sat where over time, laid out for a page: a line a seat, a bar a tenure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ladder.core.governance.attendance import Span
from ladder.core.governance.tenure_bars import Bar, Tick, Window, window_of
from ladder.governance.models import Seat, Tenure
from ladder.governance.queries.record_bodies import BodyOnRecord


@dataclass(frozen=True, slots=True)
class TenureLine:
    """A tenure with its bar; `look` changes from one holder to the next."""

    tenure: Tenure
    bar: Bar
    look: int


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat that is there within the window, with its tenures in it; `place` is where the seat itself is there."""

    seat: Seat
    place: Bar
    tenures: tuple[TenureLine, ...]


@dataclass(frozen=True, slots=True)
class SeatChart:
    """All lines of a body, with the years between them and the place of today."""

    window: Window
    ticks: tuple[Tick, ...]
    today: float | None
    lines: tuple[SeatLine, ...]


def chart_of(found: BodyOnRecord, year: int | None, today: date) -> SeatChart:
    """The chart of a year, or of all years from the first seat to today or the last day known."""
    window = Window(date(year, 1, 1), date(year, 12, 31)) if year else window_of(spans_of(found.seats), today)
    is_shown = window.first <= today <= window.last
    lines = tuple(line for seat in found.seats if (line := line_of(seat, window)))
    return SeatChart(window, window.ticks(), window.place(today) if is_shown else None, lines)


def spans_of(seats: Sequence[Seat]) -> list[Span]:
    """Of seats and their tenures."""
    return [
        *(Span(seat.opens_on, seat.closes_on) for seat in seats),
        *(Span(tenure.starts_on, tenure.ends_on) for seat in seats for tenure in seat.tenures.all()),
    ]


def line_of(seat: Seat, window: Window) -> SeatLine | None:
    """The line of a seat; None where the window does not show it."""
    place = window.bar(Span(seat.opens_on, seat.closes_on))
    if place is None:
        return None
    bars = [
        TenureLine(tenure, bar, number % 2)
        for number, tenure in enumerate(seat.tenures.all())
        if (bar := window.bar(Span(tenure.starts_on, tenure.ends_on)))
    ]
    return SeatLine(seat, place, tuple(bars))
