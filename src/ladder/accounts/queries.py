"""Rows of accounts as frozen values."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from ladder.accounts.models import ApiToken, User
from ladder.accounts.tokens import digest_of


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token without its secret."""

    public_id: UUID
    name: str
    created_at: datetime
    expires_at: datetime


def find_token_owner(token: str, at: datetime) -> User | None:
    """The active person whose unexpired, unrevoked token this is. One query."""
    found = (
        ApiToken.objects.select_related("user")
        .filter(digest=digest_of(token), revoked_at__isnull=True, expires_at__gt=at, user__is_active=True)
        .first()
    )
    return found.user if found else None


def open_tokens(user: User, at: datetime) -> list[TokenRow]:
    """The tokens of a person that still work, newest first."""
    rows = ApiToken.objects.filter(user=user, revoked_at__isnull=True, expires_at__gt=at)
    return [TokenRow(row.public_id, row.name, row.created_at, row.expires_at) for row in rows]


def accounts_by_name(search: str = "") -> QuerySet[User]:
    """Every account, by user name, with `has_factor`; optionally only those whose name holds the text."""
    factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    rows = User.objects.annotate(has_factor=Exists(factors)).order_by("username")
    return rows.filter(username__icontains=search) if search else rows
