"""A request at the door: what the WSGI environment says, read once and with care."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, quote
from wsgiref.types import WSGIEnvironment

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

PREFIX = "/openrosa"
LOCAL_HOSTS = (".localhost", "127.0.0.1", "[::1]")
UNKNOWN_LENGTH = -1


@dataclass(frozen=True, slots=True)
class Request:
    """One request. `path` is what follows `/openrosa`, without a slash at its end; `language` one that we speak."""

    environ: WSGIEnvironment
    method: str
    path: str
    language: str

    def header(self, name: str) -> str:
        """A header's value, or nothing."""
        key = name.upper().replace("-", "_")
        value = self.environ.get(key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}", "")
        return str(value).strip()

    @property
    def query(self) -> dict[str, str]:
        """The query's values; of a repeated name the last one."""
        return dict(parse_qsl(self.environ.get("QUERY_STRING", ""), keep_blank_values=True, errors="replace"))

    @property
    def length(self) -> int:
        """The announced length of the body, or `UNKNOWN_LENGTH`."""
        text = self.header("Content-Length")
        return int(text) if text.isascii() and text.isdigit() else UNKNOWN_LENGTH

    @property
    def is_length_odd(self) -> bool:
        """Whether the announced length is no length."""
        return bool(self.header("Content-Length")) and self.length == UNKNOWN_LENGTH

    @property
    def body(self) -> Any:
        """The stream of the body."""
        return self.environ["wsgi.input"]

    @property
    def scheme(self) -> str:
        """How the outside world reaches us."""
        return "https" if settings.IS_BEHIND_TLS else str(self.environ.get("wsgi.url_scheme", "http"))

    @property
    def host(self) -> str:
        """The host by which we were called; empty where we do not go by that name."""
        host = self.header("Host") or self.environ.get("SERVER_NAME", "")
        allowed = settings.ALLOWED_HOSTS or (LOCAL_HOSTS if settings.DEBUG else ())
        return host if goes_by(host, tuple(allowed)) else ""

    def address(self, path: str) -> str:
        """A whole address at this door, on the host by which we were called."""
        return f"{self.scheme}://{self.host}{PREFIX}{quote(path)}"


@lru_cache(maxsize=64)
def goes_by(host: str, allowed: tuple[str, ...]) -> bool:
    """Whether we go by this name; the few that are asked for are asked for thousands of times."""
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, allowed)


def read_request(environ: WSGIEnvironment) -> Request:
    """The request that a WSGI environment holds."""
    whole = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode("utf-8", "replace")
    return Request(
        environ=environ,
        method=environ["REQUEST_METHOD"].upper(),
        path=whole.removeprefix(PREFIX).rstrip("/"),
        language=choose_language(environ.get("HTTP_ACCEPT_LANGUAGE", "")),
    )


def choose_language(accepted: str) -> str:
    """The first language of a phone that we speak; else the house's own."""
    for wanted, _ in parse_accept_lang_header(accepted[:500].lower()):
        try:
            return get_supported_language_variant(wanted)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
