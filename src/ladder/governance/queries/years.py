"""Bodies and years at a glance, and everything that the page of one year needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ladder.governance.models import Body, BudgetLine, WorkItem, YearDocument
from ladder.governance.queries.year_content import ITEMS, LINES, budget_content, workplan_content
from ladder.governance.queries.year_differences import Difference, compare
from ladder.governance.queries.year_documents import (
    PUBLIC_STATES,
    TamperedError,
    approved_document,
    documents_of,
    read_content,
)
from ladder.governance.queries.year_facts import booked_on_lines, notes_of
from ladder.governance.queries.year_page import MoneyTable, WorkRow, YearLine, money_tables, work_rows, year_line

WORKPLAN, BUDGET, REPORT = YearDocument.Kind
APPROVED, SUBMITTED = YearDocument.State.APPROVED, YearDocument.State.SUBMITTED


@dataclass(frozen=True, slots=True)
class Paper:
    """Where a kind of document stands in a year: what holds, what waits for those who may know; None is none."""

    kind: str
    name: str
    approved: YearDocument | None
    waiting: YearDocument | None


@dataclass(frozen=True, slots=True)
class Glance:
    """A body's year with its three kinds of documents."""

    body: Body
    year: int
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class YearPage:
    """A year of a body as it is shown. `differences` are what the tables say now and no approved document says yet.

    `tampered` names kinds whose approved text no longer gives its digest: nothing of them is shown.
    """

    work: tuple[WorkRow, ...]
    line: YearLine
    money: tuple[MoneyTable, ...]
    papers: tuple[Paper, ...]
    documents: tuple[YearDocument, ...]
    differences: Mapping[str, tuple[Difference, ...]]
    tampered: tuple[str, ...]


def glances(bodies: Iterable[Body], drafts_of: Mapping[int, bool], this_year: int) -> list[Glance]:
    """Every year of these bodies in which something is planned or approved, the newest first; three queries.

    `drafts_of` says by body whether this reader sees what waits; this year stands there for everybody.
    """
    known = {body.pk: body for body in bodies}
    documents: dict[tuple[int, int], list[YearDocument]] = {(key, this_year): [] for key in known}
    for row in YearDocument.objects.filter(body__in=known).defer("text"):
        if row.state in PUBLIC_STATES or drafts_of[row.body_id]:
            documents.setdefault((row.body_id, row.year), []).append(row)
    for rows in (WorkItem.objects.filter(body__in=known), BudgetLine.objects.filter(body__in=known)):
        for key, year in rows.order_by().values_list("body_id", "year").distinct():
            if drafts_of[key]:
                documents.setdefault((key, year), [])
    found = [Glance(known[key], year, papers_of(rows)) for (key, year), rows in documents.items()]
    order = {key: place for place, key in enumerate(known)}
    return sorted(found, key=lambda one: (-one.year, order[one.body.pk]))


def papers_of(documents: Iterable[YearDocument]) -> tuple[Paper, ...]:
    """Where each kind stands."""
    rows = list(documents)
    return tuple(paper_of(kind, [row for row in rows if row.kind == kind]) for kind in YearDocument.Kind)


def paper_of(kind: YearDocument.Kind, rows: list[YearDocument]) -> Paper:
    """Where one kind stands."""
    by_state = {row.state: row for row in sorted(rows, key=lambda row: row.number)}
    return Paper(kind, str(kind.label), by_state.get(APPROVED), by_state.get(SUBMITTED))


def year_page(body: Body, year: int, today: date, *, with_drafts: bool) -> YearPage:
    """The page of a year: for the public what was approved, for those who take part what stands in the tables."""
    listed = list(documents_of(body, year))
    shown = [row for row in listed if with_drafts or row.state in PUBLIC_STATES]
    approved, tampered = approved_contents(body, year)
    live = (
        {WORKPLAN: workplan_content(body, year)[ITEMS], BUDGET: budget_content(body, year)[LINES]}
        if with_drafts
        else {}
    )
    items = live.get(WORKPLAN, approved.get(WORKPLAN, []))
    lines = live.get(BUDGET, approved.get(BUDGET, []))
    return YearPage(
        work=work_rows(items, notes_of(body, year), year, today),
        line=year_line(year, today),
        money=money_tables(lines, booked_on_lines(body, year)),
        papers=papers_of(shown),
        documents=tuple(shown),
        differences={kind: compare(approved[kind], now) for kind, now in live.items() if kind in approved},
        tampered=tampered,
    )


def approved_contents(body: Body, year: int) -> tuple[dict[str, list[dict[str, Any]]], tuple[str, ...]]:
    """Items and lines as they were approved, by kind; and the kinds whose text was tampered with."""
    found: dict[str, list[dict[str, Any]]] = {}
    tampered = []
    for kind, key in ((WORKPLAN, ITEMS), (BUDGET, LINES)):
        document = approved_document(body, year, kind)
        try:
            if document is not None:
                found[kind] = read_content(document)[key]
        except TamperedError:
            tampered.append(str(kind.label))
    return found, tuple(tampered)
