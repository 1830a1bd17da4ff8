"""Who sat in a meeting: seat by seat, and how often each side was there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from ladder.governance.access import tenures_in_force
from ladder.governance.models import Attendance, Body, Chamber, Meeting, Seat, Tenure

PRESENT = (Attendance.Who.HOLDER, Attendance.Who.ALTERNATE)


@dataclass(frozen=True, slots=True)
class Bench:
    """The seats of a chamber (None: observers) in a meeting, and how many of them were taken."""

    chamber: Chamber | None
    rows: tuple[Attendance, ...]

    @property
    def there(self) -> int:
        """How many seats were taken."""
        return sum(one.who in PRESENT for one in self.rows)


def seats_on(body: Body, day: date) -> list[tuple[Seat, Tenure | None]]:
    """The seats of a body on a day, observers too, with who held each; in two queries."""
    held = {one.seat_id: one for one in tenures_in_force(day).filter(seat__body=body)}
    rows = Seat.objects.filter(body=body, opens_on__lte=day).select_related("chamber")
    rows = rows.filter(Q(closes_on=None) | Q(closes_on__gte=day)).order_by("position", "pk")
    return [(seat, held.get(seat.pk)) for seat in rows]


def meetings_for(bodies: Iterable[int] | None) -> QuerySet[Meeting]:
    """Meetings that were held, and all those of the bodies that somebody sits in (None: of every body).

    The latest first, with how many seats were there (`there`) of how many (`seats`).
    """
    rows = Meeting.objects.select_related("body")
    if bodies is not None:
        rows = rows.filter(Q(state=Meeting.State.HELD) | Q(body__in=list(bodies)))
    present = Count("attendances", filter=Q(attendances__who__in=PRESENT))
    return rows.annotate(there=present, seats=Count("attendances")).order_by("-held_on", "-pk")


def benches_of(meeting: Meeting) -> list[Bench]:
    """Who was there, chamber by chamber, observers last; in one query."""
    rows = meeting.attendances.select_related("seat__chamber", "tenure__organisation")
    by_chamber: dict[Chamber | None, list[Attendance]] = {}
    for one in rows.order_by("seat__chamber__position", "seat__position", "seat__pk"):
        by_chamber.setdefault(one.seat.chamber, []).append(one)
    ordered = sorted(by_chamber, key=lambda chamber: (chamber is None, chamber.position if chamber else 0))
    return [Bench(chamber, tuple(by_chamber[chamber])) for chamber in ordered]
