"""A document of a year from its frozen text: as page, JSON and PDF; verified, proposed, set aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.consultation.access import is_keeper
from ladder.consultation.views.keeping import status_of
from ladder.consultation.views.saving import UNPROCESSABLE, faults_of, try_to_save
from ladder.consultation.wording import name_of_language, read
from ladder.governance import access
from ladder.governance.forms.years import ApproverForm
from ladder.governance.models import YearDocument
from ladder.governance.queries.year_documents import (
    bodies_that_approve,
    decided_digest,
    digest_of_text,
    is_whole,
    proposal_about,
)
from ladder.governance.services.year_documents import set_aside_document
from ladder.governance.services.year_proposals import propose_approval
from ladder.governance.year_papers.build import PAPER_LANGUAGES, build_paper
from ladder.synthesis.report.pdf import write_pdf
from ladder.webkit.answers import answer_faults
from ladder.webkit.downloads import offer_file
from ladder.webkit.faults import Fault
from ladder.webkit.languages import find_language, html_language, pack_language

KEPT_FILES = 16
CONFLICT = 409


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A document as PDF in one language."""

    url: str
    kind: str
    language: str
    html_code: str


@require_safe
def show_document(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The document, as it was frozen."""
    return answer(request, access.get_year_document_or_404(request.user, public_id))


@require_safe
def verify(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Recompute the digest of the stored text and hold it against what stands beside it and what was decided."""
    row = access.get_year_document_or_404(request.user, public_id)
    found, decided = digest_of_text(row.text), decided_digest(row)
    context = {
        **about(row),
        "found": found,
        "decided": decided,
        "holds": found == row.digest and decided in {None, row.digest},
        "command": f"sha256sum {name_of_file(row)}.json",
        "size": len(row.text.encode("utf-8")),
    }
    return render(request, "governance/year_verify.html", context)


@require_safe
def send_json(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The frozen text, byte for byte."""
    row = access.get_year_document_or_404(request.user, public_id)
    return offer_file(row.text.encode("utf-8"), f"{name_of_file(row)}.json", "application/json")


@require_safe
def send_pdf(request: HttpRequest, public_id: UUID, language: str) -> HttpResponse:
    """The document as PDF in one language."""
    row = access.get_year_document_or_404(request.user, public_id)
    if language not in PAPER_LANGUAGES:
        raise Http404
    if not is_whole(row):
        return answer_faults(request, CONFLICT, _("Not what was submitted"), [Fault("", damage())])
    content = kept_pdf(row.pk, row.digest, row.state, language)
    return offer_file(content, f"{name_of_file(row)}.{language}.pdf", "application/pdf")


@require_POST
def propose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put the document before a body, as a draft of a proposal."""
    keeper = access.require_keeper(request.user)
    row = access.get_year_document_or_404(keeper, public_id)
    form = ApproverForm(request.POST, bodies=bodies_that_approve(row))
    made = try_to_save(form, lambda _found: propose_approval(document=row, body=form.chosen(), actor=keeper))
    if made is None:
        return answer(request, row, form=form)
    messages.success(request, _("The proposal is drafted. Open it when its words are right."))
    return redirect("governance:proposal", made.public_id)


@require_POST
def set_aside(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a document back that nobody decided on."""
    keeper = access.require_keeper(request.user)
    row = access.get_year_document_or_404(keeper, public_id)
    try:
        set_aside_document(document=row, actor=keeper)
    except ValidationError as fault:
        return answer(request, row, faults=faults_of(fault))
    messages.success(request, _("The document is set aside. It keeps its number."))
    return redirect("governance:year", row.body.address, row.year)


def answer(
    request: HttpRequest, row: YearDocument, *, form: ApproverForm | None = None, faults: Sequence[Fault] = ()
) -> HttpResponse:
    """The page of a document, with what was tried."""
    whole = is_whole(row)
    keeps = is_keeper(request.user) and row.state == YearDocument.State.SUBMITTED
    proposal = proposal_about(row) if access.sees_year_drafts(request.user, row.body) else None
    approvers = bodies_that_approve(row) if keeps and proposal is None else []
    context = {
        **about(row),
        "paper": build_paper(row, pack_language()) if whole else None,
        "files": files_of(row) if whole else [],
        "proposal": proposal if proposal and access.may_see_proposal(request.user, proposal) else None,
        "form": form or (ApproverForm(bodies=approvers) if approvers else None),
        "may_set_aside": keeps and proposal is None,
        "lacks_body": keeps and proposal is None and not approvers,
        "faults": faults if whole else [*faults, Fault("", damage())],
    }
    status = UNPROCESSABLE if faults else status_of(*([form] if form else []))
    return render(request, "governance/year_document.html", context, status=status)


def about(row: YearDocument) -> dict[str, object]:
    """What every page of a document shows."""
    return {"document": row, "body": row.body, "body_name": read(row.body.names), "year": row.year}


def damage() -> str:
    """What is said of a text that no longer gives its digest."""
    return _("The stored text no longer gives its digest: it is not what was submitted, and is not shown.")


def files_of(row: YearDocument) -> list[PaperFile]:
    """The document as PDF in every language."""
    return [
        PaperFile(
            reverse("governance:year_document_pdf", args=[row.public_id, language]),
            "PDF",
            name_of_language(language),
            html_language(find_language(language)),
        )
        for language in PAPER_LANGUAGES
    ]


def name_of_file(row: YearDocument) -> str:
    """The name of a download, without its ending."""
    return f"{row.body.address}-{row.kind}-{row.year}-{row.number}"


@lru_cache(maxsize=KEPT_FILES)
def kept_pdf(key: int, digest: str, state: str, language: str) -> bytes:
    """The PDF, kept in memory as long as neither its text nor its state changes."""
    del digest, state
    row = YearDocument.objects.select_related("body", "decision__body").get(pk=key)
    return write_pdf(build_paper(row, language))
