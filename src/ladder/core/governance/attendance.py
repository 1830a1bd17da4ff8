"""Who was there: seats by meetings, counted over the days on which a seat was held.

A held seat of which the minutes say nothing is *not recorded*, never absent and never present.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ladder.core.governance.deciding import SeatKey

HOLDER, ALTERNATE, EXCUSED, ABSENT = "holder", "alternate", "excused", "absent"
NOT_RECORDED, VACANT, NO_SEAT = "not_recorded", "vacant", "no_seat"
PRESENT = (HOLDER, ALTERNATE)
MARKS = (HOLDER, ALTERNATE, EXCUSED, ABSENT, NOT_RECORDED, VACANT, NO_SEAT)


@dataclass(frozen=True, slots=True)
class Span:
    """From a first to a last day, both within; without `ends_on` it has no end."""

    starts_on: date
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether a day is within."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class SeatSpans:
    """When a seat is there, and when somebody holds it."""

    key: SeatKey
    there: Span
    held: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """A meeting that was held, with what its minutes say by seat: one of the first four marks."""

    key: SeatKey
    held_on: date
    who: Mapping[SeatKey, str]


@dataclass(frozen=True, slots=True)
class Presence:
    """How often a seat, or how many seats of a meeting, were present, of those that somebody held."""

    key: SeatKey
    marks: tuple[str, ...]
    present: int
    held: int


@dataclass(frozen=True, slots=True)
class AttendanceGrid:
    """One row a seat with one mark a meeting, and one column a meeting with one mark a seat, in the order given."""

    seats: tuple[Presence, ...]
    meetings: tuple[Presence, ...]

    @property
    def present(self) -> int:
        """Seats that were present, over all meetings."""
        return sum(one.present for one in self.seats)

    @property
    def held(self) -> int:
        """Seats that were held, over all meetings."""
        return sum(one.held for one in self.seats)


def mark_of(seat: SeatSpans, meeting: MeetingDay) -> str:
    """What is known of one seat in one meeting; what the minutes say holds only while somebody has the seat."""
    if not seat.there.covers(meeting.held_on):
        return NO_SEAT
    if not any(span.covers(meeting.held_on) for span in seat.held):
        return VACANT
    return meeting.who.get(seat.key, NOT_RECORDED)


def attendance(seats: Sequence[SeatSpans], meetings: Sequence[MeetingDay]) -> AttendanceGrid:
    """The grid of these seats and meetings."""
    rows = [[mark_of(seat, meeting) for meeting in meetings] for seat in seats]
    columns = [[row[place] for row in rows] for place in range(len(meetings))]
    return AttendanceGrid(
        tuple(_presence(seat.key, marks) for seat, marks in zip(seats, rows, strict=True)),
        tuple(_presence(meeting.key, marks) for meeting, marks in zip(meetings, columns, strict=True)),
    )


def _presence(key: SeatKey, marks: Iterable[str]) -> Presence:
    known = tuple(marks)
    held = sum(mark not in {VACANT, NO_SEAT} for mark in known)
    return Presence(key, known, sum(mark in PRESENT for mark in known), held)
