"""Public pages of decisions: the list, one decision with its whole count, the record to check, and taking effect."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.accounts.models import User
from ladder.consultation.access import is_keeper
from ladder.consultation.views.saving import UNPROCESSABLE, faults_of
from ladder.core.canonical import write_canonically
from ladder.governance.access import (
    get_counted_decision_or_404,
    get_decision_or_404,
    get_followed_decision_or_404,
    speaks_in,
    takes_part_in,
)
from ladder.governance.forms.challenges import ChallengeForm
from ladder.governance.models import Body, Challenge, Decision, Effect
from ladder.governance.queries.affected import standpoints_of
from ladder.governance.queries.count_on_record import CountOnRecord, publicly, read_count
from ladder.governance.queries.decisions import (
    decisions_in,
    find_body,
    is_due,
    is_open_to_appeals,
    is_open_to_objections,
)
from ladder.governance.services.effects import Intended, handler_of
from ladder.governance.services.taking import take_effects
from ladder.webkit.downloads import offer_file
from ladder.webkit.paging import page_of


@require_safe
def list_decisions(request: HttpRequest) -> HttpResponse:
    """Every decision, the latest first, or those of one body."""
    body = find_body(request.GET.get("body", ""))
    context = {
        "page": page_of(request, decisions_in(body)),
        "chosen": body,
        "bodies": list(Body.objects.exclude(state=Body.State.PREPARING).order_by("pk")),
    }
    return render(request, "governance/decisions.html", context)


@require_safe
def show_decision(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was decided, how it was counted, who dissented, and what follows."""
    return answer(request, get_decision_or_404(public_id))


@require_safe
def send_record(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The record of the count, byte for byte as it was hashed, for those who may see it seat by seat."""
    decision = get_counted_decision_or_404(request.user, public_id)
    return offer_file(write_canonically(decision.closing.record), file_of(decision), "application/json")


def file_of(decision: Decision) -> str:
    """The name of the file that holds the record of a decision."""
    return f"decision-{decision.body.sign}-{decision.number}.json"


@require_POST
def take(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let a decision take effect now that it may."""
    reader, decision = get_followed_decision_or_404(request.user, public_id)
    try:
        take_effects(decision=decision, actor=reader, on=timezone.localdate())
    except ValidationError as refusal:
        return answer(request, decision, {"faults": faults_of(refusal)})
    messages.success(request, _("The decision is in effect, as a whole."))
    return redirect("governance:decision", public_id)


def answer(request: HttpRequest, decision: Decision, tried: dict[str, Any] | None = None) -> HttpResponse:
    """The page, with 422 where something was refused."""
    today = timezone.localdate()
    count = count_for(request, decision)
    challenges = challenges_of(decision, in_order_of_words=not count.is_by_seat)
    effects = list(decision.effects.all())
    steps = steps_of(request, decision, challenges, effects)
    context = {
        "decision": decision,
        "count": count,
        "number": str(decision),
        "not_counted": decision.closing.record["not_counted"] if count.is_by_seat else [],
        "command": f"sha256sum {file_of(decision)}",
        "effects": [(one, hindrances_of(one) if steps.get("may_hear") else []) for one in effects],
        "challenges": [(one, list(one.proposals.order_by("pk"))) for one in challenges],
        "is_disputed": any(is_open_objection(one) for one in challenges),
        "may_object_until": decision.objections_until if is_open_to_objections(decision, today) else None,
        **steps,
        **(tried or {}),
    }
    return render(request, "governance/decision.html", context, status=UNPROCESSABLE if tried else 200)


def count_for(request: HttpRequest, decision: Decision) -> CountOnRecord:
    """The count as this reader may see it."""
    count = read_count(decision.closing)
    return count if takes_part_in(request.user, decision.body) else publicly(count, decision.body)


def challenges_of(decision: Decision, *, in_order_of_words: bool) -> list[Challenge]:
    """What was brought against a decision, as it came; by its words where nobody may learn whose it is."""
    rows = decision.challenges.select_related(
        "tenure__seat", "tenure__organisation", "organisation", "answered_through"
    )
    return sorted(rows, key=lambda one: sorted(one.texts.items())) if in_order_of_words else list(rows)


def hindrances_of(effect: Effect) -> list[str]:
    """Why an effect that waits could not be taken today, in the reader's language, else why it could not last time.

    For the body and the secretariat alone: the desk's hindrances tell which issues are open, and count comments.
    """
    handler = handler_of(effect.kind)
    if effect.state != Effect.State.WAITING or handler is None:
        return []
    return handler.hindrances(Intended.read(vars(effect))) or effect.hindrance.splitlines()


def is_open_objection(one: Challenge) -> bool:
    """Whether it holds the effects back."""
    return one.kind == Challenge.Kind.OBJECTION and one.state == Challenge.State.OPEN


def steps_of(
    request: HttpRequest, decision: Decision, challenges: list[Challenge], effects: list[Effect]
) -> dict[str, Any]:
    """What this reader may do about a decision."""
    today, user = timezone.localdate(), request.user
    objects, appeals = is_open_to_objections(decision, today), is_open_to_appeals(decision, today)
    if not isinstance(user, User):
        return {"is_stranger": True, "challenge_is_possible": objects or appeals}
    speaks = is_keeper(user) or speaks_in(user, decision.body) is not None
    waits = any(one.state == Effect.State.WAITING for one in effects)
    found: dict[str, Any] = {
        "may_take": speaks and waits and is_due(decision, today) and not any(map(is_open_objection, challenges)),
        "may_hear": speaks,
        "bodies": list(Body.objects.filter(state=Body.State.STANDING).order_by("pk")) if speaks and challenges else [],
    }
    if objects or appeals:
        standpoints = standpoints_of(user, decision, today)
        found["challenge_form"] = ChallengeForm(standpoints=standpoints) if standpoints else None
        found["challenge_kind"] = "object" if objects else "appeal"
    return found
