"""Signs a program in by user name, password and one-time code, under the same limits as the login page."""

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.mfa.base.forms import AuthenticateForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext

from ladder.accounts.access import has_second_factor, lacks_second_factor
from ladder.accounts.models import User


class Refused(Exception):  # noqa: N818 - says what happened
    """Signing in failed. `status` is 401, 403 or 429; the sentence says what to do."""

    def __init__(self, status: int, where: str, sentence: str) -> None:
        self.status = status
        self.where = where
        self.sentence = sentence
        super().__init__(sentence)


def sign_in(request: HttpRequest, username: str, password: str, code: str) -> User:
    """The person of these credentials.

    Raises:
        Refused: wrong credentials, a missing or wrong code, too many attempts, or no second factor where one is due.
    """
    user = check_password(request, username, password)
    if lacks_second_factor(user):
        raise Refused(403, "", gettext("Your role needs a second factor. Sign in on the pages and set it up first."))
    if has_second_factor(user):
        check_code(user, code)
    return user


def check_password(request: HttpRequest, username: str, password: str) -> User:
    """The active person with this user name and password; the refusal never tells which of the two was wrong."""
    too_many = Refused(429, "", gettext("Too many attempts. Wait a few minutes and try again."))
    if not ratelimit.consume(request, action="login"):
        raise too_many
    try:
        user = get_adapter(request).authenticate(request, username=username, password=password)
    except ValidationError as fault:
        raise too_many from fault
    if not isinstance(user, User) or not user.is_active:
        raise Refused(401, "", gettext("The user name or the password is wrong."))
    return user


def check_code(user: User, code: str) -> None:
    """Accept a one-time code or a recovery code, once."""
    if not code:
        raise Refused(401, "otp", gettext("This account has a second factor: send its code as otp."))
    form = AuthenticateForm(data={"code": code}, user=user)
    if not form.is_valid():
        raise Refused(401, "otp", gettext("The code is wrong, was used already, or was tried too often."))
