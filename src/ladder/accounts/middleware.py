"""Leads people who must hold a second factor to its set-up page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from ladder.accounts.access import lacks_second_factor

OPEN_PREFIXES = ("/account/", "/static/", "/healthz", "/api/")


class SecondFactor:
    """Privileged people without a one-time code or a security key see nothing but its set-up.

    The API is left to `accounts.api_auth`, which refuses the same people with a sentence instead of a page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on, or to the set-up."""
        if not request.path.startswith(OPEN_PREFIXES) and lacks_second_factor(request.user):
            sentence = gettext("Your role needs a second factor. Set one up; the other pages open afterwards.")
            messages.warning(request, sentence)
            return redirect(reverse("mfa_index"))
        return self.get_response(request)
