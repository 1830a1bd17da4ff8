"""Asks a translation service for words in another language. Off unless an address is set; only over HTTPS or at home.

The shape is that of LibreTranslate: `POST <address>/translate` with `q`, `source`, `target`. Any service that speaks it
can be used; another shape is another class with the same method.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from ipaddress import ip_address
from typing import IO, Protocol
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from django.conf import settings

from ladder.webkit.text import is_clean

SECONDS = 20
LARGEST_ANSWER_BYTES = 5_000_000
JSON_TYPE = "application/json"


class TranslationFailedError(Exception):
    """The service did not translate. The message is for the log of the server, not for readers."""


class TranslationService(Protocol):
    """Something that translates."""

    @property
    def name(self) -> str:
        """What it is called in labels."""
        ...

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """The texts in another language, in the same order.

        Args:
            texts: plain texts.
            source: pack language of all texts (en, fr, zh, sw ...).
            target: pack language that is wanted.

        Raises:
            TranslationFailedError: it could not; nothing of a part is given.
        """
        ...


class NoRedirect(HTTPRedirectHandler):
    """Follows no redirect: words are sent to the address that was set, and nowhere else."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Refuse."""
        del req, fp, msg, headers, newurl
        raise TranslationFailedError(f"The service answered {code}: it wants to send the words elsewhere.")


@dataclass(frozen=True, slots=True)
class HttpTranslation:
    """A service at an address.

    Attributes:
        address: with `https`, or with `http` at this very machine.
        key: sent as `api_key` where it is set.
        seconds: how long an answer may take.
    """

    address: str
    key: str = field(default="", repr=False)
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        if not is_safe(self.address):
            raise TranslationFailedError("The address of the translation service is neither https nor this machine.")

    @property
    def name(self) -> str:
        """The host, as labels show it."""
        return (urlsplit(self.address).hostname or "")[:80]

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """See `TranslationService`."""
        if not texts:
            return []
        asked: dict[str, object] = {"q": list(texts), "source": source, "target": target, "format": "text"}
        if self.key:
            asked["api_key"] = self.key
        return read_answer(self.post(json.dumps(asked).encode("utf-8")), len(texts))

    def post(self, body: bytes) -> bytes:
        """Send and take the answer, within bounds of time and size."""
        headers = {"Content-Type": JSON_TYPE, "Accept": JSON_TYPE}
        request = Request(f"{self.address.rstrip('/')}/translate", body, headers, method="POST")  # noqa: S310 - judged above
        try:
            with self.opener().open(request, timeout=self.seconds) as answer:
                content: bytes = answer.read(LARGEST_ANSWER_BYTES + 1)
        except (URLError, HTTPException, OSError) as fault:
            raise TranslationFailedError(f"The service did not answer: {fault}") from fault
        if len(content) > LARGEST_ANSWER_BYTES:
            raise TranslationFailedError("The answer is too large.")
        return content

    def opener(self) -> OpenerDirector:
        """Opens without redirects, and without a proxy where the service is at home."""
        return build_opener(NoRedirect, *([ProxyHandler({})] if is_home(self.address) else []))


def read_answer(content: bytes, count: int) -> list[str]:
    """The texts of an answer.

    Raises:
        TranslationFailedError: it is not what was asked for.
    """
    try:
        texts = json.loads(content)["translatedText"]
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise TranslationFailedError("The answer is not of the shape that was asked for.") from fault
    if isinstance(texts, str):
        texts = [texts]
    if not isinstance(texts, list) or len(texts) != count:
        raise TranslationFailedError("The answer has another number of texts than was asked for.")
    if not all(isinstance(text, str) and is_clean(text) for text in texts):
        raise TranslationFailedError("The answer holds something that is no text.")
    return texts


def is_safe(address: str) -> bool:
    """Whether words may be sent to an address: HTTPS anywhere, HTTP on this machine alone."""
    try:
        parts = urlsplit(address)
        has_host = bool(parts.hostname) and parts.username is None and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return has_host and (parts.scheme == "https" or (parts.scheme == "http" and is_home(address)))


def is_home(address: str) -> bool:
    """Whether an address is this very machine."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def configured_service() -> TranslationService | None:
    """The service of the settings; None where none is set.

    Raises:
        TranslationFailedError: the address that is set is neither https nor this machine.
    """
    address: str = settings.TRANSLATION_URL
    return HttpTranslation(address, settings.TRANSLATION_KEY) if address else None
