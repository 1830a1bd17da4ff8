"""Bars on a line of time: who held each seat from when until when, in units of a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ladder.core.governance.attendance import Span

LINE = 1_000.0
MOST_TICKS = 8
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of the line; `has_begun` and `has_ended` say whether the span begins and ends within the window."""

    x: float
    width: float
    has_begun: bool
    has_ended: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a year on the line."""

    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a drawing shows, both ends within."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Where the morning of a day stands, from 0 to `LINE`; days outside stand at the ends."""
        days = (self.last - self.first).days + 1
        return round(min(max((day - self.first).days / days, 0.0), 1.0) * LINE, 1)

    def bar(self, span: Span) -> Bar | None:
        """The piece of a span that the window shows; None where it shows none of it."""
        last = self.last if span.ends_on is None else min(span.ends_on, self.last)
        if span.starts_on > self.last or last < self.first:
            return None
        x, end = self.place(span.starts_on), self.place(last + A_DAY)
        begun, ended = span.starts_on >= self.first, span.ends_on is not None and span.ends_on <= self.last
        return Bar(x, round(end - x, 1), begun, ended)

    def ticks(self) -> tuple[Tick, ...]:
        """Years that begin within the window; of very many, as few as can be read."""
        years = range(self.first.year, self.last.year + 1)
        step = -(-len(years) // MOST_TICKS)
        marks = [Tick(self.place(date(year, 1, 1)), year) for year in years if date(year, 1, 1) >= self.first]
        return tuple(marks[::step])


def window_of(spans: Sequence[Span], today: date) -> Window:
    """From the first day of any of the spans to their last day, and to today at least."""
    first = min((span.starts_on for span in spans), default=today)
    last = max((span.ends_on or today for span in spans), default=today)
    return Window(min(first, today), max(last, today))
