"""The body in a year as its annual report tells it: who sat there, who came, what was decided and who dissented.

Holders are named only where they agreed; without a name the organisation stands alone.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from ladder.governance.models import Attendance, Body, Decision, Meeting, Position, Tenure
from ladder.governance.queries.year_content import party_entry

Entry = dict[str, Any]
THERE = (Attendance.Who.HOLDER, Attendance.Who.ALTERNATE)


def composition_in(body: Body, first: date, last: date) -> list[Entry]:
    """Every seat that was open between two days, with who held it then; two queries."""
    seats = body.seats.select_related("chamber").filter(opens_on__lte=last)
    seats = seats.filter(Q(closes_on=None) | Q(closes_on__gte=first))
    held: dict[int, list[Entry]] = {}
    tenures = Tenure.objects.filter(seat__body=body, starts_on__lte=last).select_related("organisation")
    for row in tenures.filter(Q(ends_on=None) | Q(ends_on__gte=first)).order_by("starts_on"):
        held.setdefault(row.seat_id, []).append(tenure_entry(row))
    return [
        {
            "seat": str(seat.public_id),
            "names": seat.names,
            "kind": seat.kind,
            "chamber": seat.chamber.names if seat.chamber else None,
            "held": held.get(seat.pk, []),
        }
        for seat in seats
    ]


def tenure_entry(row: Tenure) -> Entry:
    """Who held a seat, from when until when."""
    return {
        "organisation": party_entry(row.organisation),
        "name": row.holder_name,
        "is_interim": row.is_interim,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
    }


def attendance_in(body: Body, first: date, last: date) -> list[Entry]:
    """Every meeting held between two days with how each seat was taken; a seat without a record is not there."""
    meetings = Meeting.objects.filter(body=body, state=Meeting.State.HELD, held_on__range=(first, last))
    meetings = meetings.prefetch_related("attendances__seat").order_by("held_on", "id")
    return [
        {
            "meeting": str(row.public_id),
            "titles": row.titles,
            "held_on": row.held_on.isoformat(),
            "kind": row.kind,
            "seats": {str(one.seat.public_id): one.who for one in row.attendances.all()},
            "present": sum(one.who in THERE for one in row.attendances.all()),
            "recorded": len(row.attendances.all()),
        }
        for row in meetings
    ]


def decisions_in(body: Body, first: date, last: date) -> list[Entry]:
    """Every decision taken between two days: what, by which outcome, what it does, and who dissented and why."""
    rows = Decision.objects.filter(body=body, decided_on__range=(first, last)).order_by("number")
    rows = rows.select_related("body", "proposal", "closing__option").prefetch_related("effects")
    listed = list(rows)
    dissents = dissents_of(listed)
    return [
        {
            "decision": str(row.public_id),
            "number": str(row),
            "titles": row.proposal.titles,
            "decided_on": row.decided_on.isoformat(),
            "outcome": row.closing.outcome,
            "option": row.closing.option.names if row.closing.option else None,
            "effects": [{"kind": one.kind, "state": one.state} for one in row.effects.all()],
            "dissents": dissents.get(row.proposal_id, []),
        }
        for row in listed
    ]


def dissents_of(decisions: Iterable[Decision]) -> dict[int, list[Entry]]:
    """By proposal the seats that objected or wrote a dissent, as their last position on what was decided says."""
    closed = {row.proposal_id: row.closing.revision for row in decisions}
    rows = Position.objects.filter(proposal__in=closed).order_by("id")
    last = {
        (row.proposal_id, row.seat_id): row
        for row in rows.select_related("seat", "tenure__organisation")
        if row.revision == closed[row.proposal_id]
    }
    found: dict[int, list[Entry]] = {}
    for row in last.values():
        if row.stance == Position.Stance.OBJECT or row.dissent:
            found.setdefault(row.proposal_id, []).append(dissent_entry(row))
    return found


def dissent_entry(row: Position) -> Entry:
    """One seat that did not go along: the organisation, its stance, and its written dissent or reasons."""
    return {
        "seat": row.seat.names,
        "organisation": party_entry(row.tenure.organisation),
        "stance": row.stance,
        "texts": row.dissent or row.reasons,
    }
