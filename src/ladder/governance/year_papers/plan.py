"""The sections of a workplan and of a budget."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ladder.consultation.wording import say
from ladder.governance.models import BudgetLine
from ladder.governance.money import write_money
from ladder.governance.queries.year_content import BY_ITEM, ITEMS, LINES, TOTALS
from ladder.governance.year_papers.saying import Entry, days, name_cell, plain, table, text_cell
from ladder.synthesis.report.tree import Block, Cell, Section


def workplan(content: Mapping[str, Any], language: str) -> tuple[Section, ...]:
    """One section for each responsible organisation, in the order in which they first appear."""
    groups: dict[str, list[Entry]] = {}
    for entry in content[ITEMS]:
        groups.setdefault(entry["responsible"]["id"] if entry["responsible"] else "", []).append(entry)
    return tuple(
        Section(str(number), name_of(entries[0]), f"work-{number}", (items_table(entries, number, language),))
        for number, entries in enumerate(groups.values(), 1)
    )


def name_of(entry: Entry) -> str:
    """The responsible organisation, or that nobody is named."""
    return str(entry["responsible"]["name"]) if entry["responsible"] else _("No organisation named yet")


def items_table(entries: list[Entry], number: int, language: str) -> Block:
    """The work items of one organisation."""
    rows = [
        (text_cell(entry["titles"], language), Cell(days(entry)), text_cell(entry["measures"], language))
        for entry in entries
    ]
    head = (_("What is done"), _("When"), _("By what it is seen to be done"))
    return table(_("Work of %(name)s") % {"name": name_of(entries[0])}, head, rows, f"work-table-{number}")


def budget(content: Mapping[str, Any], language: str) -> tuple[Section, ...]:
    """Totals, lines of each currency, and what each work item costs."""
    currencies = [total["currency"] for total in content[TOTALS]]
    lines = [
        Section(f"2.{number}", currency, f"lines-{currency}", (lines_table(content, currency, language),))
        for number, currency in enumerate(currencies, 1)
    ]
    return (
        Section("1", _("In total"), "totals", (plain(never_mixed()), totals_table(content[TOTALS]))),
        Section("2", _("Income and costs"), "lines", (), tuple(lines)),
        Section("3", _("What each work item costs"), "items", (items_costs(content, language),)),
    )


def never_mixed() -> str:
    """What a reader must know of totals."""
    return _("Every currency is added up by itself. No exchange rate is assumed.")


def totals_table(totals: Iterable[Entry]) -> Block:
    """Income, cost and balance of each currency, as planned."""
    rows = [
        (
            Cell(one["currency"]),
            side_cell(one["income"]["planned"], one["currency"]),
            side_cell(one["cost"]["planned"], one["currency"]),
            side_cell(one["balance"]["planned"], one["currency"]),
        )
        for one in totals
    ]
    head = (_("Currency"), _("Income planned"), _("Costs planned"), _("Income less costs"))
    return table(_("Totals by currency"), head, rows, "totals-table")


def side_cell(amount: str | None, currency: str) -> Cell:
    """A planned sum, or that none was planned."""
    return Cell(_("none planned") if amount is None else write_money(amount, currency))


def lines_table(content: Mapping[str, Any], currency: str, language: str) -> Block:
    """The lines of one currency."""
    sides = dict(BudgetLine.Kind.choices)
    rows = [
        (
            text_cell(entry["titles"], language),
            Cell(str(sides[entry["kind"]])),
            name_cell(entry["party"], _("not named")),
            Cell(write_money(entry["amount"], currency)),
        )
        for entry in content[LINES]
        if entry["currency"] == currency
    ]
    head = (_("For what"), _("Side"), _("Comes from or goes to"), _("Amount planned"))
    return table(_("Lines in %(currency)s") % {"currency": currency}, head, rows, f"lines-table-{currency}")


def items_costs(content: Mapping[str, Any], language: str) -> Block:
    """The costs of each work item."""
    titles = titles_of_items(content[LINES])
    rows = [
        (
            Cell(say(titles[one["item"]], language) if one["item"] else _("of no work item")),
            Cell(write_money(one["cost"]["planned"], one["currency"])),
        )
        for one in content[BY_ITEM]
        if one["cost"]["planned"] is not None
    ]
    return table(_("Costs by work item"), (_("Work item"), _("Costs planned")), rows, "items-table")


def titles_of_items(lines: Iterable[Entry]) -> dict[str, dict[str, str]]:
    """The titles of the work items that lines name."""
    return {entry["item"]["id"]: entry["item"]["titles"] for entry in lines if entry["item"]}
