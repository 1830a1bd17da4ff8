"""When and where a form was filled in, and which day counts where the phone's clock cannot be right."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ladder.core.field.flags import CLOCK_AHEAD, CLOCK_BEFORE_FORM, CLOCK_TOO_OLD, CLOCK_TURNED, CLOCK_UNKNOWN
from ladder.core.field.instance import Instance
from ladder.core.field.plain_values import Fault, Point, Reader, read_day, read_moment, read_point

LONGEST_OFFLINE_DAYS = 92
SYSTEM, SUBMITTED = "import/system", "import/submitted_at"


@dataclass(frozen=True, slots=True)
class Visit:
    """What a form says of itself. `day` is the phone's own day of the visit, None where it names none.

    `submitted_on` is the day on which another server got it, where it comes from the export of one.
    """

    site: str = ""
    place: Point | None = None
    day: date | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    submitted_on: date | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class DayOfVisit:
    """The day that counts, and flags of why it is not the phone's own."""

    on: date
    flags: tuple[str, ...] = ()


def read_visit(instance: Instance, *, is_exported: bool = False) -> Visit:
    """Site, place and times; the day is `today`, else the day on which the form was opened.

    `is_exported`: it comes from the export of another server. Only then is it believed when that server got it: a phone
    that said so itself would choose its own day of arrival.
    """
    reader = Reader(instance.values)
    started, ended = (reader.read(each, read_moment) for each in ("start", "end"))
    day = reader.read("today", read_day) or reader.read("start", read_day)
    site = reader.text("visit/site") or reader.text("sheet/site")
    place = reader.read("visit/place", read_point) or reader.read("sheet/place", read_point)
    submitted = reader.read(SUBMITTED, read_day) if is_exported else None
    return Visit(site, place, day, started, ended, submitted, tuple(sorted(set(reader.faults))))


def day_that_counts(visit: Visit, *, received_on: date, made_on: date | None) -> DayOfVisit:
    """The phone's own day, unless its clock cannot be right; then the day on which the form arrived.

    A clock cannot be right when the visit lies after its arrival, before the form was made, more than
    `LONGEST_OFFLINE_DAYS` before its arrival, or ends on an earlier day than it began. One day of grace either way is
    for phones east and west of the server. What came by way of another server arrived when that server got it.
    """
    received_on = min(received_on, visit.submitted_on or received_on)
    if visit.day is None:
        return DayOfVisit(received_on, (CLOCK_UNKNOWN,))
    flags = flags_of(visit, visit.day, received_on, made_on)
    return DayOfVisit(received_on, flags) if flags else DayOfVisit(min(visit.day, received_on))


def flags_of(visit: Visit, day: date, received_on: date, made_on: date | None) -> tuple[str, ...]:
    """Why the phone's clock cannot be right; none where it can."""
    grace = timedelta(days=1)
    turned = visit.started_at and visit.ended_at and visit.started_at - visit.ended_at > grace
    checks = {  # as differences, which exist between any two days; a day before the first does not
        CLOCK_AHEAD: day - received_on > grace,
        CLOCK_BEFORE_FORM: made_on is not None and made_on - day > grace,
        CLOCK_TOO_OLD: received_on - day > timedelta(days=LONGEST_OFFLINE_DAYS),
        CLOCK_TURNED: bool(turned),
    }
    return tuple(flag for flag, is_so in checks.items() if is_so)
