"""The public record for programs: bodies, seats, meetings and decisions. Nothing that a page would not show to all."""

from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Router

from ladder.accounts.api_auth import optional
from ladder.governance.access import get_body_or_404, get_decision_or_404
from ladder.governance.api_shapes import (
    BodiesOut,
    BodyOut,
    DecidedOut,
    DecisionsOut,
    MeetingsOut,
    PagedQuery,
    RecordQuery,
)
from ladder.governance.models import Decision
from ladder.governance.public_record.deciding import motion_of, vote_events_of
from ladder.governance.public_record.popolo import record_of
from ladder.governance.public_record.shapes import PublicRecord
from ladder.governance.public_record.sitting import (
    events_of,
    memberships_of,
    organization_of_body,
    organizations_of,
    persons_of,
    post_of,
)
from ladder.governance.queries.record_bodies import read_bodies, read_meetings
from ladder.governance.queries.record_decisions import read_decisions
from ladder.governance.queries.record_filter import bodies_on_record, decisions_on_record, meetings_on_record

router = Router(tags=["governance"])
ROWS_A_PAGE = 100


def cut(rows: QuerySet[Any], page: int) -> tuple[QuerySet[Any], dict[str, Any]]:
    """One page of rows, with how many there are and which page follows."""
    start, count = (page - 1) * ROWS_A_PAGE, rows.count()
    following = page + 1 if count > start + ROWS_A_PAGE else None
    return rows[start : start + ROWS_A_PAGE], {"count": count, "next": following}


@router.get("/bodies", auth=optional, response=BodiesOut, summary="Bodies that stand or stood, a hundred a page")
def list_bodies(request: HttpRequest, wanted: Query[PagedQuery]) -> dict[str, Any]:
    """Bodies in the order in which they were set up."""
    del request
    rows, sums = cut(bodies_on_record(wanted.as_filter()), wanted.page)
    bodies = [{**organization_of_body(row).dict(), "address": row.address} for row in rows]
    return {**sums, "organizations": bodies}


@router.get("/bodies/{address}", auth=optional, response=BodyOut, summary="One body, with its seats over time")
def show_body(request: HttpRequest, address: str) -> dict[str, Any]:
    """Its chambers and seats, and who held each of them from when until when."""
    del request
    row = get_body_or_404(AnonymousUser(), address)  # the record is the same for everybody
    (found,) = read_bodies([row], None)
    return {
        "address": row.address,
        "organizations": organizations_of([found]),
        "posts": [post_of(row, seat) for seat in found.seats],
        "memberships": [one for seat in found.seats for one in memberships_of(row, seat)],
        "persons": [one for seat in found.seats for one in persons_of(row, seat)],
    }


@router.get("/meetings", auth=optional, response=MeetingsOut, summary="Meetings that were held, a hundred a page")
def list_meetings(request: HttpRequest, wanted: Query[PagedQuery]) -> dict[str, Any]:
    """Meetings with how each seat was taken."""
    del request
    rows, sums = cut(meetings_on_record(wanted.as_filter()), wanted.page)
    found = [event for one in read_meetings(rows) for event in events_of(one)]
    return {**sums, "events": sorted(found, key=lambda event: (event.start_date, event.id))}


@router.get("/decisions", auth=optional, response=DecisionsOut, summary="Decisions, a hundred a page")
def list_decisions(request: HttpRequest, wanted: Query[PagedQuery]) -> dict[str, Any]:
    """Decisions with every count, the newest first."""
    del request
    rows, sums = cut(decisions_on_record(wanted.as_filter()), wanted.page)
    found = read_decisions(rows)
    events = [event for one in found for event in vote_events_of(one)]
    return {**sums, "motions": [motion_of(one) for one in found], "vote_events": events}


@router.get("/decisions/{uuid:public_id}", auth=optional, response=DecidedOut, summary="One decision")
def show_decision(request: HttpRequest, public_id: UUID) -> dict[str, Any]:
    """The proposal with its options and effects, and every count of it."""
    del request
    row = get_decision_or_404(public_id)
    (found,) = read_decisions(Decision.objects.filter(pk=row.pk))
    return {"motion": motion_of(found), "vote_events": vote_events_of(found)}


@router.get("/record", auth=optional, response=PublicRecord, summary="The public record of a body and year, or of all")
def show_record(request: HttpRequest, wanted: Query[RecordQuery]) -> PublicRecord:
    """Composition, meetings and decisions in one document, in Popolo's words."""
    del request
    return record_of(wanted.as_filter())
