"""Takes and gives back places in an online dialogue: held by a code, never by a name."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.audit import services as audit
from ladder.consultation.models import Gathering, Registration, RoundGroup
from ladder.consultation.queries.dialogues import channels_of, limits_of, queue_of, state_of
from ladder.consultation.services.codes import REGISTRATION, digest_of, draw
from ladder.core.consultation.queue import has_room, promote

LONGEST_NEEDS = 300
State = Registration.State


@dataclass(frozen=True, slots=True)
class RegistrationPlan:
    """What is asked of somebody who registers. `group` may be left out; needs are never names."""

    language_spoken: str
    language_heard: str
    group: RoundGroup | None = None
    access_needs: str = ""


@transaction.atomic
def register(*, gathering: Gathering, plan: RegistrationPlan) -> tuple[Registration, str]:
    """Take a place, or one on the waiting list of the language; the code is told once and kept as a digest.

    Of two who ask at once for the last place exactly one gets it: the dialogue's row is locked.

    Raises:
        ValidationError: the dialogue was called off or is over, or has no such language.
    """
    row = lock(gathering)
    if state_of(row, timezone.now()) != "to_come":
        raise ValidationError(_("This dialogue takes no more registrations."))
    if plan.language_heard not in channels_of(row):
        raise ValidationError({"language_heard": _("This language is not offered here. Choose one of the list.")})
    code = draw()
    state = State.REGISTERED if has_room(queue_of(row), limits_of(row), plan.language_heard) else State.WAITING
    last = row.registrations.aggregate(Max("place_in_queue"))["place_in_queue__max"] or 0
    made = Registration.objects.create(
        gathering=row,
        group=plan.group,
        code_digest=digest_of(code, REGISTRATION),
        language_spoken=plan.language_spoken,
        language_heard=plan.language_heard,
        access_needs=plan.access_needs.strip()[:LONGEST_NEEDS],
        state=state,
        place_in_queue=last + 1,
    )
    note(row, "place_taken")
    return made, code


@transaction.atomic
def cancel_place(*, registration: Registration) -> None:
    """Give a place back; it goes to the first who waits for the same language. A second time changes nothing."""
    row = lock(registration.gathering)
    held = Registration.objects.get(pk=registration.pk)
    if held.state == State.CANCELLED:
        return
    held.state, held.access_needs, held.group = State.CANCELLED, "", None
    held.save(update_fields=["state", "access_needs", "group"])
    move_up(row, freed=held.language_heard)
    note(row, "place_given_back")


def move_up(row: Gathering, *, freed: str = "") -> int:
    """Give free places to those who wait; how many moved up. The dialogue's row is to be locked."""
    keys = promote(queue_of(row), limits_of(row), freed)
    return Registration.objects.filter(pk__in=keys).update(state=State.REGISTERED)


def find_registration(gathering: Gathering, code: str) -> Registration | None:
    """The place that a code holds in this dialogue; None where it holds none, or it was given back."""
    held = Registration.objects.filter(gathering=gathering, code_digest=digest_of(code, REGISTRATION))
    return held.exclude(state=State.CANCELLED).select_related("gathering").first()


def lock(gathering: Gathering) -> Gathering:
    """The dialogue's row, locked until the transaction ends, with what its places depend on."""
    return Gathering.objects.select_for_update().get(pk=gathering.pk)


def note(row: Gathering, act: str) -> None:
    """An entry in the log: that it happened, nothing of whom."""
    audit.record(actor=None, action=f"consultation.{act}", target=f"gathering:{row.public_id}")
