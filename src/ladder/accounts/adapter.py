"""How the login behaves: nobody opens an account for themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ladder.accounts.models import User


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the secretariat; mail is not sent because accounts have no address."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        del request
        return False

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """After signing in, pages come in the account's language unless another was chosen on this device."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        cookie = settings.LANGUAGE_COOKIE_NAME
        if cookie not in request.COOKIES and user.language != settings.LANGUAGE_CODE:
            response.set_cookie(cookie, user.language, httponly=True, samesite="Lax", secure=request.is_secure())
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Send nothing: accounts have no mail address."""
        del template_prefix, email, context

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """Send nothing: accounts have no mail address."""
        del args, kwargs
