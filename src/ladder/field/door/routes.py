"""Finds who answers, and turns whatever goes wrong into an answer that an app understands."""

import logging
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from django.db import DatabaseError, InterfaceError, connection

from ladder.assessment.storage import StoreFull
from ladder.field.door import lists, receipts, submissions, uploads
from ladder.field.door.answers import Refusal, Reply, all_headers, pack, say
from ladder.field.door.requests import Request, read_request
from ladder.field.door.signing_in import Caller, sign_in
from ladder.field.writer import refresh_connection

RETRY = ("Retry-After", "30")
logger = logging.getLogger(__name__)
Answerer = Callable[..., Reply]

# method and path; what stands in the place of * is handed on
ROUTES: tuple[tuple[str, tuple[str, ...], Answerer], ...] = (
    ("HEAD", ("submission",), submissions.answer_head),
    ("POST", ("submission",), submissions.answer_post),
    ("GET", ("formList",), lists.answer_list),
    ("GET", ("forms", "*.xml"), lists.answer_form),
    ("GET", ("forms", "*", "manifest"), lists.answer_manifest),
    ("GET", ("forms", "*", "files", "*"), lists.answer_file),
    ("GET", ("receipts", "*"), receipts.answer_receipt),
    ("POST", ("uploads",), uploads.answer_creation),
    ("HEAD", ("uploads", "*"), uploads.answer_offset),
    ("PATCH", ("uploads", "*"), uploads.answer_piece),
)


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """The door as a WSGI application."""
    request = read_request(environ)
    reply = pack(request, answer(request))
    start_response(reply.line, all_headers(reply, is_head=request.method == "HEAD"))
    return [] if request.method == "HEAD" else [reply.body]


def answer(request: Request) -> Reply:
    """What is said, whatever happens."""
    try:
        return route(request)
    except Refusal as refusal:
        return say(request, refusal.status, refusal.key, headers=refusal.headers)
    except StoreFull:
        logger.exception("There is no room for what phones send.")
        return say(request, 507, "no_room", headers=[RETRY])
    except (DatabaseError, InterfaceError):
        logger.exception("The database failed at the door.")
        close_broken()
        return say(request, 503, "busy", headers=[RETRY])
    except Exception:
        logger.exception("A fault at the door.")
        return say(request, 500, "fault")


def route(request: Request) -> Reply:
    """Find who answers; sign in; ask."""
    if not request.host:
        raise Refusal(400, "odd_host")
    if request.method == "OPTIONS" and request.path.startswith("/uploads"):
        return uploads.answer_options(request)
    steps = steps_of(request.path)
    found = [(method, answerer, named) for method, pattern, answerer in ROUTES if (named := match(pattern, steps))]
    if not found:
        raise Refusal(404, "not_found")
    refresh_connection()
    caller = sign_in(request)
    return call(request, caller, found)


def steps_of(path: str) -> tuple[str, ...]:
    """The parts of a path; what names a receipt may hold slashes itself."""
    head, _, rest = path.strip("/").partition("/")
    return (head, rest) if head == "receipts" else (head, *rest.split("/")) if rest else (head,)


def call(request: Request, caller: Caller, found: list[tuple[str, Answerer, list[str]]]) -> Reply:
    """Ask whoever takes this method; HEAD is answered as GET is where nothing else is said."""
    by_method = {method: (answerer, named) for method, answerer, named in found}
    method = "GET" if request.method == "HEAD" and "HEAD" not in by_method else request.method
    if method not in by_method:
        raise Refusal(405, "wrong_method", [("Allow", ", ".join(sorted(by_method)))])
    answerer, (_, *named) = by_method[method]
    return answerer(request, caller, *named)


def match(pattern: tuple[str, ...], steps: tuple[str, ...]) -> list[str]:
    """The whole path and what stands for each star; empty where the path is another one."""
    if len(pattern) != len(steps):
        return []
    named = ["/".join(steps)]
    for wanted, step in zip(pattern, steps, strict=True):
        if wanted.startswith("*"):
            ending = wanted[1:]
            if not step.endswith(ending) or len(step) <= len(ending):
                return []
            named.append(step.removesuffix(ending) if ending else step)
        elif wanted != step:
            return []
    return named


def close_broken() -> None:
    """Leave no broken connection behind, but never close one inside somebody's transaction."""
    if not connection.in_atomic_block:
        connection.close()
