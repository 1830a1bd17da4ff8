"""Bodies as the public record shows them: seats over time, who was there, and sums beside each body of a list."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, QuerySet

from ladder.core.governance.attendance import (
    NO_SEAT,
    AttendanceGrid,
    MeetingDay,
    Presence,
    SeatSpans,
    Span,
    attendance,
)
from ladder.governance.models import Attendance, Body, Meeting, Seat
from ladder.governance.queries.record_filter import RecordFilter, decisions_on_record, meetings_on_record
from ladder.governance.queries.seating import is_open, load_seats, tenure_on


@dataclass(frozen=True, slots=True)
class BodyOnRecord:
    """A body with its seats (tenures and chambers loaded), its meetings, and who was there.

    The grid's rows are the `seats`, its columns the `meetings`, in these orders.
    """

    row: Body
    seats: tuple[Seat, ...]
    meetings: tuple[Meeting, ...]
    grid: AttendanceGrid
    outcomes: Mapping[str, int]

    def open_seats(self, on: date) -> int:
        """Seats that take positions and are there on a day."""
        return sum(takes_positions(seat, on) for seat in self.seats)

    def held_seats(self, on: date) -> int:
        """Those of them that somebody holds."""
        return sum(takes_positions(seat, on) and tenure_on(seat, on) is not None for seat in self.seats)

    @property
    def attended(self) -> list[tuple[Seat, Presence]]:
        """The rows of the grid, of seats that were there in any of the meetings."""
        rows = zip(self.seats, self.grid.seats, strict=True)
        return [(seat, row) for seat, row in rows if any(mark != NO_SEAT for mark in row.marks)]

    @property
    def columns(self) -> list[tuple[Meeting, Presence]]:
        """The columns of the grid."""
        return list(zip(self.meetings, self.grid.meetings, strict=True))

    @property
    def decisions(self) -> int:
        """How many decisions it took."""
        return sum(self.outcomes.values())


def takes_positions(seat: Seat, on: date) -> bool:
    """Whether a seat is there on a day and is no observer's."""
    return seat.kind == Seat.Kind.VOTING and is_open(seat, on)


def read_bodies(bodies: Iterable[Body], year: int | None) -> list[BodyOnRecord]:
    """These bodies with everything over time, meetings and decisions of one year or of all; five queries."""
    chosen = list(bodies)
    wanted = RecordFilter(year=year)
    seats: Mapping[int, list[Seat]] = defaultdict(list)
    for seat in load_seats(chosen):
        seats[seat.body_id].append(seat)
    meetings: Mapping[int, list[Meeting]] = defaultdict(list)
    for meeting in with_attendance(meetings_on_record(wanted).filter(body__in=chosen)):
        meetings[meeting.body_id].append(meeting)
    outcomes = outcomes_of(chosen, wanted)
    return [
        BodyOnRecord(
            body, tuple(seats[body.pk]), tuple(meetings[body.pk]), grid_of(seats[body.pk], meetings[body.pk]),
            dict(outcomes[body.pk]),  # a Counter answers 0 to a template that asks for its items
        )
        for body in chosen
    ]  # fmt: skip


def read_meetings(rows: QuerySet[Meeting]) -> list[BodyOnRecord]:
    """The bodies of some meetings, each with these meetings alone and who was there; four queries."""
    meetings: Mapping[Body, list[Meeting]] = defaultdict(list)
    for meeting in with_attendance(rows):
        meetings[meeting.body].append(meeting)
    seats: Mapping[int, list[Seat]] = defaultdict(list)
    for seat in load_seats(meetings):
        seats[seat.body_id].append(seat)
    return [
        BodyOnRecord(body, tuple(seats[body.pk]), tuple(held), grid_of(seats[body.pk], held), {})
        for body, held in meetings.items()
    ]


def with_attendance(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings with who sat on which seat."""
    rows = Attendance.objects.select_related("seat", "tenure")
    return meetings.select_related("body").prefetch_related(Prefetch("attendances", queryset=rows))


def outcomes_of(bodies: Sequence[Body], wanted: RecordFilter) -> Mapping[int, Counter[str]]:
    """How often each outcome came, by body; one query."""
    rows = decisions_on_record(wanted).filter(body__in=bodies).order_by()
    found: Mapping[int, Counter[str]] = defaultdict(Counter)
    for body, outcome, number in rows.values_list("body", "closing__outcome").annotate(number=Count("pk")):
        found[body][outcome] = number
    return found


def grid_of(seats: Iterable[Seat], meetings: Iterable[Meeting]) -> AttendanceGrid:
    """Who was there, of rows that were loaded."""
    days = [
        MeetingDay(meeting.pk, meeting.held_on, {one.seat_id: one.who for one in meeting.attendances.all()})
        for meeting in meetings
    ]
    return attendance([spans_of(seat) for seat in seats], days)


def spans_of(seat: Seat) -> SeatSpans:
    """When a seat is there and when somebody holds it."""
    held = tuple(Span(tenure.starts_on, tenure.ends_on) for tenure in seat.tenures.all())
    return SeatSpans(seat.pk, Span(seat.opens_on, seat.closes_on), held)
