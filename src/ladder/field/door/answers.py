"""Answers at the door: a status, headers, and a body that apps and people understand."""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from http import HTTPStatus
from wsgiref.handlers import format_date_time
from xml.sax.saxutils import escape, quoteattr

from django.utils import timezone
from django.utils.translation import override

from ladder.field.door.requests import Request
from ladder.field.door.words import sentence_for

ADVERTISED_BYTES = 10_000_000  # what apps should send at once: a cut then costs little
XML = "text/xml; charset=utf-8"
FIRST_FAULT = 400
PACKING = 6
ONE_PACKET_BYTES = 1400  # what fits into one gains nothing from being smaller
NO_BODY = (204, 304)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer."""

    status: int
    body: bytes = b""
    kind: str = XML
    headers: tuple[tuple[str, str], ...] = field(default=())

    @property
    def line(self) -> str:
        """The status as HTTP writes it."""
        try:
            return f"{self.status} {HTTPStatus(self.status).phrase}"
        except ValueError:
            return f"{self.status} Checksum Mismatch"  # 460, which tus names


class Refusal(Exception):  # noqa: N818 - it is an answer
    """Raised anywhere below the door: what the sender is told instead."""

    def __init__(self, status: int, key: str, headers: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(key)
        self.status, self.key, self.headers = status, key, tuple(headers)


def say(
    request: Request, status: int, key: str, *, missing: int = 0, headers: Iterable[tuple[str, str]] = ()
) -> Reply:  # fmt: skip
    """An OpenRosaResponse with a sentence in the phone's language."""
    text = text_of(request.language, key, missing)
    nature = "error" if status >= FIRST_FAULT else "submit_success"
    body = (
        '<OpenRosaResponse xmlns="http://openrosa.org/http/response">'
        f"<message nature={quoteattr(nature)}>{text}</message></OpenRosaResponse>"
    )
    return Reply(status, body.encode(), headers=tuple(headers))


@lru_cache(maxsize=1000)
def text_of(language: str, key: str, missing: int) -> str:
    """A sentence as XML holds it."""
    with override(language):
        return escape(sentence_for(key, missing))


def answer_json(value: object, status: int = 200) -> Reply:
    """An answer for programs."""
    return Reply(status, json.dumps(value, separators=(",", ":")).encode(), "application/json")


def pack(request: Request, reply: Reply) -> Reply:
    """As gzip where the app takes that: a tenth of a form goes over the air. Hashes are of what it unpacks."""
    if reply.status != HTTPStatus.OK or len(reply.body) <= ONE_PACKET_BYTES:
        return reply
    headers = (*reply.headers, ("Vary", "Accept-Encoding"))
    if not takes_gzip(request.header("Accept-Encoding")):
        return replace(reply, headers=headers)
    packed = gzip.compress(reply.body, PACKING, mtime=0)
    return replace(reply, body=packed, headers=(*headers, ("Content-Encoding", "gzip")))


def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header asks for gzip, by name or as any, at a weight above 0 (RFC 9110, 12.5.3)."""
    weights: dict[str, str] = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";q=")
        weights[name] = weight
    weight = weights.get("gzip", weights.get("*", "0"))
    return weight == "" or weight.strip("0.") != ""


def all_headers(reply: Reply, *, is_head: bool) -> list[tuple[str, str]]:
    """The reply's own headers and those that OpenRosa and safety ask of every answer."""
    headers = [
        ("X-OpenRosa-Version", "1.0"),
        ("X-OpenRosa-Accept-Content-Length", str(ADVERTISED_BYTES)),
        ("Date", format_date_time(timezone.now().timestamp())),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Security-Policy", "default-src 'none'"),
        *reply.headers,
    ]
    if reply.status not in NO_BODY:
        headers.append(("Content-Length", str(len(reply.body))))
        if reply.body and not is_head:
            headers.append(("Content-Type", reply.kind))
    return headers
