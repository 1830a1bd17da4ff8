"""Day sheets as they count: of each day the latest that no other replaces."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ladder.assessment.models import DaySheet
from ladder.core.assessment.day_sheet import COUNTS
from ladder.registry.models import Site

SHOWN_DAYS = 42


@dataclass(frozen=True, slots=True)
class Series:
    """One number over the days: None where it was not counted."""

    key: str
    numbers: tuple[int | None, ...]

    @property
    def last(self) -> int | None:
        """The number counted last; None where none was."""
        return next((one for one in reversed(self.numbers) if one is not None), None)


def sheets_since(site: Site, first: date) -> list[DaySheet]:
    """The sheets that count from a day on, latest day first. One query."""
    rows = list(DaySheet.objects.filter(site=site, day__gte=first).order_by("id"))
    replaced = {row.replaces_key for row in rows if row.replaces_key}
    counting = {row.day: row for row in rows if not row.source_key or row.source_key not in replaced}
    return [counting[day] for day in sorted(counting, reverse=True)]


def series_of(sheets: Iterable[DaySheet], first: date, last: date) -> list[Series]:
    """Every number that was counted at least once, day by day."""
    by_day = {sheet.day: sheet.counts for sheet in sheets}
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    found = [Series(key, tuple(by_day.get(day, {}).get(key) for day in days)) for key in COUNTS]
    return [one for one in found if any(number is not None for number in one.numbers)]
