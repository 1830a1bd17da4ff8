"""Planned beside done: the work and the money of a year as an annual report tells them.

What was planned is what was approved, where there is an approved workplan or budget; else what stands in the tables,
and the report says so.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ladder.governance.models import Body, BudgetLine, YearDocument
from ladder.governance.queries.year_content import (
    ITEMS,
    LINES,
    Content,
    amount_entry,
    budget_content,
    planned_facts,
    summed,
    workplan_content,
)
from ladder.governance.queries.year_documents import approved_document, read_content
from ladder.governance.queries.year_facts import Noted, booked_on_lines, notes_of, state_of

Entry = Mapping[str, Any]


def work_done(body: Body, year: int, on: date) -> Content:
    """Every work item with its state and notes, and the approved workplan that it is measured by."""
    basis = approved_document(body, year, YearDocument.Kind.WORKPLAN)
    entries = with_approved(workplan_content(body, year)[ITEMS], read_content(basis)[ITEMS] if basis else None)
    notes = notes_of(body, year, on)
    return {
        "basis": basis_entry(basis),
        ITEMS: [done_entry(entry, notes.get(entry["id"], []), on) for entry in entries],
    }


def money_moved(body: Body, year: int) -> Content:
    """Every line planned and booked with its deviation, totals by currency, and the budget it is measured by."""
    basis = approved_document(body, year, YearDocument.Kind.BUDGET)
    approved = read_content(basis)[LINES] if basis else None
    entries = with_approved(budget_content(body, year)[LINES], approved)
    if approved is not None:
        known = {entry["id"] for entry in approved}
        entries = [entry if entry["id"] in known else {**entry, "amount": None} for entry in entries]
        entries.sort(key=lambda entry: bool(entry["kind"] == BudgetLine.Kind.COST))
    facts = planned_facts(entries, booked_on_lines(body, year))
    lines = [
        {**entry, "booked": amount_entry(fact.booked), "deviation": deviation_of(fact.planned, fact.booked)}
        for entry, fact in zip(entries, facts, strict=True)
    ]
    return {"basis": basis_entry(basis), LINES: lines, **summed(facts)}


def with_approved(now: Sequence[Entry], approved: Sequence[Entry] | None) -> list[dict[str, Any]]:
    """What was approved as it was approved, then what stands in the tables beside it, marked as not approved."""
    if approved is None:
        return [{**entry, "is_approved": False} for entry in now]
    known = {entry["id"] for entry in approved}
    fresh = [{**entry, "is_approved": False} for entry in now if entry["id"] not in known]
    return [*({**entry, "is_approved": True} for entry in approved), *fresh]


def done_entry(entry: Entry, notes: list[Noted], on: date) -> Content:
    """A work item with how far it came on a day."""
    return {
        **entry,
        "state": state_of(notes, date.fromisoformat(entry["ends_on"]), on),
        "notes": [{"state": one.state, "texts": one.texts, "on": one.on.isoformat()} for one in notes],
    }


def deviation_of(planned: Any, booked: Any) -> str | None:
    """Booked less planned; None where either is unknown."""
    return None if planned is None or booked is None else amount_entry(booked - planned)


def basis_entry(document: YearDocument | None) -> dict[str, Any] | None:
    """The document that a report measures by."""
    if document is None:
        return None
    return {"document": str(document.public_id), "number": document.number, "digest": document.digest}
