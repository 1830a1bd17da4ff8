"""Keeps positions on requirements and answers to the questions of the round."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from ladder.consultation.models import Contribution, Participant
from ladder.consultation.services.anonymity import release_held
from ladder.consultation.services.contributing import Saved, Told, contribute


@dataclass(frozen=True, slots=True)
class SavedPosition:
    """What was saved, and whether the reason for it is still to be asked for."""

    saved: Saved
    wants_reason: bool


@transaction.atomic
def save_position(*, participant: Participant, told: Told, on: date) -> SavedPosition:
    """Keep a position. An objection without a reason is kept as well, and the reason asked for afterwards.

    Raises:
        ValidationError: the round takes nothing on that day, or something is not possible, each under its field.
    """
    saved = contribute(participant=participant, told=told, on=on)
    release_held(in_round=participant.round)
    return SavedPosition(saved, wants_reason(told))


def wants_reason(told: Told) -> bool:
    """Whether an objection lacks its reason, or a support with a change lacks the change."""
    if told.position == Contribution.Position.CANNOT:
        return not told.text.strip()
    return told.position == Contribution.Position.WITH_CHANGE and not (told.text + told.proposed).strip()


@transaction.atomic
def save_answer(*, participant: Participant, told: Told, on: date) -> Saved:
    """Keep an answer to a question of the round.

    Raises:
        ValidationError: the round takes nothing on that day, or something is not possible, each under its field.
    """
    saved = contribute(participant=participant, told=told, on=on)
    release_held(in_round=participant.round)
    return saved
