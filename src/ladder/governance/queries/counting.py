"""The record of a count as it is frozen and hashed: the words, the rules, every seat, and what was not counted."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ladder.governance.models import ObjectionAnswer, Option, Position, Proposal, Revision
from ladder.governance.queries.standings import SeatStanding, SetAside, Standing

FORM = "count-record-1"


def record_of(proposal: Proposal, fixed: Revision, standing: Standing, on: date) -> dict[str, Any]:
    """Everything that a count follows from, as JSON. It names seats and organisations, no persons."""
    outcome = standing.outcome
    return {
        "form": FORM,
        "proposal": {
            "id": str(proposal.public_id), "number": proposal.number, "revision": fixed.number, "digest": fixed.digest,
            "words": fixed.document,
        },
        "rules": {
            "number": fixed.rule_set.number, "digest": fixed.rule_set.digest, "content": fixed.rule_set.content,
        },
        "counted_on": on.isoformat(),
        "outcome": outcome.outcome,
        "option": outcome.option,
        "unanswered": outcome.unanswered,
        "method": {"name": outcome.method.name, "version": outcome.method.version},
        "chambers": chambers_of(standing),
        "seats": [seat_of(one) for one in standing.seats],
        "not_counted": [aside_of(one) for one in standing.set_aside],
    }  # fmt: skip


def chambers_of(standing: Standing) -> list[dict[str, Any]]:
    """The counts of each chamber with its names."""
    names = {chamber.key: chamber.names for chamber in standing.chambers}
    return [
        {
            "chamber": one.chamber, "names": names[one.chamber], "seats": one.seats, "recused": one.recused,
            "heard": one.heard, "needed": one.needed, "has_quorum": one.has_quorum, "support": dict(one.support),
            "against": dict(one.against), "aside": one.aside, "objections": one.objections,
        }
        for one in standing.outcome.chambers
    ]  # fmt: skip


def seat_of(one: SeatStanding) -> dict[str, Any]:
    """A seat: who held it, why it was recused, and what it said; a vacant seat has no tenure."""
    held = one.tenure
    return {
        "seat": one.key,
        "chamber": one.seat.chamber.key if one.seat.chamber else "",
        "names": one.seat.names,
        "tenure": str(held.public_id) if held else "",
        "organisation": {"id": str(held.organisation.public_id), "name": held.organisation.name} if held else None,
        "recused": one.recused,
        "position": position_of(one.position) if one.position else None,
    }


def position_of(position: Position) -> dict[str, Any]:
    """A position in full, with the answer to an objection."""
    answer: ObjectionAnswer | None = getattr(position, "answer", None)
    return {
        "id": str(position.public_id),
        "stance": position.stance,
        "option": key_of(position.option),
        "reasons": position.reasons,
        "dissent": position.dissent,
        "answer": answer.texts if answer else {},
        "taken_on": position.taken_at.date().isoformat(),
        "from_minutes_of": str(position.meeting.public_id) if position.meeting else "",
    }


def aside_of(one: SetAside) -> Mapping[str, str]:
    """A position that does not count, by its id, with the reason."""
    return {
        "id": str(one.position.public_id), "organisation": one.position.tenure.organisation.name,
        "stance": one.position.stance, "revision": str(one.position.revision), "why": one.why,
    }  # fmt: skip


def key_of(option: Option | None) -> str:
    """The key of an option, "" for none."""
    return option.key if option else ""
