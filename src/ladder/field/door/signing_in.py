"""Who knocks: a phone by Basic or Digest, or an account by Basic. The database is asked each time: an end is an end.

An account's password is checked by argon2, which takes long on purpose; a right one is remembered for a few minutes by
a keyed hash in this process's memory. Where a second factor is required, a password alone opens nothing here: those
people add a phone.
"""

import hmac
import secrets
import time
from base64 import b64decode
from dataclasses import dataclass
from threading import BoundedSemaphore

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from ladder.accounts.access import is_privileged
from ladder.accounts.models import User
from ladder.field.credentials import REALM, secret_digest
from ladder.field.door.answers import Refusal
from ladder.field.door.digest import is_fresh, is_ours, make_nonce, proves, read_claim
from ladder.field.door.limits import Guesses
from ladder.field.door.requests import Request
from ladder.field.models import Device
from ladder.field.queries.phones import find_phone
from ladder.field.writer import write
from ladder.registry.access import roles_of
from ladder.registry.models import Mandate

REMEMBER_SECONDS = 300
MOST_REMEMBERED = 5000
RETRY_SECONDS = "300"
LONGEST_WAIT_SECONDS = 10.0
_hashing = BoundedSemaphore(2)  # each takes 100 MB
_key = secrets.token_bytes(32)
_remembered: dict[bytes, float] = {}
_guesses = Guesses()


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who may knock."""

    person: User
    device: Device | None


def sign_in(request: Request) -> Caller:
    """Who asks.

    Raises:
        Refusal: 401 with both ways to sign in; 403 for those who hold no role today; 429 after too many guesses.
    """
    scheme, _, rest = request.header("Authorization").partition(" ")
    if scheme.lower() == "digest":
        caller = by_digest(request, rest)
    elif scheme.lower() == "basic":
        caller = by_basic(rest)
    else:
        raise challenge()
    if roles_of(caller.person) <= {Mandate.Role.PUBLIC.value}:
        raise Refusal(403, "no_role")
    note_seen(caller.device)
    return caller


def challenge(key: str = "sign_in", *, is_stale: bool = False) -> Refusal:
    """401, with Digest and Basic to choose from."""
    stale = ", stale=true" if is_stale else ""
    digest = f'Digest realm="{REALM}", qop="auth", algorithm=MD5, nonce="{make_nonce()}"{stale}'
    basic = f'Basic realm="{REALM}", charset="UTF-8"'
    return Refusal(401, key, [("WWW-Authenticate", digest), ("WWW-Authenticate", basic)])


def by_digest(request: Request, text: str) -> Caller:
    """The phone that knows its secret without telling it."""
    claim = read_claim(text)
    device = find_device(claim.username)
    if device is None or claim.realm != REALM or not is_ours(claim.nonce):
        raise challenge()
    path = request.environ.get("PATH_INFO", "").encode("latin-1", "replace").decode("utf-8", "replace")
    query = request.environ.get("QUERY_STRING", "")
    if not proves(claim, ha1=device.digest_ha1, method=request.method, path=path, query=query):
        raise challenge()
    if not is_fresh(claim.nonce):
        raise challenge(is_stale=True)
    return Caller(device.person, device)


def by_basic(text: str) -> Caller:
    """A phone by its secret, or an account by its password."""
    username, password = read_pair(text)
    device = find_device(username)
    if device is not None and hmac.compare_digest(device.secret_digest, secret_digest(password)):
        return Caller(device.person, device)
    user = check_account(username, password)
    if settings.IS_SECOND_FACTOR_REQUIRED and is_privileged(user):
        raise challenge("needs_phone")
    return Caller(user, None)


def read_pair(text: str) -> tuple[str, str]:
    """User name and password of a Basic header."""
    try:
        plain = b64decode(text.strip(), validate=True)[:1000].decode("utf-8")
    except ValueError:
        raise challenge() from None
    username, colon, password = plain.partition(":")
    if not colon or "\x00" in plain:
        raise challenge()
    return username, password


def find_device(username: str) -> Device | None:
    """A phone that may hand in today, of a person who may sign in."""
    if "\x00" in username:
        return None
    phone = find_phone(username, timezone.localdate())
    return phone.device if phone else None


def check_account(username: str, password: str) -> User:
    """An active account with this password; wrong ones are counted, and a name without an account takes as long."""
    user = User.objects.filter(username=username, is_active=True).first()
    mark = mark_of(user, password) if user is not None else b""
    if user is not None and _remembered.get(mark, 0.0) > time.monotonic():
        return user
    if _guesses.is_closed(username):
        raise Refusal(429, "too_many_tries", [("Retry-After", RETRY_SECONDS)])
    if not is_right(user, password):
        _guesses.note(username)
        raise challenge()
    assert user is not None  # noqa: S101 - else nothing is right
    _guesses.forget(username)
    remember(mark)
    return user


def is_right(user: User | None, password: str) -> bool:
    """Whether this is the account's password. Hashing takes much memory and time: few do it at once.

    Raises:
        Refusal: 429 for a name without an account while others are busy, so that strangers hold up no phone; 503 for
            an account that had to wait for too long.
    """
    if not _hashing.acquire(timeout=0 if user is None else LONGEST_WAIT_SECONDS):
        status, key = (429, "too_many_tries") if user is None else (503, "busy")
        raise Refusal(status, key, [("Retry-After", "30")])
    try:
        if user is None:
            make_password(password)  # as long as a check takes
            return False
        return check_password(password, user.password)
    finally:
        _hashing.release()


def mark_of(user: User, password: str) -> bytes:
    """A keyed hash that a changed password no longer matches."""
    return hmac.digest(_key, f"{user.pk}\x00{user.password}\x00{password}".encode(), "sha256")


def remember(mark: bytes) -> None:
    """For a few minutes."""
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    _remembered[mark] = time.monotonic() + REMEMBER_SECONDS


def note_seen(device: Device | None) -> None:
    """The day on which a phone was last here, written once a day."""
    today = timezone.localdate()
    if device is not None and device.last_seen_on != today:
        write(lambda: Device.objects.filter(pk=device.pk).update(last_seen_on=today))
