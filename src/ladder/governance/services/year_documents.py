"""Documents of a year: generated from the tables, frozen and hashed, or set aside again.

docs/methods/annual-documents.md tells what a document holds and why it can be trusted.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.core.canonical import write_canonically
from ladder.governance.models import Body, Effect, YearDocument
from ladder.governance.queries.annual_report import report_content
from ladder.governance.queries.year_content import ITEMS, LINES, budget_content, workplan_content
from ladder.governance.queries.year_documents import (
    FORMAT,
    TamperedError,
    approved_document,
    digest_of_text,
    proposal_about,
    read_content,
    subject_of,
    waiting_document,
)
from ladder.governance.services.year_rules import require_living

WORKPLAN, BUDGET, REPORT = YearDocument.Kind
SUBMITTED, SET_ASIDE = YearDocument.State.SUBMITTED, YearDocument.State.SET_ASIDE


def content_of(body: Body, kind: str, year: int, on: date) -> dict[str, Any]:
    """What a document of this kind would say today, without its head."""
    makers: Mapping[str, Callable[[], dict[str, Any]]] = {
        WORKPLAN: lambda: workplan_content(body, year),
        BUDGET: lambda: budget_content(body, year),
        REPORT: lambda: report_content(body, year, on),
    }
    return makers[kind]()


@transaction.atomic
def submit_document(*, body: Body, kind: str, year: int, actor: User | None, on: date) -> YearDocument:
    """Generate, freeze and hash the next document of a kind and year. It waits for a decision.

    Raises:
        ValidationError: one waits already, there is nothing to submit, nothing differs from what was approved, the
            year has not begun (annual report), or an approved text that it builds on was tampered with.
    """
    locked = Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    require_living(locked, year)
    if kind not in YearDocument.Kind.values:
        raise ValidationError(_("There is no such kind of document."))
    if waiting_document(locked, year, kind) is not None:
        raise ValidationError(_("A document of this kind and year waits for a decision. Set it aside first."))
    content = build_content(locked, kind, year, on)
    require_something(kind, content, year, on)
    require_news(approved_document(locked, year, kind), content)
    last = YearDocument.objects.filter(body=locked, year=year, kind=kind).aggregate(last=Max("number"))["last"] or 0
    text = write_canonically({**head_of(locked, kind, year, last + 1, on), "content": content}).decode("utf-8")
    made = YearDocument.objects.create(
        body=locked, kind=kind, year=year, number=last + 1, text=text, digest=digest_of_text(text),
        made_by=actor, made_at=timezone.now(),
    )  # fmt: skip
    note(actor, made, "submitted")
    return made


def build_content(body: Body, kind: str, year: int, on: date) -> dict[str, Any]:
    """The content; an approved document that was tampered with is never built upon.

    Raises:
        ValidationError: an approved text no longer gives its digest.
    """
    try:
        return content_of(body, kind, year, on)
    except TamperedError as fault:
        raise ValidationError(
            _("The approved document that this builds on no longer gives its digest. Restore it from a backup first.")
        ) from fault


def require_something(kind: str, content: Mapping[str, Any], year: int, on: date) -> None:
    """Refuse an empty workplan or budget, and a report of a year that has not begun.

    Raises:
        ValidationError: one of these.
    """
    if kind == WORKPLAN and not content[ITEMS]:
        raise ValidationError(_("There is no work item yet. Plan at least one before you submit the workplan."))
    if kind == BUDGET and not content[LINES]:
        raise ValidationError(_("There is no budget line yet. Plan at least one before you submit the budget."))
    if kind == REPORT and on.year < year:
        raise ValidationError(_("%(year)s has not begun: there is nothing to report yet.") % {"year": year})


def require_news(approved: YearDocument | None, content: Mapping[str, Any]) -> None:
    """Refuse what says the same as the approved document.

    Raises:
        ValidationError: it does, or the approved text was tampered with.
    """
    if approved is None:
        return
    try:
        same = read_content(approved) == content
    except TamperedError:
        return  # a new document is the way out where it does not build on the old one
    if same:
        raise ValidationError(_("Nothing differs from the approved document %(number)s.") % {"number": approved.number})


def head_of(body: Body, kind: str, year: int, number: int, on: date) -> dict[str, Any]:
    """What stands above the content of every document."""
    return {
        "format": FORMAT,
        "kind": kind,
        "year": year,
        "number": number,
        "made_on": on.isoformat(),
        "body": {"id": str(body.public_id), "address": body.address, "kind": body.kind, "names": body.names},
        "is_demonstration": body.is_demonstration,
    }


@transaction.atomic
def set_aside_document(*, document: YearDocument, actor: User | None) -> YearDocument:
    """Take a document back that nobody decided on; it keeps its number.

    Raises:
        ValidationError: it does not wait, or a proposal names it.
    """
    row = lock_document(document)
    if row.state != SUBMITTED:
        raise ValidationError(_("Only a document that waits for a decision can be set aside."))
    if (
        proposal_about(row) is not None
        or Effect.objects.filter(subject=subject_of(row), state=Effect.State.WAITING).exists()
    ):
        raise ValidationError(_("A body has this document before it. Withdraw the proposal first."))
    row.state = SET_ASIDE
    row.save(update_fields=["state"])
    note(actor, row, "set_aside")
    return row


def lock_document(document: YearDocument) -> YearDocument:
    """The row, locked until the act is over."""
    return YearDocument.objects.select_for_update(of=("self",)).select_related("body").get(pk=document.pk)


def note(actor: User | None, row: YearDocument, what: str) -> None:
    """Into the log of acts."""
    detail = {"kind": row.kind, "year": row.year, "number": row.number, "digest": row.digest}
    record(actor=actor, action=f"governance.document_{what}", target=subject_of(row), detail=detail)
