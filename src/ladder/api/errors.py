"""One manner of error for every endpoint: `{"faults": [{"where", "sentence"}]}`, never HTML, never a trace."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as FieldFaults
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser

from ladder.api.sentences import sentence_of_error
from ladder.webkit.answers import answer_faults, answer_status, sentence_of
from ladder.webkit.faults import Fault
from ladder.webkit.reading import FaultyInput

NINJAS_OWN_WORDS = {"Unauthorized", "Forbidden", "Too many requests.", "CSRF check Failed"}
UNREADABLE = "Cannot parse request body"
UNPROCESSABLE = 422


class CleanJson(Parser):
    """Takes the document that the CleanText middleware has read strictly, so that it is parsed once."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The document; AttributeError, answered with 415, where the body was not sent as JSON."""
        return request.clean_json  # type: ignore[attr-defined]


def answer(request: HttpRequest, status: int, faults: Sequence[Fault]) -> HttpResponse:
    """Faults as JSON."""
    return answer_faults(request, status, "", faults)


def on_validation(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """422 with every field that is at fault."""
    body = getattr(request, "clean_json", None)
    faults = [Fault(place_of(error.get("loc", ()), body), sentence_of_error(error)) for error in fault.errors]
    return answer(request, UNPROCESSABLE, faults)


def place_of(loc: Sequence[str | int], body: Any) -> str:
    """`("body", "credentials", "username")` is `username`: the middle word names a Python argument, not a field."""
    words = list(loc)
    if words[:1] == ["body"]:
        known = isinstance(body, dict) and len(words) > 1 and words[1] in body
        words = words[1:] if known else words[2:]
    return "".join(f"[{word}]" if isinstance(word, int) else f".{word}" for word in words).lstrip(".")


def on_field_faults(request: HttpRequest, fault: FieldFaults) -> HttpResponse:
    """422 for what a service refused."""
    named = fault.message_dict if hasattr(fault, "error_dict") else {NON_FIELD_ERRORS: fault.messages}
    places = {name: "" if name == NON_FIELD_ERRORS else name for name in named}
    faults = [Fault(places[name], sentence) for name, sentences in named.items() for sentence in sentences]
    return answer(request, UNPROCESSABLE, faults)


def on_faulty_input(request: HttpRequest, fault: FaultyInput) -> HttpResponse:
    """422 with every fault a room found in what was sent."""
    return answer(request, UNPROCESSABLE, fault.faults)


def on_http_error(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """The status that was raised, with its sentence, or ours where it has only a library's word."""
    message = str(fault)
    if message.startswith(UNREADABLE):
        return answer_status(request, 415)
    sentence = sentence_of(fault.status_code) if message in NINJAS_OWN_WORDS else message
    response = answer(request, fault.status_code, [Fault("", sentence)])
    if isinstance(fault, AuthenticationError):
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def on_not_found(request: HttpRequest, fault: Http404) -> HttpResponse:
    """404, the same for what does not exist and for what is not open to this reader."""
    del fault
    return answer_status(request, 404)


def on_other_body(request: HttpRequest, fault: RawPostDataException) -> HttpResponse:
    """415 for a form sent where JSON is read."""
    del fault
    return answer_status(request, 415)


def install(api: NinjaAPI) -> None:
    """Use these answers for every endpoint."""
    handlers: dict[type[Exception], Any] = {
        ValidationError: on_validation,
        FieldFaults: on_field_faults,
        FaultyInput: on_faulty_input,
        HttpError: on_http_error,
        Http404: on_not_found,
        RawPostDataException: on_other_body,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)
