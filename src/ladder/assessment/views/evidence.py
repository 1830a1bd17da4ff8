"""Pages of evidence: the list of a site, one piece, its picture, its original, and who may see it."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from ladder.assessment.access import evidence as access
from ladder.assessment.evidence_forms import MarkForm
from ladder.assessment.evidence_plot import TimePlot, draw_time
from ladder.assessment.evidence_queries import (
    Comparison,
    age_in_days,
    blurred_by,
    blurred_elsewhere,
    compare,
    flagged,
    latest_check,
    serious_first,
    with_check,
)
from ladder.assessment.evidence_words import FAULT_SENTENCES, FLAG_SENTENCES
from ladder.assessment.models import Evidence, ImageFacts
from ladder.assessment.services.evidence_copies import copy_to_show, original_of
from ladder.assessment.services.evidence_marks import lock_bytes, mark_evidence
from ladder.audit.services import record_read
from ladder.core.assessment.photo_flags import FLAGGED_BELOW, SERIOUS
from ladder.registry import access as registry_access
from ladder.webkit.paging import page_of

UNPROCESSABLE = 422
BARE = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_GET
def list_evidence(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What this reader may see of a site's evidence, latest observation first; reviewers may ask for the flagged."""
    site = registry_access.get_site_or_404(request.user, public_id)
    access.require_evidence_list(request.user)
    is_reviewer = access.may_review_evidence(request.user, site)
    rows = with_check(access.visible_evidence(request.user, site)).select_related("file")
    is_flagged = is_reviewer and request.GET.get("show") == "flagged"
    rows = (flagged(rows) if is_flagged else rows).order_by("-observed_on", "-pk")
    context = {
        "site": site, "page": page_of(request, rows), "is_reviewer": is_reviewer, "is_flagged": is_flagged,
        "flagged_below": FLAGGED_BELOW, "today": timezone.localdate(),
        "sensitivities": dict(Evidence.Sensitivity.choices),
    }  # fmt: skip
    return render(request, "assessment/evidence_list.html", context)


@require_GET
def show_evidence(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One piece: its picture, what the form and the image say, and for reviewers what is odd and who may see it."""
    evidence = access.get_evidence_or_404(request.user, public_id)
    record_read(actor=registry_access.actor_of(request.user), target=f"evidence:{public_id}", why="evidence")
    form = MarkForm(initial={"sensitivity": evidence.counts_as})  # type: ignore[attr-defined]
    return render(request, "assessment/evidence.html", context_of(request, evidence, form))


def context_of(request: HttpRequest, evidence: Evidence, form: MarkForm) -> dict[str, object]:
    """What the page of one piece shows to this reader."""
    is_reviewer = access.may_review_evidence(request.user, evidence.site)
    image = image_of(evidence)
    check = latest_check(evidence) if is_reviewer else None
    compared = compare(evidence, image) if image and is_reviewer else None
    keys = serious_first(check.flags, list(SERIOUS)) if check else []
    return {
        "site": evidence.site, "evidence": evidence, "image": image, "check": check, "form": form,
        "is_reviewer": is_reviewer, "sensitivities": dict(Evidence.Sensitivity.choices),
        "blurred": blurred_by(evidence) if is_reviewer else [],
        "blurred_elsewhere": blurred_elsewhere(evidence) if is_reviewer else [],
        "fault": FAULT_SENTENCES.get(image.fault, "") if image else "",
        "told": [(FLAG_SENTENCES[key], key in SERIOUS) for key in keys if key in FLAG_SENTENCES],
        "compared": compared, "plot": plot_of(compared),
        "sight": access.sight_of(request.user, evidence), "flagged_below": FLAGGED_BELOW,
        "has_original": bool(evidence.file_id) and access.may_have_original(request.user, evidence),
        "age": age_in_days(evidence, timezone.localdate()), "today": timezone.localdate(),
    }  # fmt: skip


def plot_of(compared: Comparison | None) -> TimePlot | None:
    """The photo's time against its visit; a clock without a zone is drawn where it fits best."""
    if compared is None or compared.taken_at is None:
        return None
    start, end, off = compared.visit_starts_at, compared.visit_ends_at, compared.off_by or timedelta(0)
    if compared.is_zone_known or start is None or end is None:
        return draw_time(start, end, compared.taken_at)
    return draw_time(start, end, (start if off < timedelta(0) else end) + off if off else start + (end - start) / 2)


def image_of(evidence: Evidence) -> ImageFacts | None:
    """Facts of its image, where it has been looked at."""
    return getattr(evidence.file, "image", None) if evidence.file else None


@require_GET
def show_picture(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A copy made of fresh pixels, blurred where it was marked; never the original."""
    evidence = access.get_evidence_or_404(request.user, public_id)
    content = copy_to_show(evidence, is_all_blurred=access.sight_of(request.user, evidence) == access.Sight.BLURRED)
    if content is None:
        raise Http404
    record_read(actor=registry_access.actor_of(request.user), target=f"evidence:{public_id}", why="evidence_picture")
    response = HttpResponse(content, content_type="image/jpeg")
    response["Content-Security-Policy"] = BARE
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def download_original(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The bytes as they came, to keep and not to open here; for reviewers, and the log says so."""
    evidence = access.get_evidence_or_404(request.user, public_id)
    person = access.require_reviewer(request.user, evidence)
    if evidence.file is None or not access.may_have_original(request.user, evidence):
        raise Http404
    content = original_of(evidence.file)
    if content is None:
        messages.error(request, gettext("The store cannot give this file back whole. Restore it from the copy."))
        return redirect("assessment:evidence", public_id)
    record_read(actor=person, target=f"evidence:{public_id}", why="evidence_original")
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{evidence.file.sha256[:16]}.bin"'
    response["Content-Security-Policy"] = BARE
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@transaction.atomic
def mark(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say who may see it and what is blurred."""
    lock_bytes(public_id)
    evidence = access.get_evidence_or_404(request.user, public_id)
    person = access.require_reviewer(request.user, evidence)
    form = MarkForm(request.POST)
    if form.is_valid():
        access.require_mark(person, evidence, form.cleaned_data["sensitivity"])
        try:
            mark_evidence(
                evidence=evidence, sensitivity=form.cleaned_data["sensitivity"],
                blurred=form.boxes(blurred_by(evidence)), actor=person,
            )  # fmt: skip
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, gettext("Marked. It counts from now on."))
            return redirect("assessment:evidence", public_id)
    return render(request, "assessment/evidence.html", context_of(request, evidence, form), status=UNPROCESSABLE)
