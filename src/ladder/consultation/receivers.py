"""Lets held anonymous answers go when their round closes."""

from typing import Any

from django.dispatch import receiver

from ladder.consultation.models import Round
from ladder.consultation.services.anonymity import release_held
from ladder.consultation.signals import round_closes


@receiver(round_closes, dispatch_uid="consultation.release_held")
def release_at_close(sender: Any, round_: Round, **rest: object) -> None:
    """Nothing waits any longer, in whatever company."""
    del sender, rest
    release_held(in_round=round_, is_last=True)
