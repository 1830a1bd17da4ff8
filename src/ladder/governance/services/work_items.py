"""What is planned for a year and how far it came: work items are planned, changed, removed; progress is only added."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.consultation.services.refusals import refuse_all
from ladder.consultation.wording import trimmed
from ladder.governance.models import Body, Progress, WorkItem
from ladder.governance.queries.year_content import item_entry
from ladder.governance.services.year_rules import (
    LONGEST_TEXT,
    Texts,
    faults_of_texts,
    faults_of_titles,
    require_living,
    require_seen,
)
from ladder.registry.models import Organisation


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """One thing to do: words by language, who does it, from when until when, and by what it is seen to be done."""

    titles: Texts
    starts_on: date
    ends_on: date
    measures: Texts = field(default_factory=dict)
    responsible: Organisation | None = None

    def stored(self) -> dict[str, Any]:
        """The fields of the row."""
        return {
            "titles": trimmed(self.titles),
            "measures": trimmed(self.measures),
            "responsible": self.responsible,
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
        }


@transaction.atomic
def plan_item(*, body: Body, year: int, plan: ItemPlan, actor: User | None) -> WorkItem:
    """A work item at the end of a year's list.

    Raises:
        ValidationError: the plan is not possible, or the body was dissolved.
    """
    locked = Body.objects.select_for_update().get(pk=body.pk)
    require_living(locked, year)
    check_item(plan, year)
    last = WorkItem.objects.filter(body=locked, year=year).aggregate(last=Max("position"))["last"]
    made = WorkItem.objects.create(body=locked, year=year, position=(last or 0) + 1, **plan.stored())
    note(actor, made, "planned", {"year": year})
    return made


@transaction.atomic
def change_item(*, item: WorkItem, plan: ItemPlan, actor: User | None, seen: str = "") -> WorkItem:
    """Other words, days or another organisation. What was approved stays as it was: the change is for the next number.

    `seen` is the digest of the entry that was shown (`year_content.item_entry`), "" where nothing was.

    Raises:
        ValidationError: the plan is not possible, or somebody else changed the item meanwhile.
    """
    row = lock_item(item)
    require_living(row.body, row.year)
    require_seen(item_entry(row), seen)
    check_item(plan, row.year)
    for name, value in plan.stored().items():
        setattr(row, name, value)
    row.save()
    note(actor, row, "changed", {"year": row.year})
    return row


@transaction.atomic
def remove_item(*, item: WorkItem, actor: User | None) -> None:
    """Take a work item out of the plan, as long as nothing hangs on it.

    Raises:
        ValidationError: progress was noted, or a budget line belongs to it.
    """
    row = lock_item(item)
    require_living(row.body, row.year)
    if row.progress.exists():
        raise ValidationError(_("Progress was noted on this work item. Note that it was dropped instead."))
    if row.budget_lines.exists():
        raise ValidationError(_("Budget lines belong to this work item. Give them another one first."))
    note(actor, row, "removed", {"year": row.year})
    row.delete()


@transaction.atomic
def note_progress(*, item: WorkItem, state: str, actor: User | None, on: date, texts: Texts | None = None) -> Progress:
    """How far it came. Only added: the last note holds, the earlier ones stay readable.

    Raises:
        ValidationError: the state is none, a text is too long, or something late or dropped comes without a reason.
    """
    row = lock_item(item)
    words = trimmed(texts or {})
    if state not in Progress.State.values:
        raise ValidationError({"state": _("Choose how far it came.")})
    refuse_all(faults_of_texts("texts", words, LONGEST_TEXT))
    if state in {Progress.State.LATE, Progress.State.DROPPED} and not words:
        raise ValidationError({"texts": _("Say in at least one language why it is late or was dropped.")})
    made = Progress.objects.create(item=row, state=state, texts=words, noted_on=on, noted_by=actor)
    note(actor, row, "progress_noted", {"state": state})
    return made


def check_item(plan: ItemPlan, year: int) -> None:
    """Refuse a plan that no item can be made from.

    Raises:
        ValidationError: with every fault under its field.
    """
    faults = [*faults_of_titles(plan.titles), *faults_of_texts("measures", plan.measures, LONGEST_TEXT)]
    if plan.ends_on < plan.starts_on:
        faults.append(("ends_on", _("It cannot end before it begins. Choose a later day.")))
    elif plan.ends_on.year < year or plan.starts_on.year > year:
        sentence = _("None of these days lies in %(year)s. Choose days that do, or plan it in their year.")
        faults.append(("starts_on", sentence % {"year": year}))
    refuse_all(faults)


def lock_item(item: WorkItem) -> WorkItem:
    """The row, locked until the act is over.

    Raises:
        ValidationError: somebody removed it meanwhile.
    """
    row = WorkItem.objects.select_for_update(of=("self",)).select_related("body").filter(pk=item.pk).first()
    if row is None:
        raise ValidationError(_("This work item was removed meanwhile."))
    return row


def note(actor: User | None, row: WorkItem, what: str, detail: dict[str, object]) -> None:
    """Into the log of acts."""
    record(actor=actor, action=f"governance.work_item_{what}", target=f"work_item:{row.public_id}", detail=detail)
