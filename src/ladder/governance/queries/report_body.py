"""The body in a year as its annual report tells it: who sat there, who came, what was decided and who dissented.

Holders are named only where they agreed; without a name the organisation stands alone. Reports are public: of a body
that shields its seats they name nobody, say of no seat whether it came, and give dissent as words alone.
"""

from datetime import date
from typing import Any

from django.db.models import Q

from ladder.governance.models import Attendance, Body, Decision, Meeting, Tenure
from ladder.governance.queries.count_on_record import SeatOnRecord, WordsOnRecord, publicly, read_count
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
        held.setdefault(row.seat_id, []).append(tenure_entry(row, body))
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


def tenure_entry(row: Tenure, body: Body) -> Entry:
    """Who held a seat, from when until when."""
    return {
        "organisation": party_entry(row.organisation),
        "name": "" if body.shields_seats else row.holder_name,
        "is_interim": row.is_interim,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
    }


def attendance_in(body: Body, first: date, last: date) -> list[Entry]:
    """Every meeting held between two days with how each seat was taken; a seat without a record is not there.

    `seats` is None of a body that shields its seats: how many were taken is all that is told.
    """
    meetings = Meeting.objects.filter(body=body, state=Meeting.State.HELD, held_on__range=(first, last))
    meetings = meetings.prefetch_related("attendances__seat").order_by("held_on", "id")
    return [
        {
            "meeting": str(row.public_id),
            "titles": row.titles,
            "held_on": row.held_on.isoformat(),
            "kind": row.kind,
            "seats": None if body.shields_seats else seats_of(row),
            "present": sum(one.who in THERE for one in row.attendances.all()),
            "recorded": len(row.attendances.all()),
        }
        for row in meetings
    ]


def seats_of(meeting: Meeting) -> Entry:
    """How each seat was taken, by its id."""
    return {str(one.seat.public_id): one.who for one in meeting.attendances.all()}


def decisions_in(body: Body, first: date, last: date) -> list[Entry]:
    """Every decision taken between two days: what, by which outcome, what it does, and who dissented and why."""
    rows = Decision.objects.filter(body=body, decided_on__range=(first, last)).order_by("number")
    rows = rows.select_related("body", "proposal", "closing__option").prefetch_related("effects")
    return [
        {
            "decision": str(row.public_id),
            "number": str(row),
            "titles": row.proposal.titles,
            "decided_on": row.decided_on.isoformat(),
            "outcome": row.closing.outcome,
            "option": row.closing.option.names if row.closing.option else None,
            "effects": [{"kind": one.kind, "state": one.state} for one in row.effects.all()],
            "dissents": dissents_of(row),
        }
        for row in rows
    ]


def dissents_of(row: Decision) -> list[Entry]:
    """The seats that objected or wrote a dissent, as the count froze them; a recused seat has no part in it."""
    count = publicly(read_count(row.closing), row.body)
    if not count.is_by_seat:
        return [words_entry(one) for one in (*count.objections, *count.dissents)]
    return [dissent_entry(one) for one in count.seats if not one.recused and (one.is_objection or one.dissent)]


def words_entry(one: WordsOnRecord) -> Entry:
    """Words of a seat that did not go along, without whose they are."""
    return {"seat": None, "organisation": None, "stance": None, "texts": one.texts, "answer": one.answer}


def dissent_entry(one: SeatOnRecord) -> Entry:
    """One seat that did not go along: the organisation, its stance, and its written dissent or reasons."""
    return {
        "seat": one.names,
        "organisation": {"id": one.organisation_id, "name": one.organisation},
        "stance": one.stance,
        "texts": one.dissent or one.reasons,
    }
