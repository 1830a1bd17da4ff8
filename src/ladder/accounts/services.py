"""Stores accounts and announces each change to the rooms that listen."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from ladder.accounts.models import ApiToken, User
from ladder.accounts.signals import account_changed
from ladder.accounts.tokens import USUAL_LIFE, digest_of, make_token

PASSWORD_BYTES = 15


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
    """Give an account a fresh random password and return it, to be handed over once. Sessions and tokens end."""
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    user.set_password(password)
    user.save(update_fields=["password"])
    ApiToken.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=timezone.now())
    announce(user=user, actor=actor, action="password_set")
    return password


@transaction.atomic
def remove_factors(*, user: User, actor: User | None) -> None:
    """Take away every second factor of somebody who lost theirs; a privileged person must then set up a new one."""
    count, _ = Authenticator.objects.filter(user=user).delete()
    announce(user=user, actor=actor, action="factors_removed", detail={"count": count})


@transaction.atomic
def choose_language(*, user: User, language: str) -> None:
    """Remember the language a person reads in."""
    user.language = language
    user.full_clean(exclude=["password"])
    user.save(update_fields=["language"])


@transaction.atomic
def create_token(
    *, user: User, name: str, life: timedelta = USUAL_LIFE, at: datetime | None = None
) -> tuple[str, ApiToken]:
    """Make a bearer token for a person. Returns the token, to be shown once, and its row.

    Raises:
        ValidationError: the name is empty or too long.
    """
    moment = at or timezone.now()
    token = make_token()
    row = ApiToken(user=user, name=name, digest=digest_of(token), created_at=moment, expires_at=moment + life)
    row.full_clean()
    row.save()
    announce(user=user, actor=user, action="token_created", detail={"token": str(row.public_id)})
    return token, row


@transaction.atomic
def revoke_token(*, user: User, public_id: UUID, actor: User, at: datetime | None = None) -> bool:
    """End a person's token. Returns False where they have none of that id; a second time changes nothing."""
    row = ApiToken.objects.filter(user=user, public_id=public_id).first()
    if row is None:
        return False
    if row.revoked_at is None:
        row.revoked_at = at or timezone.now()
        row.save(update_fields=["revoked_at"])
        announce(user=user, actor=actor, action="token_revoked", detail={"token": str(public_id)})
    return True


def announce(*, user: User, actor: User | None, action: str, detail: Mapping[str, object] | None = None) -> None:
    """Tell the rooms that listen, inside the same transaction."""
    account_changed.send(sender=User, user=user, actor=actor, action=action, detail=dict(detail or {}))
