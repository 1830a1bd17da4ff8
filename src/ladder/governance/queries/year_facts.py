"""What happened with what was planned: the progress of work items and the sums booked on lines."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ladder.governance.models import Body, Booking, Progress

UNSAID, OVERDUE = "unsaid", "overdue"
OVER = (Progress.State.DONE, Progress.State.DROPPED)


@dataclass(frozen=True, slots=True)
class Noted:
    """One note of progress: the state, its words by language, and the day."""

    state: str
    texts: dict[str, str]
    on: date


def notes_of(body: Body, year: int, until: date | None = None) -> dict[str, list[Noted]]:
    """The notes of each work item by its number, oldest first, up to a day; one query."""
    rows = Progress.objects.filter(item__body=body, item__year=year).order_by("id")
    if until is not None:
        rows = rows.filter(noted_on__lte=until)
    found: dict[str, list[Noted]] = {}
    for number, state, texts, on in rows.values_list("item__public_id", "state", "texts", "noted_on"):
        found.setdefault(str(number), []).append(Noted(state, texts, on))
    return found


def state_of(notes: list[Noted], ends_on: date, today: date) -> str:
    """How far an item came: the last note holds; past its end and not over it is `overdue`, without a note `unsaid`."""
    last = notes[-1].state if notes else UNSAID
    if last not in OVER and ends_on < today:
        return OVERDUE
    return last


def booked_on_lines(body: Body, year: int) -> dict[str, Decimal]:
    """What was booked on each line by its number; a line on which nothing was booked is not there. One query.

    Added up here and not by the database: SQLite adds with floats.
    """
    found: dict[str, Decimal] = {}
    rows = Booking.objects.filter(line__body=body, line__year=year).order_by("id")
    for number, amount in rows.values_list("line__public_id", "amount"):
        found[str(number)] = found.get(str(number), Decimal(0)) + amount
    return found
