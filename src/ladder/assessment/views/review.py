"""Pages on which hand-ins are reviewed and read a second time, and on which assessors declare their ties."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from ladder.accounts.models import User
from ladder.assessment import access
from ladder.assessment.access import review as review_access
from ladder.assessment.evidence_words import FLAG_SENTENCES
from ladder.assessment.models import Assessment, IndependenceDeclaration, Review
from ladder.assessment.review_forms import QueueForm, ReadingForm, TiesForm, VerdictForm
from ladder.assessment.review_pages import show, show_findings, with_all
from ladder.assessment.review_queries import one_line, queue_of
from ladder.assessment.review_words import REASON_WORDS, REVIEW_WORDS, STATE_WORDS, TIE_WORDS
from ladder.assessment.services.independence import declare_ties
from ladder.assessment.services.reviews import review_hand_in
from ladder.assessment.services.second_readings import findings_to_read, may_read_again, read_again
from ladder.assessment.words import GRADE_WORDS, KIND_WORDS, METHOD_WORDS
from ladder.audit.services import record_read
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, sent, try_to_save
from ladder.webkit.paging import page_of

WORDS = {
    "reason_words": REASON_WORDS,
    "way_words": STATE_WORDS,
    "kind_words": KIND_WORDS,
    "grade_words": GRADE_WORDS,
    "methods": METHOD_WORDS,
    "flag_words": FLAG_SENTENCES,
    "review_words": REVIEW_WORDS,
}


@require_safe
@login_required
def list_queue(request: HttpRequest) -> HttpResponse:
    """Hand-ins that wait for somebody, what protects people first."""
    reviewer = review_access.require_reviewer(request.user)
    form = QueueForm(request.GET)
    lines = queue_of(review_access.reviewable_sites(reviewer), form.wanted)
    context = {**WORDS, "form": form, "page": page_of(request, lines), "is_narrowed": any(request.GET.values())}
    return render(request, "assessment/review_queue.html", context)


@both_methods
@login_required
def review(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One hand-in: findings beside evidence, the operator's words and second readings, and what a reviewer says of it.

    Whoever may still read it a second time is led there first, so that the first reading does not colour theirs.
    """
    person, hand_in = review_access.get_hand_in_or_404(request.user, public_id)
    if may_read_again(hand_in, person):
        return render(request, "assessment/review_blind.html", {**WORDS, "hand_in": hand_in, "site": hand_in.site})
    form = VerdictForm(sent(request))

    def save(said: Mapping[str, Any]) -> Review:
        return review_hand_in(assessment=hand_in, actor=person, on=timezone.localdate(), **said)

    kept = try_to_save(form, save) if request.method == "POST" else None
    if kept is not None:
        messages.success(request, gettext("Your review is recorded."))
        return redirect(reverse("assessment:review_queue"))
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "assessment/review_hand_in.html", context_of(person, hand_in, form), status=status)


def context_of(person: User, hand_in: Assessment, form: VerdictForm) -> dict[str, object]:
    """What the page of a hand-in shows; that it was opened is logged, as it holds what people noted."""
    record_read(actor=person, target=f"hand_in:{hand_in.public_id}", why="assessment_review")
    return {
        **WORDS,
        "hand_in": hand_in,
        "site": hand_in.site,
        "line": one_line(hand_in),
        "findings": show_findings(hand_in),
        "reviews": list(hand_in.reviews.order_by("pk")),
        "is_maker": review_access.is_maker(person, hand_in),
        "reviews_it": review_access.may_review(person, hand_in.site),
        "form": form,
    }


@both_methods
@login_required
def read_second_time(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The evidence and what is asked, without what the first person found, until this person said what they see."""
    person, hand_in = review_access.get_hand_in_or_404(request.user, public_id)
    if not may_read_again(hand_in, person):
        return redirect("assessment:review_hand_in", public_id)
    asked = findings_to_read(hand_in)
    form = ReadingForm(sent(request), findings=asked)

    def save(said: Mapping[str, Any]) -> list[int]:
        readings = form.readings(said)
        return [read_again(assessment=hand_in, readings=readings, actor=person, on=timezone.localdate())]

    done = try_to_save(form, save) if request.method == "POST" else None
    if done:
        messages.success(request, sentence_of(done[0]))
        return redirect("assessment:review_hand_in", public_id)
    record_read(actor=person, target=f"hand_in:{hand_in.public_id}", why="assessment_second_reading")
    rows = with_all(hand_in.determinations.filter(pk__in=[row.pk for row in asked]))
    shown = {row.pk: show(row) for row in rows}
    pairs = [(shown[row.pk], state, reason) for row, state, reason in form.pairs()]
    context = {**WORDS, "hand_in": hand_in, "site": hand_in.site, "form": form, "pairs": pairs}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "assessment/review_second.html", context, status=status)


def sentence_of(contested: int) -> str:
    """What a second reading came to."""
    if not contested:
        return gettext("You see the same in the evidence. Thank you.")
    return ngettext(
        "You see something else in %(count)d finding. It is contested until somebody looks again.",
        "You see something else in %(count)d findings. They are contested until somebody looks again.",
        contested,
    ) % {"count": contested}


@both_methods
@login_required
def declare(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What ties a person to a site, declared for a year, and what follows from it."""
    person, site = review_access.get_site_to_declare_or_404(request.user, public_id)
    form = TiesForm(sent(request))
    today = timezone.localdate()

    def save(said: Mapping[str, Any]) -> IndependenceDeclaration:
        return declare_ties(person=person, site=site, ties=said["ties"], words=said["words"], on=today)

    kept = try_to_save(form, save) if request.method == "POST" else None
    if kept is not None:
        messages.success(request, gettext("Your declaration is recorded."))
        return redirect("assessment:independence", public_id)
    context = {
        "site": site,
        "form": form,
        "tie_words": TIE_WORDS,
        "kind_words": KIND_WORDS,
        "kind": access.kind_of_visit(person, site, today),
        "own": review_access.latest_declaration(person, site),
        "today": today,
        "others": review_access.declarations_at(person, site),
    }
    return render(request, "assessment/independence.html", context, status=UNPROCESSABLE if form.errors else 200)
