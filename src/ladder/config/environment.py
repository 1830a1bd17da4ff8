"""Reads settings from the environment and fails loudly on odd values."""

import os
import secrets
import tempfile
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_START = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"  # NORMAL loses acknowledged writes in a power cut
    "PRAGMA foreign_keys=ON;"
    # trusted_schema stays on: SQLite 3.40 counts JSON_VALID, which JSON columns check, as untrusted.
    "PRAGMA recursive_triggers=ON;"  # INSERT OR REPLACE then meets the guards of append-only tables
    "PRAGMA secure_delete=ON;"
)


def read_text(name: str, default: str = "") -> str:
    """Value of an environment variable without surrounding blanks."""
    return os.environ.get(name, default).strip()


def read_flag(name: str, *, default: bool) -> bool:
    """A yes-or-no variable: 1, true, yes, on or 0, false, no, off; anything else is an error."""
    value = read_text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")


def read_home(default: Path) -> Path:
    """The folder that holds all data (`LADDER_HOME`), made if it is not there."""
    home = Path(read_text("LADDER_HOME") or default).expanduser().resolve()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds keys and people's records
    return home


def read_database(home: Path) -> dict[str, object]:
    """Django's database settings from `DATABASE_URL`; empty means the embedded SQLite file in `home`."""
    url = read_text("DATABASE_URL")
    if not url:
        return sqlite_database(home / "ladder.sqlite3")
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": read_port(parts),
            "CONN_MAX_AGE": 60,
        }
    if parts.scheme == "sqlite":
        return sqlite_database(Path(unquote(parts.path)))
    raise ImproperlyConfigured("DATABASE_URL must begin with postgresql:// or sqlite://.")


def read_port(parts: SplitResult) -> str:
    """The port of an address as text; empty where it names none."""
    try:
        return str(parts.port or "")
    except ValueError as fault:
        raise ImproperlyConfigured("The port in DATABASE_URL must be a number from 1 to 65535.") from fault


def sqlite_database(path: Path) -> dict[str, object]:
    """Settings of the embedded database: durable, one writer at a time, foreign keys checked."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
    }


def read_secret(home: Path, name: str, make: Callable[[], str]) -> str:
    """A secret from the environment, or one kept in `home`, made at first start and readable by its owner only."""
    given = read_text(name)
    if given:
        return given
    path = home / "keys" / name.lower()
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        keep_first(path, make())
    return path.read_text(encoding="ascii").strip()


def keep_first(path: Path, secret: str) -> None:
    """Write a secret, durable and whole before its name appears; where two processes start at once, the first one's."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as aside:
            aside.write(secret)
            aside.flush()
            os.fsync(aside.fileno())
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        Path(name).unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def make_file_key() -> str:
    """A new key of AES-256, as base64."""
    return b64encode(secrets.token_bytes(32)).decode("ascii")
