"""Turns what the accounts room announces into entries of the log."""

from collections.abc import Callable, Mapping

from allauth.account.signals import password_changed, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
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


@receiver(user_logged_in, dispatch_uid="audit.logged_in")
def note_login(sender: object, user: User, **rest: object) -> None:
    """Somebody signed in, second factor included."""
    del sender, rest
    record(actor=user, action="accounts.logged_in", target=f"account:{user.public_id}")


@receiver(user_logged_out, dispatch_uid="audit.logged_out")
def note_logout(sender: object, user: User | None, **rest: object) -> None:
    """Somebody signed out; a session without a person leaves no entry."""
    del sender, rest
    if isinstance(user, User):
        record(actor=user, action="accounts.logged_out", target=f"account:{user.public_id}")


@receiver(user_login_failed, dispatch_uid="audit.login_failed")
def note_failed_login(sender: object, credentials: Mapping[str, object], **rest: object) -> None:
    """A password did not fit. The name is kept only where an account has it: people type passwords into that field."""
    del sender, rest
    user = User.objects.filter(username=str(credentials.get("username", "")).lower()).first()
    record(actor=None, action="accounts.login_failed", target=f"account:{user.public_id if user else 'unknown'}")


@receiver(password_changed, dispatch_uid="audit.password_changed")
@receiver(password_set, dispatch_uid="audit.password_set")
def note_password(sender: object, user: User, **rest: object) -> None:
    """Somebody changed their own password."""
    del sender, rest
    record(actor=user, action="accounts.password_changed", target=f"account:{user.public_id}")


def note_factor(action: str) -> Callable[..., None]:
    """A receiver that records an act on a second factor."""

    def note(sender: object, user: User, authenticator: Authenticator, **rest: object) -> None:
        del sender, rest
        record(actor=user, action=action, target=f"account:{user.public_id}", detail={"kind": str(authenticator.type)})

    return note


for announced, act in (
    (authenticator_added, "accounts.factor_added"),
    (authenticator_removed, "accounts.factor_removed"),
    (authenticator_reset, "accounts.factor_reset"),
    (authentication_failed, "accounts.factor_failed"),
):
    announced.connect(note_factor(act), weak=False, dispatch_uid=f"audit.{act}")
