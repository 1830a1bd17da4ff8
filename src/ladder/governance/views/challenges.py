"""Objections and appeals: file one, take it back, put it to a body."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ladder.accounts.models import User
from ladder.consultation.views.saving import faults_of, try_to_save
from ladder.governance.access import get_challenge_or_404, get_decision_or_404, get_heard_challenge_or_404
from ladder.governance.forms.challenges import ChallengeForm, HearForm
from ladder.governance.queries.affected import standpoints_of
from ladder.governance.services.challenges import (
    appeal_decision,
    hear_challenge,
    object_to_decision,
    withdraw_challenge,
)
from ladder.governance.views.decisions import answer
from ladder.webkit.faults import Fault


@require_POST
def file_objection(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Object to a decision within its period."""
    return file_one(request, public_id, "object")


@require_POST
def appeal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Appeal against a decision."""
    return file_one(request, public_id, "appeal")


def file_one(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Store what was typed, or show the page with the reasons why not."""
    decision, reader = get_decision_or_404(public_id), request.user
    standpoints = standpoints_of(reader, decision, timezone.localdate()) if isinstance(reader, User) else []
    if not standpoints or not isinstance(reader, User):
        raise Http404
    form = ChallengeForm(request.POST, standpoints=standpoints)
    service = object_to_decision if kind == "object" else appeal_decision
    filed = try_to_save(
        form,
        lambda _found: service(
            decision=decision, actor=reader, standpoint=form.chosen(), texts=form.said("text"), at=timezone.now()
        ),
    )
    if filed is None:
        return answer(request, decision, {"challenge_form": form, "challenge_kind": kind})
    messages.success(request, _("It is on record, and will be answered in writing."))
    return redirect("governance:decision", public_id)


@require_POST
def take_back(request: HttpRequest, public_id: UUID, challenge_id: UUID) -> HttpResponse:
    """Take back one's own objection or appeal."""
    reader, challenge = get_challenge_or_404(request.user, public_id, challenge_id)
    if challenge.filed_by_id != reader.pk:
        raise Http404
    try:
        withdraw_challenge(challenge=challenge, actor=reader, at=timezone.now())
    except ValidationError as refusal:
        return answer(request, get_decision_or_404(public_id), {"faults": faults_of(refusal)})
    messages.success(request, _("It is taken back."))
    return redirect("governance:decision", public_id)


@require_POST
def hear(request: HttpRequest, public_id: UUID, challenge_id: UUID) -> HttpResponse:
    """Draft the proposal by which a body answers."""
    reader, challenge = get_heard_challenge_or_404(request.user, public_id, challenge_id)
    form = HearForm(request.POST)
    if not form.is_valid():
        faults = [Fault("", _("Choose a body that stands."))]
        return answer(request, get_decision_or_404(public_id), {"faults": faults})
    try:
        drafted = hear_challenge(challenge=challenge, body=form.cleaned_data["body"], actor=reader)
    except ValidationError as refusal:
        return answer(request, get_decision_or_404(public_id), {"faults": faults_of(refusal)})
    messages.success(request, _("The proposal is drafted. Write the reasons, then open it."))
    return redirect("governance:proposal", drafted.public_id)
