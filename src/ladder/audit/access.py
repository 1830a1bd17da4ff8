"""Who may read the log of acts: those who keep the accounts, and nobody else."""

from django.contrib.auth.models import AnonymousUser

from ladder.accounts.access import require_steward
from ladder.accounts.models import User


def require_reader(user: User | AnonymousUser) -> User:
    """The person, or 404 for everybody who may not read the log."""
    return require_steward(user)
