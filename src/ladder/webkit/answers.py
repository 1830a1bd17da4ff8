"""Answers that say what is wrong: a page for people, JSON for programs, never a trace."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_lazy

from ladder.webkit.faults import Fault
from ladder.webkit.languages import html_language

API_PREFIX = "/api/"
FAILURE = 500

SENTENCES = {
    400: gettext_lazy("The request cannot be read. Go back, correct it and send it again."),
    401: gettext_lazy("Sign in first, or send a valid token."),
    403: gettext_lazy("This is not open to you. Sign in with an account that has the role it needs."),
    404: gettext_lazy("There is nothing at this address, or it is not open to you."),
    405: gettext_lazy("This address does not answer to this method."),
    406: gettext_lazy("The kind of answer that was asked for does not exist here."),
    413: gettext_lazy("What was sent is too large. Send less at a time."),
    415: gettext_lazy("What was sent is of a kind that this address does not read. The API reads application/json."),
    429: gettext_lazy("Too many attempts. Wait a few minutes and try again."),
    500: gettext_lazy("Something failed on our side. Nothing was half-written. Try again, or tell the secretariat."),
    503: gettext_lazy("The service does not answer at the moment. Try again in a few minutes."),
}
HEADINGS = {
    401: gettext_lazy("Sign in first"),
    403: gettext_lazy("Not open to you"),
    404: gettext_lazy("Nothing here"),
    405: gettext_lazy("Not possible here"),
    413: gettext_lazy("Too large"),
    429: gettext_lazy("Too many attempts"),
    500: gettext_lazy("Something went wrong"),
    503: gettext_lazy("Not answering at the moment"),
}


def wants_json(request: HttpRequest) -> bool:
    """Whether a program asks: everything under /api/."""
    return request.path_info.startswith(API_PREFIX)


def answer_faults(request: HttpRequest, status: int, heading: str, faults: Sequence[Fault]) -> HttpResponse:
    """Every fault in one answer, as a page or as `{"faults": [{"where", "sentence"}]}`."""
    if wants_json(request):
        return JsonResponse({"faults": [fault.as_document() for fault in faults]}, status=status)
    if status >= FAILURE:
        return HttpResponse(render_failure(heading, faults), status=status)
    return render(request, "webkit/fault.html", {"heading": heading, "faults": faults}, status=status)


def render_failure(heading: str, faults: Sequence[Fault]) -> str:
    """A page that asks nothing of the session, the person or the database: any of them may be what failed."""
    context = {"heading": heading, "faults": faults, "html_language": html_language()}
    return render_to_string("webkit/failure.html", context)


def sentence_of(status: int) -> str:
    """What a status means, in the reader's language."""
    return str(SENTENCES.get(status) or (SENTENCES[500] if status >= FAILURE else SENTENCES[400]))


def answer_status(request: HttpRequest, status: int, where: str = "") -> HttpResponse:
    """The answer of a bare status."""
    heading = str(HEADINGS.get(status) or gettext("This did not work"))
    return answer_faults(request, status, heading, [Fault(where, sentence_of(status))])
