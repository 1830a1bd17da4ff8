"""Effects that approve a workplan, a budget or an annual report, by the digest of the frozen text."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.consultation.wording import say
from ladder.governance.models import Body, Effect, YearDocument
from ladder.governance.queries.year_documents import EFFECT_OF, SUBJECT, is_whole, may_approve, subject_of
from ladder.governance.services.effects import Handler, Intended, register
from ladder.governance.services.taken_effects import require_taken
from ladder.governance.services.year_documents import lock_document, note

APPROVED, REPLACED, SUBMITTED = YearDocument.State.APPROVED, YearDocument.State.REPLACED, YearDocument.State.SUBMITTED
KIND_OF = {effect: kind for kind, effect in EFFECT_OF.items()}
NAMES = {
    YearDocument.Kind.WORKPLAN: gettext_lazy("Approve a workplan"),
    YearDocument.Kind.BUDGET: gettext_lazy("Approve an operating budget"),
    YearDocument.Kind.REPORT: gettext_lazy("Approve an annual report"),
}


def find_document(intended: Intended) -> YearDocument | None:
    """The document that an effect is about; None where there is none of its kind."""
    kind, _colon, number = intended.subject.partition(":")
    try:
        public_id = UUID(number)
    except ValueError:
        return None
    if kind != SUBJECT:
        return None
    rows = YearDocument.objects.filter(public_id=public_id, kind=KIND_OF[intended.kind])
    return rows.select_related("body").first()


def describe(intended: Intended) -> str:
    """What it does, in one sentence."""
    row = find_document(intended)
    if row is None:
        return _("Approves a document that is not there.")
    words = _("Approves: %(kind)s %(year)s, number %(number)s, of %(body)s. An earlier one is replaced.")
    return words % {
        "kind": row.get_kind_display(), "year": row.year, "number": row.number, "body": say(row.body.names)
    }  # fmt: skip


def hindrances(intended: Intended) -> list[str]:
    """Why it cannot be approved now."""
    row = find_document(intended)
    return [_("This document is not there.")] if row is None else faults_of(row, intended)


def faults_of(row: YearDocument, intended: Intended) -> list[str]:
    """Why this document cannot be approved now: it does not wait any more, or is not what was put to the body."""
    if row.state != SUBMITTED:
        return [_("This document does not wait for a decision: %(state)s.") % {"state": row.get_state_display()}]
    if intended.payload.get("digest") != row.digest:
        return [_("The decision names another digest than this document has.")]
    if not is_whole(row):
        return [_("The stored text no longer gives its digest: it is not what was submitted.")]
    return []


def take(effect: Effect, on: date) -> None:
    """Mark the document approved; the one that held before is replaced and stays readable.

    Raises:
        ValidationError: the effect is not taken, something hinders it, or the body decides on another body's document.
    """
    del on
    require_taken(effect.decision, effect.kind, effect.subject, effect.payload)
    intended = Intended.read(vars(effect))
    found = find_document(intended)
    if found is None:
        raise ValidationError(_("This document is not there."))
    row = lock_document(found)
    if reasons := faults_of(row, intended):
        raise ValidationError(reasons)
    if not may_approve(effect.decision.body, row):
        raise ValidationError(_("This body has no power to approve this document."))
    held = YearDocument.objects.filter(body=row.body, kind=row.kind, year=row.year, state=APPROVED)
    held.update(state=REPLACED)
    row.state, row.decision = APPROVED, effect.decision
    row.save(update_fields=["state", "decision"])
    note(None, row, "approved")


def offer(body: Body, kind: YearDocument.Kind) -> Iterator[Intended]:
    """Documents of a kind that wait, where the body may approve them."""
    for row in YearDocument.objects.filter(kind=kind, state=SUBMITTED).select_related("body"):
        if may_approve(body, row):
            yield Intended(EFFECT_OF[kind], subject_of(row), {"digest": row.digest})


for _effect, _kind in KIND_OF.items():
    register(Handler(_effect, NAMES[_kind], describe, hindrances, take, partial(offer, kind=_kind)))
