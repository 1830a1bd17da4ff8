"""The public record as tables for a spreadsheet: UTF-8 with its mark, and no cell that runs as a formula."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from ladder.consultation.wording import say
from ladder.core.governance.attendance import NO_SEAT
from ladder.core.synthesis.release.csv_text import MARK, write_table
from ladder.governance.models import Seat
from ladder.governance.public_record.deciding import vote_of
from ladder.governance.queries.record_bodies import BodyOnRecord, read_bodies
from ladder.governance.queries.record_decisions import DecisionOnRecord, read_decisions
from ladder.governance.queries.record_filter import RecordFilter, bodies_on_record, decisions_on_record

Row = Mapping[str, str]
YES_OR_NO = {True: "yes", False: "no"}
SEATS = (
    "body", "seat", "chamber", "role", "organisation", "holder", "alternate", "from", "until", "interim"
)  # fmt: skip
ATTENDANCE = ("body", "meeting", "date", "kind", "seat", "chamber", "attendance", "seats_taken")
DECISIONS = (
    "decision", "body", "date", "question", "outcome", "option", "chamber", "seats", "recused", "needed", "heard",
    "for", "against", "stood_aside", "objections", "quorum",
)  # fmt: skip
POSITIONS = (
    "decision", "date", "seat", "chamber", "organisation", "position", "recused", "reasons", "answer", "dissent"
)  # fmt: skip


def chamber_of(seat: Seat) -> str:
    """The chamber of a seat in the reader's language; empty for an observer's."""
    return say(seat.chamber.names) if seat.chamber else ""


def day(on: date | None) -> str:
    """A day as ISO writes it."""
    return on.isoformat() if on else ""


def seat_rows(found: BodyOnRecord) -> Iterator[Row]:
    """One row a tenure, and one for a seat that nobody ever held; no names of a body that shields its seats."""
    hides = found.row.shields_seats
    for seat in found.seats:
        own = {"body": found.row.address, "seat": say(seat.names), "chamber": chamber_of(seat), "role": seat.kind}
        tenures = [
            {
                "organisation": one.organisation.name, "holder": "" if hides else one.holder_name,
                "alternate": "" if hides else one.alternate_name,
                "from": day(one.starts_on), "until": day(one.ends_on), "interim": YES_OR_NO[one.is_interim],
            }
            for one in seat.tenures.all()
        ]  # fmt: skip
        yield from ({**own, **tenure} for tenure in tenures or [{}])


def attendance_rows(found: BodyOnRecord) -> Iterator[Row]:
    """One row a meeting and seat that was there; one a meeting of a body that shields its seats."""
    for meeting, presence in found.columns:
        own = {
            "body": found.row.address, "meeting": say(meeting.titles), "date": day(meeting.held_on),
            "kind": meeting.kind, "seats_taken": str(presence.present),
        }  # fmt: skip
        if found.row.shields_seats:
            yield own
            continue
        for seat, mark in zip(found.seats, presence.marks, strict=True):
            if mark != NO_SEAT:
                yield {**own, "seat": say(seat.names), "chamber": chamber_of(seat), "attendance": mark}


def decision_rows(found: DecisionOnRecord) -> Iterator[Row]:
    """One row a chamber; without numbers where seats are shielded."""
    row, count = found.row, found.count
    own = {
        "decision": str(row), "body": row.body.address, "date": day(row.decided_on),
        "question": say(row.proposal.titles), "outcome": count.outcome,
        "option": say(count.adopted.names) if count.adopted else "",
    }  # fmt: skip
    for one in count.chambers:
        yield {
            **own, "chamber": say(one.names), "seats": str(one.seats), "recused": str(one.recused),
            "needed": str(one.needed), "heard": str(one.heard), "for": numbers(one.support),
            "against": numbers(one.against), "stood_aside": str(one.aside), "objections": str(one.objections),
            "quorum": YES_OR_NO[one.has_quorum],
        }  # fmt: skip
    yield from ({**own, "chamber": say(one.names), "quorum": YES_OR_NO[one.has_quorum]} for one in count.quorums)


def numbers(by_option: Mapping[str, int]) -> str:
    """Counts by option in one cell."""
    return "; ".join(f"{key}: {number}" for key, number in by_option.items())


def position_rows(found: DecisionOnRecord) -> Iterator[Row]:
    """One row a seat that somebody held at the count; where seats are shielded, one for words, not saying whose."""
    own = {"decision": str(found.row), "date": day(found.row.decided_on)}
    names = {one.key: say(one.names) for one in found.count.chambers}
    for seat in found.count.seats:
        if seat.tenure:
            yield {
                **own, "seat": say(seat.names), "chamber": names[seat.chamber], "organisation": seat.organisation,
                "position": vote_of("", seat).option, "recused": seat.recused, "reasons": say(seat.reasons),
                "answer": say(seat.answer), "dissent": say(seat.dissent),
            }  # fmt: skip
    for said in found.count.objections:
        yield {**own, "reasons": say(said.texts), "answer": say(said.answer)}
    yield from ({**own, "dissent": say(said.texts)} for said in found.count.dissents)


def of_bodies(rows: Callable[[BodyOnRecord], Iterable[Row]]) -> Callable[[RecordFilter], Iterator[Row]]:
    """Rows of every body that is asked for."""
    return lambda wanted: (row for one in read_bodies(bodies_on_record(wanted), wanted.year) for row in rows(one))


def of_decisions(rows: Callable[[DecisionOnRecord], Iterable[Row]]) -> Callable[[RecordFilter], Iterator[Row]]:
    """Rows of every decision that is asked for, the oldest first."""
    return lambda wanted: (row for one in read_decisions(decisions_on_record(wanted))[::-1] for row in rows(one))


TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[RecordFilter], Iterator[Row]]]] = {
    "seats": (SEATS, of_bodies(seat_rows)),
    "attendance": (ATTENDANCE, of_bodies(attendance_rows)),
    "decisions": (DECISIONS, of_decisions(decision_rows)),
    "positions": (POSITIONS, of_decisions(position_rows)),
}


def write_record_table(name: str, wanted: RecordFilter) -> bytes:
    """One of `TABLES` as CSV.

    Raises:
        KeyError: there is no such table.
    """
    columns, rows = TABLES[name]
    return MARK.encode() + write_table(columns, rows(wanted))
