"""Seats of a body with everybody who ever held them, in two queries, and what the core needs to know of a day."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Prefetch

from ladder.core.governance.composition import HeldSeat
from ladder.governance.models import Body, Seat, Tenure

A_DAY = timedelta(days=1)


def load_seats(bodies: Iterable[Body]) -> list[Seat]:
    """The seats of these bodies with their tenures (`seat.tenures.all()`, by day), chamber and reservation."""
    held = Tenure.objects.select_related("organisation__group").order_by("starts_on")
    rows = Seat.objects.select_related("chamber", "reserved_for", "reserved_group")
    rows = rows.prefetch_related(Prefetch("tenures", queryset=held))
    return list(rows.filter(body__in=[body.pk for body in bodies]).order_by("position", "id"))


def is_open(seat: Seat, on: date) -> bool:
    """Whether a seat is there on a day."""
    return seat.opens_on <= on and (seat.closes_on is None or seat.closes_on >= on)


def covers(tenure: Tenure, on: date) -> bool:
    """Whether a tenure is in force on a day."""
    return tenure.starts_on <= on and (tenure.ends_on is None or tenure.ends_on >= on)


def tenure_on(seat: Seat, on: date) -> Tenure | None:
    """Who holds a seat on a day, of tenures that were loaded; None where it is vacant."""
    return next((tenure for tenure in seat.tenures.all() if covers(tenure, on)), None)


def seated_since(seat: Seat, tenure: Tenure) -> date:
    """The first day on which the organisation of a tenure held the seat without a break."""
    return unbroken_since(seat.tenures.all(), tenure.organisation_id, tenure.starts_on)


def unbroken_since(tenures: Iterable[Tenure], organisation: int, starts_on: date) -> date:
    """The first of the days without a break, up to one on which it sits there, that an organisation held a seat."""
    since = starts_on
    for earlier in sorted(tenures, key=lambda one: one.starts_on, reverse=True):
        reaches = earlier.ends_on is None or earlier.ends_on >= since - A_DAY
        if reaches and earlier.starts_on < since and earlier.organisation_id == organisation:
            since = earlier.starts_on
    return since


def held_seats(seats: Sequence[Seat], on: date) -> list[HeldSeat]:
    """The seats that are open on a day, as the core judges them."""
    return [held_seat(seat, on) for seat in seats if is_open(seat, on)]


def held_seat(seat: Seat, on: date) -> HeldSeat:
    """One seat with who holds it on a day."""
    chamber = seat.chamber.key if seat.chamber else ""
    tenure = tenure_on(seat, on)
    if tenure is None:
        return HeldSeat(seat.pk, chamber)
    holder = tenure.organisation
    return HeldSeat(
        key=seat.pk,
        chamber=chamber,
        organisation=str(holder.pk),
        group=holder.group.key,
        country=holder.country,
        since=seated_since(seat, tenure),
    )


def days_of_change(seats: Iterable[Seat], since: date, until: date) -> list[date]:
    """The first day of a span, every day in it on which who sits where changes, and the last days of tenures."""
    days = {since}
    for seat in seats:
        days.update((seat.opens_on, *after(seat.closes_on)))
        for tenure in seat.tenures.all():
            days.update((tenure.starts_on, *after(tenure.ends_on)))
    return sorted(day for day in days if since <= day <= until)


def after(last: date | None) -> tuple[date, ...]:
    """A last day and the day after it; nothing where there is no last day."""
    return (last, last + A_DAY) if last is not None and last < date.max else ()
