"""The first sections of an annual report: planned and done, and the money."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladder.consultation.wording import say
from ladder.governance.models import BudgetLine
from ladder.governance.queries.year_content import BY_ITEM, ITEMS, LINES, TOTALS
from ladder.governance.queries.year_facts import OVERDUE, UNSAID
from ladder.governance.work_words import work_word
from ladder.governance.year_papers.plan import never_mixed, titles_of_items
from ladder.governance.year_papers.saying import (
    Entry,
    booked_words,
    day,
    days,
    deviation_words,
    plain,
    planned_words,
    table,
    text_cell,
)
from ladder.synthesis.report.tree import Block, Cell, Section, Sentence


def work(content: Mapping[str, Any], language: str) -> Section:
    """Every work item with its state and what was last noted of it."""
    items = content["work"][ITEMS]
    blocks: list[Block] = [basis_of_work(content["work"]["basis"])]
    if items:
        blocks += [count_states(items), work_table(items, language)]
    else:
        blocks.append(plain(_("No work was planned for this year.")))
    return Section("1", _("Planned and done"), "work", tuple(blocks))


def basis_of_work(basis: Entry | None) -> Sentence:
    """The workplan that the work is measured by."""
    if basis is None:
        return plain(_("No workplan was approved: what was planned is told as it stood in the tables."))
    words = _("Measured by the approved workplan, number %(number)s, with the fingerprint %(digest)s.")
    return plain(words % {"number": basis["number"], "digest": basis["digest"]})


def count_states(items: list[Entry]) -> Sentence:
    """How many items are done, and how many of which nothing is known or that are overdue."""
    counts = {state: sum(one["state"] == state for one in items) for state in ("done", UNSAID, OVERDUE)}
    words = ngettext(
        "Of %(all)s work item %(done)s is done; nothing was noted on %(unsaid)s; overdue: %(overdue)s.",
        "Of %(all)s work items %(done)s are done; nothing was noted on %(unsaid)s; overdue: %(overdue)s.",
        len(items),
    )
    return plain(words % {"all": len(items), **counts})


def work_table(items: list[Entry], language: str) -> Block:
    """The table of work."""
    rows = [
        (
            text_cell(one["titles"], language),
            Cell(days(one)),
            Cell(state_words(one)),
            text_cell(one["notes"][-1]["texts"] if one["notes"] else None, language),
        )
        for one in items
    ]
    head = (_("What was planned"), _("When"), _("How far"), _("What was noted last"))
    return table(_("Work of the year"), head, rows, "work-table")


def state_words(entry: Entry) -> str:
    """How far, since which day, and whether it stood in the approved plan."""
    words = work_word(entry["state"])
    if entry["notes"]:
        words = f"{words} · {day(entry['notes'][-1]['on'])}"
    unplanned = _("not in an approved workplan")
    return words if entry["is_approved"] else f"{words} · {unplanned}"


def money(content: Mapping[str, Any], language: str) -> Section:
    """Totals, lines with deviations, and costs by work item."""
    found = content["money"]
    if not found[LINES]:
        return Section("2", _("Money"), "money", (plain(_("No budget was made for this year.")),))
    lines = [
        Section("", total["currency"], f"money-{total['currency']}", (lines_table(found, total["currency"], language),))
        for total in found[TOTALS]
    ]
    blocks = (basis_of_money(found["basis"]), plain(never_mixed()), totals_table(found[TOTALS]))
    return Section("2", _("Money"), "money", (*blocks, items_table(found, language)), tuple(lines))


def basis_of_money(basis: Entry | None) -> Sentence:
    """The budget that bookings are measured by."""
    if basis is None:
        return plain(_("No budget was approved: what was planned is told as it stood in the tables."))
    words = _("Measured by the approved budget, number %(number)s, with the fingerprint %(digest)s.")
    return plain(words % {"number": basis["number"], "digest": basis["digest"]})


def totals_table(totals: list[Entry]) -> Block:
    """Income, costs and balance of each currency: planned, booked, deviation."""
    sides = (("income", _("Income")), ("cost", _("Costs")), ("balance", _("Income less costs")))
    rows = [
        (Cell(f"{one['currency']} · {words}"), *sum_cells(one[side], one["currency"]))
        for one in totals
        for side, words in sides
    ]
    head = (_("Total"), _("Planned"), _("Booked"), _("Booked less planned"))
    note = _("In brackets: booked in percent of planned. Nothing booked yet is not the same as nothing spent.")
    return table(_("Planned and booked, by currency"), head, rows, "money-totals", note)


def sum_cells(sums: Entry, currency: str) -> tuple[Cell, Cell, Cell]:
    """Planned, booked and deviation."""
    return (
        Cell(planned_words(sums["planned"], currency)),
        Cell(booked_words(sums["booked"], currency)),
        Cell(deviation_words(sums["deviation"], currency, sums["percent"])),
    )


def lines_table(content: Mapping[str, Any], currency: str, language: str) -> Block:
    """The lines of one currency: planned, booked, deviation."""
    sides = dict(BudgetLine.Kind.choices)
    rows = [
        (
            Cell(f"{say(one['titles'], language)} · {sides[one['kind']]}"),
            Cell(planned_words(one["amount"], currency)),
            Cell(booked_words(one["booked"], currency)),
            Cell(deviation_words(one["deviation"], currency)),
        )
        for one in content[LINES]
        if one["currency"] == currency
    ]
    head = (_("For what"), _("Planned"), _("Booked"), _("Booked less planned"))
    return table(_("Lines in %(currency)s") % {"currency": currency}, head, rows, f"money-lines-{currency}")


def items_table(content: Mapping[str, Any], language: str) -> Block:
    """The costs of each work item: planned, booked, deviation."""
    titles = titles_of_items(content[LINES])
    rows = [
        (
            Cell(say(titles[one["item"]], language) if one["item"] else _("of no work item")),
            *sum_cells(one["cost"], one["currency"]),
        )
        for one in content[BY_ITEM]
    ]
    head = (_("Work item"), _("Planned"), _("Booked"), _("Booked less planned"))
    return table(_("Costs by work item"), head, rows, "money-items")
