"""What happens to every request before a room sees it, and to every answer after."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect
from django.urls import get_urlconf, is_valid_path
from django.utils.translation import gettext

from ladder.webkit.answers import answer_faults, answer_status, wants_json
from ladder.webkit.languages import find_language
from ladder.webkit.reading import FaultyInput, check_address, check_form, read_json

Next = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)
PERMISSIONS = (
    "camera=(), microphone=(), payment=(), usb=(), serial=(), display-capture=(), browsing-topics=(), "
    "geolocation=(self), publickey-credentials-get=(self), publickey-credentials-create=(self)"
)
FIRST_REFUSAL = 400
NOT_ALLOWED = 405
LANGUAGE_CHOICE = "lang"
UNAVAILABLE = 503
logger = logging.getLogger(__name__)


class SafeHeaders:
    """Nothing inline, nothing foreign, nothing kept by a shared computer."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers that are not there yet."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class LanguageFromAddress:
    """`?lang=fr` on any address switches the language and remembers it; an unknown language is left aside."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Switch, go on, remember."""
        chosen = find_language(request.GET.get(LANGUAGE_CHOICE, ""))
        if chosen is None:
            return self.get_response(request)
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = chosen  # LocaleMiddleware, which comes next, reads it there
        response = self.get_response(request)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=settings.LANGUAGE_COOKIE_AGE,
            samesite="Lax", secure=request.is_secure(), httponly=True,
        )  # fmt: skip
        return response


class CleanText:
    """Refuses, with every fault named, input that no room can store: NUL, half characters, broken JSON.

    A JSON body that passes waits, parsed, in `request.clean_json`.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse an unclean address, or go on."""
        try:
            check_address(request)
        except FaultyInput as refusal:
            return answer_faults(request, 400, gettext("This address cannot be read"), refusal.faults)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Check what was sent, once it is known that an address answers to it."""
        del view, args, kwargs
        try:
            if request.content_type == "application/json":
                request.clean_json = read_json(request)  # type: ignore[attr-defined]
            else:
                check_form(request)
        except FaultyInput as refusal:
            return answer_faults(request, 400, gettext("What was sent cannot be read"), refusal.faults)
        except RequestDataTooBig:
            return answer_status(request, 413)
        except (UnreadablePostError, SuspiciousOperation, BadRequest, MultiPartParserError):
            return answer_status(request, 400)
        return None


class SpeakingRefusals:
    """Gives refusals that Django and the API leave bare (405, 415 and such) a sentence, as page or JSON."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; give a bare refusal its sentence, and lead who chose a language there to a page that has one."""
        response = self.get_response(request)
        if response.status_code == NOT_ALLOWED and (thing := page_above(request)):
            return redirect(f"{thing}?{request.META['QUERY_STRING']}")
        if response.status_code < FIRST_REFUSAL or response.streaming or is_spoken(request, response):
            return response
        spoken = answer_status(request, response.status_code)
        for name in ("Allow", "Retry-After", "WWW-Authenticate"):
            if name in response.headers:
                spoken.headers[name] = response.headers[name]
        return spoken

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """503 where the database itself fails (locked, full, gone): nothing was written, trying again may work."""
        if not isinstance(fault, OperationalError | InterfaceError):
            return None
        logger.error("The database failed at %s", request.path, exc_info=fault)
        return answer_status(request, UNAVAILABLE)


def page_above(request: HttpRequest) -> str:
    """The page of the thing that an address acts on, where somebody chose a language on the page of a refused form.

    That page has the address to which the form was sent, and a link cannot send it again. Empty for all else.
    """
    if request.method != "GET" or LANGUAGE_CHOICE not in request.GET or wants_json(request):
        return ""
    above = request.path_info.rstrip("/").rpartition("/")[0] + "/"
    return above if is_valid_path(above, get_urlconf()) else ""


def is_spoken(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an answer already speaks the language of whoever asked."""
    kind = response.headers.get("Content-Type", "")
    if wants_json(request):
        return kind.startswith("application/json")
    return bool(response.content) and not kind.startswith("text/plain")
