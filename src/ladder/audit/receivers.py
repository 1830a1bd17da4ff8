"""Turns what the accounts room announces into entries of the log."""

from collections.abc import Mapping

from django.dispatch import receiver

from ladder.accounts.models import User
from ladder.accounts.signals import account_changed
from ladder.audit.services import record


@receiver(account_changed, dispatch_uid="audit.account_changed")
def note_account(
    sender: object, user: User, actor: User | None, action: str, detail: Mapping[str, object], **rest: object
) -> None:
    """An account was made, closed, opened, or given a new password or token."""
    del sender, rest
    record(actor=actor, action=f"accounts.{action}", target=f"account:{user.public_id}", detail=detail)
