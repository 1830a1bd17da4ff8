"""Pages on which an operator answers a finding, and on which appeals are heard."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ladder.accounts.models import User
from ladder.assessment import access
from ladder.assessment.access import review as review_access
from ladder.assessment.evidence_words import FLAG_SENTENCES
from ladder.assessment.models import Appeal, AppealDecision, Determination, OperatorStatement
from ladder.assessment.review_forms import AppealForm, DecisionForm, StatementForm
from ladder.assessment.review_pages import appeals_in_order, show, with_all
from ladder.assessment.review_terms import days_to_decide_an_appeal
from ladder.assessment.review_words import REVIEW_WORDS
from ladder.assessment.services.appeals import decide_appeal, open_appeal, refuse_judge
from ladder.assessment.services.reviews import latest_review
from ladder.assessment.services.statements import state_words
from ladder.assessment.words import GRADE_WORDS, KIND_WORDS, METHOD_WORDS
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, sent, try_to_save
from ladder.webkit.languages import pack_language
from ladder.webkit.paging import page_of

WORDS = {
    "grade_words": GRADE_WORDS,
    "kind_words": KIND_WORDS,
    "methods": METHOD_WORDS,
    "flag_words": FLAG_SENTENCES,
}


def context_of(finding: Determination) -> dict[str, object]:
    """A finding in plain words: what is asked, what was found, how far to rely on it. Never who said what."""
    review = latest_review(finding.assessment)
    return {
        **WORDS,
        "finding": show(with_all(Determination.objects.filter(pk=finding.pk)).get()),
        "site": finding.site,
        "review_word": REVIEW_WORDS[review.verdict if review else ""],
    }


@both_methods
@login_required
def state(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The operator's own words beside a finding."""
    person, finding = review_access.get_own_finding_or_404(request.user, public_id)
    form = StatementForm(sent(request), initial={"language": pack_language()})

    def save(said: Mapping[str, Any]) -> OperatorStatement:
        return state_words(finding=finding, actor=person, on=timezone.localdate(), **said)

    kept = try_to_save(form, save) if request.method == "POST" else None
    if kept is not None:
        messages.success(request, gettext("Your words stand beside the finding now."))
        return redirect("assessment:statement", public_id)
    context = {**context_of(finding), "form": form}
    return render(request, "assessment/statement.html", context, status=UNPROCESSABLE if form.errors else 200)


@both_methods
@login_required
def appeal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The operator says that a finding is wrong and asks others to look again."""
    person, finding = review_access.get_own_finding_or_404(request.user, public_id)
    form = AppealForm(sent(request))

    def save(said: Mapping[str, Any]) -> Appeal:
        return open_appeal(finding=finding, words=said["words"], actor=person, on=timezone.localdate())

    opened = try_to_save(form, save) if request.method == "POST" else None
    if opened:
        messages.success(request, gettext("Your appeal is open."))
        return redirect("assessment:appeal_page", opened.public_id)
    context = {**context_of(finding), "form": form, "days": days_to_decide_an_appeal()}
    return render(request, "assessment/appeal.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
@login_required
def list_appeals(request: HttpRequest) -> HttpResponse:
    """Appeals that this person may read: what is open and due first."""
    rows = appeals_in_order(review_access.appeals_for(request.user))
    context = {"page": page_of(request, rows), "today": timezone.localdate()}
    return render(request, "assessment/appeals.html", context)


@both_methods
@login_required
def show_appeal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One appeal, what became of it, and the form of those who may decide it."""
    person, found = review_access.get_appeal_or_404(request.user, public_id)
    hindrance = why_not(found, person)
    form = DecisionForm(sent(request))

    def save(said: Mapping[str, Any]) -> AppealDecision:
        return decide_appeal(appeal=found, actor=person, on=timezone.localdate(), **said)

    kept = try_to_save(form, save) if request.method == "POST" else None
    if kept is not None:
        messages.success(request, gettext("The appeal is decided."))
        return redirect("assessment:appeal_page", public_id)
    context = {
        **context_of(found.determination),
        "appeal": found,
        "decision": getattr(found, "decision", None),
        "hindrance": hindrance,
        "sees_notes": access.open_notes(person, found.determination.site),
        "hears": review_access.may_hear_appeals(person, found.determination.site),
        "today": timezone.localdate(),
        "form": form,
    }
    return render(request, "assessment/appeal_page.html", context, status=UNPROCESSABLE if form.errors else 200)


def why_not(found: Appeal, person: User) -> str:
    """Why this person may not decide, or not yet; empty where they may."""
    try:
        refuse_judge(found, person)
    except ValidationError as refusal:
        return str(refusal.messages[0])
    return ""
