"""What leaves a case, and how coarse: the day by week or month, the moment by delay and chance, numbers by tens.

Method page: docs/methods/sealed-grievances.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

METHOD, METHOD_VERSION = "grievance-release", "1"
WEEK, MONTH = "week", "month"
PRECISIONS = (WEEK, MONTH)
LONGEST_PROTECTION_DAYS = 183
JITTER_DAYS = 14  # a released case is published on any of so many days, each as likely
PLACE = ZoneInfo("Africa/Lubumbashi")  # the clock of those who report at the sites
OPENS = time(8)
WORKING_SECONDS = 9 * 60 * 60  # from 08:00 to 17:00 there
LEAST_COUNT = 10


@dataclass(frozen=True, slots=True)
class Published:
    """Numbers that may be shown: tens of all, and tens by state where a state has ten. None: fewer than ten."""

    total: int | None
    by_state: Mapping[str, int]
    method: str = METHOD
    method_version: str = METHOD_VERSION


def coarse_day(day: date, precision: str) -> date:
    """The Monday of its week or the first of its month: all days of it give the same.

    Raises:
        ValueError: a precision that is not one of `PRECISIONS`.
    """
    if precision == WEEK:
        return day - timedelta(days=day.weekday())
    if precision == MONTH:
        return day.replace(day=1)
    raise ValueError(f"A day is coarsened to a week or a month, not to {precision!r}.")


def publication_day(decided_on: date, *, protect_days: int, drawn: int, is_urgent: bool) -> date:
    """The day on which what was released is recorded for the site.

    Args:
        decided_on: when the second organisation released it.
        protect_days: how long to wait for the source's protection; more than `LONGEST_PROTECTION_DAYS` counts as that.
        drawn: a number by chance from 0 to `JITTER_DAYS` - 1, so that the day of telling cannot be counted back.
        is_urgent: a danger to life: at once, whatever else was chosen.
    """
    if is_urgent:
        return decided_on
    waits = min(max(protect_days, 0), LONGEST_PROTECTION_DAYS)
    return decided_on + timedelta(days=waits + drawn % JITTER_DAYS)


def publication_moment(day: date, *, drawn: int, decided_at: datetime) -> datetime:
    """When on its day a release is recorded: in working hours, as incidents are that nobody told in secret.

    A fixed hour would show to everybody who sees the incident that a grievance was its cause.

    Args:
        day: from `publication_day`, of a release that waits.
        drawn: a number by chance from 0 to `WORKING_SECONDS` - 1.
        decided_at: a moment that was over by then is on the day after, lest the hour of the decision shows instead.
    """
    moment = datetime.combine(day, OPENS, PLACE) + timedelta(seconds=drawn % WORKING_SECONDS)
    return moment if moment > decided_at else moment + timedelta(days=1)


def published_number(number: int) -> int | None:
    """Whole tens of a number of grievances; None for fewer than ten. One grievance more hardly ever shows."""
    return number - number % LEAST_COUNT if number >= LEAST_COUNT else None


def published_numbers(by_state: Mapping[str, int]) -> Published:
    """All grievances and those of each state, where there are ten."""
    shown = {state: published_number(number) for state, number in by_state.items()}
    return Published(
        total=published_number(sum(by_state.values())),
        by_state={state: number for state, number in sorted(shown.items()) if number is not None},
    )
