"""Bodies with who sits where on a day: every seat is shown, a vacant one as vacant."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from ladder.consultation.wording import read
from ladder.governance.models import Body, Chamber, Seat, Tenure
from ladder.governance.queries.seating import is_open, load_seats, tenure_on
from ladder.packfiles.model import SOURCE, Reading
from ladder.webkit.languages import pack_language

HELD, INTERIM, VACANT = "held", "interim", "vacant"


@dataclass(frozen=True, slots=True)
class SeatView:
    """A seat on a day. `state` is `held`, `interim` or `vacant`; `reserved` names whom it is for, if anybody."""

    row: Seat
    name: Reading
    state: str
    reserved: Reading | None
    tenure: Tenure | None

    @property
    def is_observer(self) -> bool:
        """Whether it takes no positions."""
        return self.row.kind == Seat.Kind.OBSERVER


@dataclass(frozen=True, slots=True)
class ChamberView:
    """A chamber with its seats; the observers stand in one of their own, which has no row."""

    row: Chamber | None
    name: Reading | None
    seats: tuple[SeatView, ...]

    @property
    def held(self) -> int:
        """How many of its seats somebody holds."""
        return sum(seat.state != VACANT for seat in self.seats)


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body with its composition on a day; `seats` are all that it ever had, with their tenures."""

    row: Body
    name: Reading
    purpose: Reading
    on: date
    seats: tuple[Seat, ...] = ()
    chambers: tuple[ChamberView, ...] = ()
    observers: ChamberView = field(default_factory=lambda: ChamberView(None, None, ()))

    @property
    def is_named_otherwise(self) -> bool:
        """Whether its name does not say its kind already."""
        return self.name.text.casefold() != str(self.row.get_kind_display()).casefold()

    @property
    def benches(self) -> tuple[ChamberView, ...]:
        """Chambers, and the observers if there are seats for them."""
        return (*self.chambers, self.observers) if self.observers.seats else self.chambers


def find_bodies(*, with_preparing: bool) -> QuerySet[Body]:
    """Bodies in the order in which they were founded, those that stand before those dissolved."""
    rows = Body.objects.select_related("site", "organisation")
    rows = rows.defer("site__latitude", "site__longitude", "site__polygon")
    hidden = () if with_preparing else (Body.State.PREPARING,)
    return rows.exclude(state__in=hidden).order_by("ended_on", "id")


def show_bodies(rows: Iterable[Body], on: date) -> list[BodyView]:
    """Bodies with their composition on a day, in four queries in all; dissolved ones on their last day."""
    bodies = list(rows)
    seats = load_seats(bodies)
    chambers = list(Chamber.objects.filter(body__in=[body.pk for body in bodies]).order_by("position"))
    return [show(body, min(on, body.ended_on or on), seats, chambers) for body in bodies]


def show_body(body: Body, on: date) -> BodyView:
    """One body with its composition on a day."""
    return show(body, on, load_seats([body]), list(body.chambers.all()))


def show(body: Body, on: date, seats: Iterable[Seat], chambers: Iterable[Chamber]) -> BodyView:
    """A body, of seats and chambers that were loaded."""
    every = tuple(seat for seat in seats if seat.body_id == body.pk)
    mine = [show_seat(seat, on) for seat in every if is_open(seat, on)]
    sides = tuple(
        ChamberView(row, read(row.names), tuple(one for one in mine if one.row.chamber_id == row.pk))
        for row in chambers
        if row.body_id == body.pk
    )
    observers = ChamberView(None, None, tuple(one for one in mine if one.is_observer))
    return BodyView(body, read(body.names), read(body.purposes), on, every, sides, observers)


def show_seat(seat: Seat, on: date) -> SeatView:
    """A seat with who holds it on a day."""
    tenure = tenure_on(seat, on)
    state = VACANT if tenure is None else INTERIM if tenure.is_interim else HELD
    return SeatView(seat, read(seat.names), state, reserved_for(seat), tenure)


def reserved_for(seat: Seat) -> Reading | None:
    """Whom a seat is reserved for; None where it is for anybody."""
    if seat.reserved_group:
        return read(seat.reserved_group.names)
    if seat.reserved_for:
        return Reading(seat.reserved_for.name, pack_language(), SOURCE)
    return read(seat.reserved_words) if seat.reserved_words else None


@dataclass(frozen=True, slots=True)
class SeatHistory:
    """A seat with everybody who ever held it, the last first."""

    row: Seat
    name: Reading
    tenures: tuple[Tenure, ...]


def history_of(view: BodyView) -> list[SeatHistory]:
    """Every seat that a body ever had, with its tenures."""
    return [
        SeatHistory(
            seat, read(seat.names), tuple(sorted(seat.tenures.all(), key=lambda one: one.starts_on, reverse=True))
        )
        for seat in view.seats
    ]
