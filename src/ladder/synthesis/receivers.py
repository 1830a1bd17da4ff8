"""Hears when something is withdrawn, so that no release remembers what it said."""

from typing import Any

from django.db import transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from ladder.consultation.models import Contribution
from ladder.synthesis.services.releases import forget


@receiver(pre_delete, sender=Contribution, dispatch_uid="synthesis.forget")
def forget_withdrawn(instance: Contribution, **_: Any) -> None:
    """Take a withdrawn position out of the memory of releases, in the transaction that deletes it."""
    with transaction.atomic():
        forget(contribution=instance)
