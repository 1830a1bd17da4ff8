"""Stores accounts and announces each change to the rooms that listen."""

import secrets
from collections.abc import Mapping

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from ladder.accounts.models import User
from ladder.accounts.signals import account_changed


@transaction.atomic
def create_account(
    *, username: str, password: str, language: str = "en", is_demonstration: bool = False, actor: User | None = None
) -> User:
    """Make an account.

    Raises:
        ValidationError: the user name is malformed or taken, the language unknown, or the password too weak.
    """
    user = User(username=username, language=language, is_demonstration=is_demonstration)
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    announce(user=user, actor=actor, action="created", detail={"is_demonstration": is_demonstration})
    return user


@transaction.atomic
def set_active(*, user: User, is_active: bool, actor: User | None) -> None:
    """Open or close an account; closing one ends its tokens' use at once, since inactive people cannot sign in."""
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    announce(user=user, actor=actor, action="enabled" if is_active else "disabled")


@transaction.atomic
def renew_password(*, user: User, actor: User | None) -> str:
    """Give an account a fresh random password and return it, to be handed over once. Open sessions end."""
    password = secrets.token_urlsafe(15)
    user.set_password(password)
    user.save(update_fields=["password"])
    announce(user=user, actor=actor, action="password_set")
    return password


@transaction.atomic
def choose_language(*, user: User, language: str) -> None:
    """Remember the language a person reads in."""
    user.language = language
    user.full_clean(exclude=["password"])
    user.save(update_fields=["language"])


def announce(*, user: User, actor: User | None, action: str, detail: Mapping[str, object] | None = None) -> None:
    """Tell the rooms that listen, inside the same transaction."""
    account_changed.send(sender=User, user=user, actor=actor, action=action, detail=dict(detail or {}))
