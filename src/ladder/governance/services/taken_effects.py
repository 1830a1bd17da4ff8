"""Lets services do what an effect does only while it is being taken, or after (docs/adr/0012).

An effect counts as taken from the moment at which its handler begins (`taking.take_one`). A decision that still waits,
that was not adopted, or that decided something else opens no way round, whoever calls.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ladder.consultation.models import Round
from ladder.governance.models import Closing, Decision, Effect

PUBLISH_ANSWERS, PUBLISH_VERSION = "publish_answers", "publish_version"


def taken_effects(decision: Decision, kind: str, subjects: Collection[str]) -> QuerySet[Effect]:
    """The effects of an adopted decision of this kind and on one of these subjects that are taken."""
    return Effect.objects.filter(
        decision=decision.pk, decision__closing__outcome__in=Closing.Outcome.adopting(), state=Effect.State.TAKEN,
        kind=kind, subject__in=subjects,
    )  # fmt: skip


def require_taken(decision: Decision, kind: str, subject: str, payload: Mapping[str, Any]) -> None:
    """Refuse what the decision does not do: the effect must be taken, and say all of this in its payload.

    Raises:
        ValidationError: there is no such effect, it still waits, or it says something else.
    """
    effects = taken_effects(decision, kind, [subject])
    if not any({key: one.payload.get(key) for key in payload} == dict(payload) for one in effects):
        raise ValidationError(refusal_of(decision))


def require_answering(decision: Decision, round_: Round, digest: str) -> None:
    """Refuse to publish answers that no effect publishes: alone, or with the version that answers the round.

    Where the effect names a digest, it must be this one: nobody changed a draft in the last moment.

    Raises:
        ValidationError: no effect of the decision that is taken does either.
    """
    alone = taken_effects(decision, PUBLISH_ANSWERS, [f"round:{round_.public_id}"])
    if any(one.payload.get("digest") in {None, "", digest} for one in alone):
        return
    versions = [f"next_version:{key}" for key in round_.next_versions.values_list("public_id", flat=True)]
    if not taken_effects(decision, PUBLISH_VERSION, versions).exists():
        raise ValidationError(refusal_of(decision))


def refusal_of(decision: Decision) -> str:
    """That this is not what was decided, or not yet."""
    sentence = _("Decision %(decision)s does not do this, or has not taken effect. Nothing was changed.")
    return sentence % {"decision": decision}
