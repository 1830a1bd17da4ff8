"""The demonstration's annual life: what the secretariat planned, what it cost, and the documents it submitted."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from ladder.governance.models import WorkItem, YearDocument
from ladder.governance.queries.year_documents import EFFECT_OF, subject_of
from ladder.governance.services.budget import LinePlan, book, plan_line
from ladder.governance.services.demonstration_stage import Data, Stage
from ladder.governance.services.effects import Intended
from ladder.governance.services.proposal_plans import OptionPlan
from ladder.governance.services.work_items import ItemPlan, note_progress, plan_item
from ladder.governance.services.year_documents import submit_document

Kind = YearDocument.Kind


def plan_year(stage: Stage, row: Data, year: int) -> dict[str, WorkItem]:
    """Work items and budget lines of a year; returns the items by their key."""
    items = {one["key"]: plan_work(stage, one, year) for one in row["items"]}
    for one in row["lines"]:
        plan = LinePlan(
            one["kind"], one["titles"], Decimal(one["amount"]), "USD", items.get(one.get("item", "")),
            stage.organisations.get(one.get("party", "")),
        )  # fmt: skip
        plan_line(body=stage.secretariat, year=year, plan=plan, actor=stage.keeper)
    return items


def plan_work(stage: Stage, row: Data, year: int) -> WorkItem:
    """One work item, from the first day of a month to the last of another."""
    first, last = row["months"]
    plan = ItemPlan(
        row["titles"], date(year, first, 1), last_day(year, last), row["measures"],
        stage.organisations[row["responsible"]],
    )  # fmt: skip
    return plan_item(body=stage.secretariat, year=year, plan=plan, actor=stage.keeper)


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def live_year(stage: Stage, row: Data, year: int, items: Mapping[str, WorkItem]) -> None:
    """How far the work came, and what was booked, up to today."""
    until = min(stage.on, date(year, 12, 31))
    for one in row["items"]:
        note_progress(item=items[one["key"]], state=one["state"], actor=stage.keeper, on=until, texts=one.get("note"))
    lines = stage.secretariat.budget_lines.filter(year=year).order_by("position")
    for line, one in zip(lines, row["lines"], strict=True):
        if booked := one.get("booked"):
            book(
                line=line, amount=Decimal(booked["amount"]), booked_on=min(last_day(year, booked["month"]), until),
                reference=booked["reference"], actor=stage.keeper, today=stage.on,
            )  # fmt: skip


def submit_plans(stage: Stage, year: int, days: int) -> list[OptionPlan]:
    """The workplan and the budget of a year, frozen; with the options on which the committee takes positions."""
    rows = [submit(stage, kind, year, days) for kind in (Kind.WORKPLAN, Kind.BUDGET)]
    effects = [intend(row) for row in rows]
    return [
        OptionPlan("approve", stage.data["both_documents"], {}, effects),
        OptionPlan("send-back", stage.data["send_back"], {}),
    ]


def submit_report(stage: Stage, year: int, days: int) -> list[OptionPlan]:
    """The annual report, frozen; with the option to approve it."""
    row = submit(stage, Kind.REPORT, year, days)
    return [OptionPlan("approve", stage.data["one_document"], {}, [intend(row)])]


def submit(stage: Stage, kind: str, year: int, days: int) -> YearDocument:
    """One document as of a day."""
    return submit_document(body=stage.secretariat, kind=kind, year=year, actor=stage.keeper, on=stage.day(days))


def intend(row: YearDocument) -> Intended:
    """The effect by which a document is approved."""
    return Intended(EFFECT_OF[YearDocument.Kind(row.kind)], subject_of(row), {"digest": row.digest})
