"""Takes the effects of a decision: all of them or none, once, after the time for objections."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.governance.models import Challenge, Decision, Effect
from ladder.governance.queries.decisions import is_due
from ladder.governance.services.challenges import lock_decision
from ladder.governance.services.effects import Intended, handler_of

log = logging.getLogger(__name__)
OPEN_OBJECTIONS = Challenge.objects.filter(kind=Challenge.Kind.OBJECTION, state=Challenge.State.OPEN)


@dataclass
class HinderedError(Exception):
    """An effect that could not be taken, and the sentences why."""

    effect: Effect
    sentences: Sequence[str]


def take_effects(*, decision: Decision, actor: User | None, on: date) -> list[Effect]:
    """Let a decision take effect, as a whole or not at all.

    Asked again once they are taken, it changes nothing and gives the same answer; of two at once, one waits for the
    other. Where one effect cannot be taken nothing has happened, and the reason is kept with the effect.

    Raises:
        ValidationError: objections are still possible or open, or an effect cannot be taken, with the reasons.
    """
    try:
        with transaction.atomic():
            row = lock_decision(decision)
            effects = list(row.effects.select_related("decision__body", "decision__proposal").order_by("position"))
            waiting = [one for one in effects if one.state == Effect.State.WAITING]
            if waiting:
                require_due(row, on)
            for effect in waiting:
                take_one(effect, actor, on)
            return effects
    except HinderedError as hindered:
        keep_hindrance(hindered)
        raise ValidationError(list(hindered.sentences)) from hindered


def take_due_effects(*, on: date) -> int:
    """Take what is due, decision by decision; what is hindered waits and says why. Returns how many took effect."""
    taken = 0
    for decision in due_decisions(on):
        try:
            take_effects(decision=decision, actor=None, on=on)
        except ValidationError as refusal:
            log.info("Decision %s waits: %s", decision.public_id, "; ".join(refusal.messages))
        else:
            taken += 1
    return taken


def due_decisions(on: date) -> list[Decision]:
    """Decisions with effects that wait, to which nobody can object any more and nobody does."""
    waiting = Effect.objects.filter(decision=OuterRef("pk"), state=Effect.State.WAITING)
    disputed = OPEN_OBJECTIONS.filter(decision=OuterRef("pk"))
    rows = Decision.objects.filter(Exists(waiting)).exclude(Exists(disputed))
    return list(rows.filter(Q(objections_until=None) | Q(objections_until__lt=on)).order_by("pk"))


def require_due(row: Decision, on: date) -> None:
    """Refuse what is too early, or what an objection holds back."""
    if row.objections_until is not None and not is_due(row, on):
        day = date_format(row.objections_until)
        raise ValidationError(_("Objections are possible until %(day)s: nothing takes effect before.") % {"day": day})
    if OPEN_OBJECTIONS.filter(decision=row).exists():
        raise ValidationError(_("An objection is not answered yet: nothing takes effect before."))


def take_one(effect: Effect, actor: User | None, on: date) -> None:
    """Take an effect inside the caller's transaction.

    It counts as taken from here on, so that what it does can ask for its decision (`publication_guard`); a refusal or
    a failure undoes that with everything else.

    Raises:
        HinderedError: it cannot be taken, and everything that the transaction did must be undone.
    """
    handler = handler_of(effect.kind)
    if handler is None:
        raise HinderedError(effect, [_("Nothing here can do “%(kind)s”.") % {"kind": effect.kind}])
    sentences = handler.hindrances(Intended.read(vars(effect)))
    if sentences:
        raise HinderedError(effect, sentences)
    effect.state, effect.taken_at, effect.hindrance = Effect.State.TAKEN, timezone.now(), ""
    effect.save(update_fields=["state", "taken_at", "hindrance"])
    try:
        with transaction.atomic():
            handler.take(effect, on)
    except ValidationError as refusal:
        raise HinderedError(effect, refusal.messages) from refusal
    except Exception as failure:
        log.exception("Effect %s could not be taken.", effect.public_id)
        raise HinderedError(effect, [_("Something failed on our side while this effect was taken.")]) from failure
    audit.record(
        actor=actor, action="governance.effect_taken", target=f"effect:{effect.public_id}",
        detail={"kind": effect.kind, "subject": effect.subject, "decision": effect.decision.public_id},
    )  # fmt: skip


@transaction.atomic
def keep_hindrance(hindered: HinderedError) -> None:
    """Keep why an effect still waits, apart from the transaction that was undone."""
    rows = Effect.objects.filter(pk=hindered.effect.pk, state=Effect.State.WAITING)
    rows.update(hindrance="\n".join(str(one) for one in hindered.sentences))
