"""What a reader of the public record asks for: a body, a year, or all there is."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ladder.governance.models import Body, Decision, Meeting

FIRST_YEAR, LAST_YEAR = 1900, 9998  # days of later years have no day after


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """One body by address ("" for all) and one year (None for all)."""

    body: str = ""
    year: int | None = None


def bodies_on_record(wanted: RecordFilter) -> QuerySet[Body]:
    """Bodies that stand or stood; those in preparation are not public."""
    rows = Body.objects.exclude(state=Body.State.PREPARING).select_related("site", "organisation")
    rows = rows.filter(address=wanted.body) if wanted.body else rows
    rows = rows.filter(stands_from__lte=date(wanted.year, 12, 31)) if wanted.year else rows
    return rows.order_by("pk")


def meetings_on_record(wanted: RecordFilter) -> QuerySet[Meeting]:
    """Meetings that were held, the oldest first."""
    rows = Meeting.objects.filter(state=Meeting.State.HELD).exclude(body__state=Body.State.PREPARING)
    rows = rows.filter(body__address=wanted.body) if wanted.body else rows
    rows = rows.filter(held_on__year=wanted.year) if wanted.year else rows
    return rows.order_by("held_on", "pk")


def decisions_on_record(wanted: RecordFilter) -> QuerySet[Decision]:
    """Decisions, the newest first."""
    rows = Decision.objects.select_related("body", "closing", "proposal")
    rows = rows.filter(body__address=wanted.body) if wanted.body else rows
    rows = rows.filter(decided_on__year=wanted.year) if wanted.year else rows
    return rows.order_by("-decided_on", "-pk")


def years_on_record(today: date) -> list[int]:
    """Years of which there can be something on record, this one first."""
    first = bodies_on_record(RecordFilter()).order_by("stands_from").values_list("stands_from", flat=True).first()
    return list(range(today.year, (first or today).year - 1, -1))
