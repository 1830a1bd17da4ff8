"""What every page for sources has in common: no cookie, no trace in a log, nothing kept by browser or cache.

These pages read neither session nor account. No forged request can misuse anybody's rights here, because there are
none: that is why they take a form without the token against forgery, which would need a cookie.
"""

import logging
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from ladder.consultation.services.limits import Limit
from ladder.webkit.answers import answer_status
from ladder.webkit.languages import find_language

TELLING = Limit("grievances", 60, 60 * 60)  # a village, or the onion service, may share one address
CODES = Limit("grievance-codes", 20, 15 * 60)
MESSAGES = Limit("grievance-messages", 3000, 60 * 60)  # all messages of a gateway come from its address
UNAVAILABLE = 503
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


def quiet(view: View) -> View:
    """Speak the language that the address names, keep nothing, and let no failure print what was sent."""

    @csrf_exempt
    @sensitive_post_parameters()
    @sensitive_variables()
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with override(find_language(request.GET.get("speak", "")) or get_language()):
            try:
                response = view(request, *args, **kwargs)
            except Http404:
                raise
            except Exception as fault:  # noqa: BLE001 - a trace of it would print what somebody told
                logger.error("A page for sources failed: %s", type(fault).__name__)  # noqa: TRY400
                response = answer_status(request, UNAVAILABLE)
            response.headers.setdefault("Content-Language", get_language() or "")
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return answer


@cache
def is_built() -> bool:
    """Whether what seals in the browser was built at set-up."""
    return finders.find("grievances/built/seal.js") is not None
