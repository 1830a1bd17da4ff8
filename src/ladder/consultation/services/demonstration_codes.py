"""Codes with which the demonstration's receipts can be tried: one voice's, and those of the sealed rooms.

Codes are shown once and kept as digests. Here nobody was there to be shown one, so one voice with words gets its own.
"""

from django.db import transaction

from ladder.consultation.models import Contribution, Gathering, Participant, Round
from ladder.consultation.services import codes


def holds_code(round_: Round) -> bool:
    """Whether some voice of a round has a resume code."""
    return round_.participants.exclude(code_digest="").exists()


@transaction.atomic
def give_code(round_: Round) -> str:
    """A fresh resume code for the first invited voice of the document whose reasons may be quoted; "" where none may.

    It takes the place of the one that this voice had.

    Raises:
        ValueError: the round is no demonstration; there people hold their own codes.
    """
    if not round_.is_demonstration:
        raise ValueError(round_.address)
    spoken = Contribution.objects.filter(round=round_, channel=Participant.Channel.INVITED, superseded_by=None)
    quotable = spoken.filter(consent__in=Contribution.Consent.quotable()).exclude(text="")
    first = quotable.order_by("item__position", "pk").select_related("participant").first()
    if first is None or first.participant is None:
        return ""
    code = codes.draw()
    first.participant.code_digest = codes.digest_of(code, codes.RESUME)
    first.participant.save(update_fields=["code_digest"])
    return code


def list_room_codes(round_: Round) -> list[str]:
    """Short codes of the rooms of a round that were read back and sealed; those where words were said come first."""
    rooms = Gathering.objects.filter(round=round_, status=Gathering.Status.SEALED).exclude(seal_code="")
    spoke = set(Contribution.objects.filter(gathering__in=rooms).exclude(text="").values_list("gathering", flat=True))
    return [room.seal_code for room in sorted(rooms, key=lambda room: room.pk not in spoke)]
