"""Who may do what with accounts, and who must hold a second factor.

Roles live in a later room. That room tells this one, through `register_privileged` and `register_steward`, how to
recognise the people that matter here; an account nobody recognises has neither quality.
"""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from ladder.accounts.models import User

Rule = Callable[[User], bool]
_privileged: list[Rule] = []
_stewards: list[Rule] = []


def register_privileged(rule: Rule) -> None:
    """Add a rule that says who holds a role above participant and so needs a second factor."""
    if rule not in _privileged:
        _privileged.append(rule)


def register_steward(rule: Rule) -> None:
    """Add a rule that says who keeps the accounts and may read the log of acts (the secretariat)."""
    if rule not in _stewards:
        _stewards.append(rule)


def is_privileged(user: User | AnonymousUser) -> bool:
    """Whether any rule recognises this person as holding a role above participant."""
    return isinstance(user, User) and user.is_active and any(rule(user) for rule in _privileged)


def is_steward(user: User | AnonymousUser) -> bool:
    """Whether this person keeps the accounts."""
    return isinstance(user, User) and user.is_active and any(rule(user) for rule in _stewards)


def require_steward(user: User | AnonymousUser) -> User:
    """The person, or 404 for everybody who does not keep the accounts."""
    if isinstance(user, User) and is_steward(user):
        return user
    raise Http404


def has_second_factor(user: User) -> bool:
    """Whether a one-time code or a security key is set up; recovery codes alone do not count."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user=user, type__in=kinds).exists())


def lacks_second_factor(user: User | AnonymousUser) -> bool:
    """Whether this person must set up a second factor before going on."""
    if not settings.IS_SECOND_FACTOR_REQUIRED or not isinstance(user, User):
        return False
    return is_privileged(user) and not has_second_factor(user)
