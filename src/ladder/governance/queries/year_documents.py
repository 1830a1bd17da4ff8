"""Documents of a year: which hold, which wait, whether the frozen text still gives its digest, and what it says."""

import hashlib
import json
from typing import Any

from django.db.models import QuerySet

from ladder.governance.models import Body, Effect, Proposal, YearDocument

FORMAT = {"name": "cobalt-ladder-year-document", "version": 1}
APPROVED, SUBMITTED = YearDocument.State.APPROVED, YearDocument.State.SUBMITTED
PUBLIC_STATES = (APPROVED, YearDocument.State.REPLACED)
EFFECT_OF = {
    YearDocument.Kind.WORKPLAN: "approve_workplan",
    YearDocument.Kind.BUDGET: "approve_budget",
    YearDocument.Kind.REPORT: "approve_report",
}
SUBJECT = "year_document"
UNDECIDED = (Proposal.State.DRAFT, Proposal.State.OPEN, Proposal.State.UNDECIDED)


class TamperedError(ValueError):
    """The stored text does not give the digest that stands beside it: it is not what was submitted."""


def documents_of(body: Body, year: int) -> QuerySet[YearDocument]:
    """Every document of a body and year without its text, by kind, the newest first."""
    return YearDocument.objects.filter(body=body, year=year).defer("text").select_related("decision__body")


def approved_document(body: Body, year: int, kind: str) -> YearDocument | None:
    """The one that holds."""
    rows = YearDocument.objects.filter(body=body, year=year, kind=kind, state=APPROVED)
    return rows.select_related("decision__body").order_by("-number").first()


def waiting_document(body: Body, year: int, kind: str) -> YearDocument | None:
    """The one that waits for a decision."""
    return YearDocument.objects.filter(body=body, year=year, kind=kind, state=SUBMITTED).first()


def digest_of_text(text: str) -> str:
    """SHA-256 of the text as it is stored and sent."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def is_whole(document: YearDocument) -> bool:
    """Whether the text gives its digest."""
    return digest_of_text(document.text) == document.digest


def read_content(document: YearDocument) -> dict[str, Any]:
    """What the frozen text says below its head; raises as `read_frozen` does."""
    found: dict[str, Any] = read_frozen(document)["content"]
    return found


def read_frozen(document: YearDocument) -> dict[str, Any]:
    """The frozen text as plain values, head and content.

    Raises:
        TamperedError: the text no longer gives its digest.
    """
    if not is_whole(document):
        raise TamperedError(str(document.public_id))
    found: dict[str, Any] = json.loads(document.text)
    return found


def subject_of(document: YearDocument) -> str:
    """How effects name a document."""
    return f"{SUBJECT}:{document.public_id}"


def decided_digest(document: YearDocument) -> str | None:
    """The digest that the decision names; None before a decision took effect."""
    rows = Effect.objects.filter(decision=document.decision_id, kind=EFFECT_OF[YearDocument.Kind(document.kind)])
    payload = rows.filter(subject=subject_of(document)).values_list("payload", flat=True).first()
    return None if payload is None else str(payload.get("digest", ""))


def bodies_that_approve(document: YearDocument) -> list[Body]:
    """Standing bodies that may approve it: its own, or a steering committee, where they have the power."""
    kind = EFFECT_OF[YearDocument.Kind(document.kind)]
    rows = Body.objects.filter(state=Body.State.STANDING).order_by("id")
    return [row for row in rows if kind in row.powers and may_approve(row, document)]


def may_approve(body: Body, document: YearDocument) -> bool:
    """Whether a body's decision may approve the documents of another: only a steering committee's."""
    return body.pk == document.body_id or body.kind == Body.Kind.STEERING


def proposal_about(document: YearDocument) -> Proposal | None:
    """A proposal about the document that is not decided yet."""
    rows = Proposal.objects.filter(state__in=UNDECIDED).select_related("body")
    return next((row for row in rows if subject_of(document) in row.subjects), None)
