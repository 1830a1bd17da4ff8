"""The web server's entry."""

import os
from collections.abc import Iterable
from importlib import import_module
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.core.wsgi import get_wsgi_application

BODILESS = ("204", "304")
DOOR = "/openrosa"


def without_body_for_head(inner: WSGIApplication) -> WSGIApplication:
    """Answer HEAD with the headers of GET and nothing after them.

    Neither Django nor waitress takes the body away; on a kept connection the client would take it for the next answer.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "HEAD":
            return inner(environ, start_response)
        said: list[Any] = []

        def note(*words: Any) -> Any:
            said[:] = words
            return len

        length = measure(inner(environ, note))
        status, headers = said[:2]
        has_length = any(name.lower() == "content-length" for name, _ in headers)
        if not has_length and not status.startswith(BODILESS):
            headers = [*headers, ("Content-Length", str(length))]  # else waitress would send an empty last chunk
        start_response(status, headers)
        return []

    return answer


def measure(body: Iterable[bytes]) -> int:
    """Length of a body in bytes; it is closed afterwards, as a server does."""
    try:
        return sum(len(part) for part in body)
    finally:
        close = getattr(body, "close", None)
        if close is not None:
            close()


def with_door(pages: WSGIApplication) -> WSGIApplication:
    """What phones send goes to their own door, past everything that pages need (docs/adr/0018)."""
    door = import_module("ladder.field.door")  # only now: its tables need Django to be ready
    writer = import_module("ladder.field.writer")

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == DOOR or path.startswith(f"{DOOR}/"):
            writer.start_writing()  # in the process that answers, even where it was forked
            return door.application(environ, start_response)  # type: ignore[no-any-return]
        return pages(environ, start_response)

    return answer


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ladder.config.settings")
application = with_door(without_body_for_head(get_wsgi_application()))
