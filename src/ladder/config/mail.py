"""Reads `LADDER_MAIL_URL`, the server that takes our e-mail; without it none is sent."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from ladder.config.environment import read_text

NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@dataclass(frozen=True, slots=True)
class MailServer:
    """What Django wants to know. `starts_tls`: begins in clear and becomes safe before anything is said."""

    backend: str = NO_MAIL
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    is_tls: bool = False
    starts_tls: bool = False
    sender: str = ""


def read_mail() -> MailServer:
    """From `smtps://user:password@host:465?from=alerts@example.org`, or `smtp://` for a server that starts TLS.

    Raises:
        ImproperlyConfigured: another scheme, no host, no sender, or a port that is none. Mail is never sent in clear.
    """
    url = read_text("LADDER_MAIL_URL")
    if not url:
        return MailServer()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as fault:
        raise ImproperlyConfigured("The port in LADDER_MAIL_URL must be a number from 1 to 65535.") from fault
    sender = (parse_qs(parts.query).get("from") or [""])[0]
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or "@" not in sender:
        raise ImproperlyConfigured(
            "LADDER_MAIL_URL must look like smtps://user:password@host:465?from=name@example.org."
        )
    is_tls = parts.scheme == "smtps"
    return MailServer(
        backend=SMTP, host=parts.hostname, port=port or (465 if is_tls else 587), user=unquote(parts.username or ""),
        password=unquote(parts.password or ""), is_tls=is_tls, starts_tls=not is_tls, sender=sender,
    )  # fmt: skip
