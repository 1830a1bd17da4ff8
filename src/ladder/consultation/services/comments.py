"""Keeps comments on the words of a requirement, anchored by what the words are and where they stand."""

from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.consultation.models import Participant
from ladder.consultation.services.anonymity import release_held
from ladder.consultation.services.contributing import AnchorEntry, Saved, Told, contribute

AROUND = 32  # signs kept on either side of the words


@transaction.atomic
def save_comment(*, participant: Participant, told: Told, on: date) -> Saved:
    """Keep a comment, or a change of an earlier one.

    Raises:
        ValidationError: nothing was written, the round takes nothing, or something is not possible.
    """
    if not (told.text + told.proposed).strip():
        raise ValidationError({"text": _("Write your comment, or the words that you propose.")})
    saved = contribute(participant=participant, told=replace(told, text=told.text.strip()), on=on)
    release_held(in_round=participant.round)
    return saved


def anchor_words(text: str, exact: str, *, language: str, field: str = "text", near: int = 0) -> AnchorEntry:
    """The anchor of words of a text.

    Args:
        text: the field of the requirement in this language.
        exact: the words, as they stand in it.
        language: of the text.
        field: title, text or evidence.
        near: where the words begin; among several places the one nearest to it is meant.

    Raises:
        ValidationError: the words do not stand there.
    """
    wanted = exact.strip()
    starts = [at for at in range(len(text)) if wanted and text.startswith(wanted, at)]
    if not starts:
        raise ValidationError({"quote": _("These words do not stand in the requirement. Copy them exactly.")})
    start = min(starts, key=lambda at: abs(at - near))
    end = start + len(wanted)
    return AnchorEntry(
        language, field, wanted, text[max(0, start - AROUND) : start], text[end : end + AROUND], start, end
    )
