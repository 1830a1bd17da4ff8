"""What the tables say of a year as plain values: the content that a document freezes and that pages compare with it."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ladder.core.governance.amounts import write_plainly
from ladder.core.governance.budgeting import METHOD, LineFacts, Sum, cost_by_item, total_by_currency
from ladder.governance.models import Body, BudgetLine, WorkItem
from ladder.registry.models import Organisation

Content = dict[str, Any]
ITEMS, LINES, TOTALS, BY_ITEM = "items", "lines", "totals", "costs_by_item"


def workplan_content(body: Body, year: int) -> Content:
    """The work items of a year in their order; one query."""
    rows = WorkItem.objects.filter(body=body, year=year).select_related("responsible").order_by("position", "id")
    return {ITEMS: [item_entry(row) for row in rows]}


def budget_content(body: Body, year: int) -> Content:
    """The lines of a year, income first, with what they add up to; one query."""
    rows = BudgetLine.objects.filter(body=body, year=year).select_related("item", "party")
    entries = [line_entry(row) for row in rows.order_by("position", "id")]
    ordered = sorted(entries, key=lambda entry: bool(entry["kind"] == BudgetLine.Kind.COST))
    return {LINES: ordered, **summed(planned_facts(ordered))}


def item_entry(row: WorkItem) -> Content:
    """One work item."""
    return {
        "id": str(row.public_id),
        "titles": row.titles,
        "measures": row.measures,
        "responsible": party_entry(row.responsible),
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat(),
    }


def line_entry(row: BudgetLine) -> Content:
    """One budget line."""
    return {
        "id": str(row.public_id),
        "kind": row.kind,
        "titles": row.titles,
        "item": {"id": str(row.item.public_id), "titles": row.item.titles} if row.item else None,
        "party": party_entry(row.party),
        "amount": write_plainly(row.amount),
        "currency": row.currency,
    }


def party_entry(row: Organisation | None) -> dict[str, str] | None:
    """An organisation by its number and the name that it has today."""
    return None if row is None else {"id": str(row.public_id), "name": row.name}


def planned_facts(lines: Iterable[Mapping[str, Any]], booked: Mapping[str, Decimal] | None = None) -> list[LineFacts]:
    """Entries of lines as the core adds them up; `booked` holds sums by line, where there are any."""
    known = booked or {}
    return [
        LineFacts(
            key=entry["id"],
            kind=entry["kind"],
            currency=entry["currency"],
            planned=None if entry["amount"] is None else Decimal(entry["amount"]),
            booked=known.get(entry["id"]),
            item=entry["item"]["id"] if entry["item"] else "",
        )
        for entry in lines
    ]


def summed(facts: Sequence[LineFacts]) -> Content:
    """Totals by currency and costs by work item, and the method that added them up."""
    totals = [
        {
            "currency": total.currency,
            "income": sum_entry(total.income),
            "cost": sum_entry(total.cost),
            "balance": sum_entry(total.balance),
        }
        for total in total_by_currency(facts)
    ]
    items = [
        {"item": one.item or None, "currency": one.currency, "cost": sum_entry(one.cost)} for one in cost_by_item(facts)
    ]
    name, version = METHOD
    return {TOTALS: totals, BY_ITEM: items, "method": {"name": name, "version": version}}


def sum_entry(sums: Sum) -> dict[str, str | None]:
    """Planned, booked, their deviation and the percentage, as text; None is unknown."""
    return {
        "planned": amount_entry(sums.planned),
        "booked": amount_entry(sums.booked),
        "deviation": amount_entry(sums.deviation),
        "percent": None if sums.percent is None else f"{sums.percent:f}",
    }


def amount_entry(amount: Decimal | None) -> str | None:
    """An amount as text; None stays."""
    return None if amount is None else write_plainly(amount)
