"""How the login behaves: nobody opens an account for themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the secretariat; mail is not sent because accounts have no address."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        del request
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Send nothing: accounts have no mail address."""
        del template_prefix, email, context

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """Send nothing: accounts have no mail address."""
        del args, kwargs
