"""Who calls the programming interface. Rooms write `@router.get(..., auth=signed_in)` or `auth=optional`.

A program sends `Authorization: Bearer cl_...`; a page in the browser comes with its session and, to write, its CSRF
token. Either way `request.user` is the person, and privileged people need their second factor.
"""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja.errors import AuthenticationError, HttpError
from ninja.security import HttpBearer, SessionAuth

from ladder.accounts.access import lacks_second_factor
from ladder.accounts.models import User
from ladder.accounts.queries import find_token_owner


class Bearer(HttpBearer):
    """A token made by `POST /api/v1/tokens`."""

    def authenticate(self, request: HttpRequest, token: str) -> User:
        """The token's owner; a token that does not work is refused even where nobody need sign in."""
        user = find_token_owner(token.strip(), timezone.now())
        if user is None:
            raise AuthenticationError(message=gettext("This token does not work: it is wrong, revoked or too old."))
        request.user = user
        return require_factor(user)


class Session(SessionAuth):
    """The session of somebody signed in on the pages."""

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        """The person of the session, or None to let the next kind try."""
        del key
        return require_factor(request.user) if isinstance(request.user, User) else None


def require_factor(user: User) -> User:
    """The same person; 403 for those who must first set up a second factor."""
    if lacks_second_factor(user):
        raise HttpError(403, gettext("Your role needs a second factor. Set it up under /account/2fa/ and come back."))
    return user


def let_anyone(request: HttpRequest) -> AnonymousUser:
    """A stranger; what strangers see is for each room's `access` to say."""
    request.user = AnonymousUser()
    return request.user


signed_in = [Bearer(), Session()]
optional = [Bearer(), Session(), let_anyone]
