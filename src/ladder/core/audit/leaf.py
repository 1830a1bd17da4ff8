"""What a leaf of the log says, byte for byte.

A leaf hash is SHA-256(0x00 || content), RFC 6962 section 2.1. The content is canonical JSON of the public part of an
act and a salted commitment to its personal part, so that the log can be shown to a witness without naming anybody.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ladder.core.canonical import write_canonically

LEAF_PREFIX = b"\x00"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Act:
    """One act as it is recorded. `at` is ISO 8601 in UTC with microseconds; `salt` is hexadecimal."""

    at: str
    actor_key: str
    action: str
    target: str
    salt: str
    detail: Mapping[str, object] = field(default_factory=dict)


def commit_to_person(act: Act) -> str:
    """HMAC-SHA-256 under the salt over who acted and the detail; says nothing without the salt."""
    personal = write_canonically({"actor": act.actor_key, "detail": act.detail})
    return hmac.new(bytes.fromhex(act.salt), personal, hashlib.sha256).hexdigest()


def content_of(act: Act) -> bytes:
    """The bytes of the leaf: what a witness may see."""
    shown = {"v": FORMAT, "at": act.at, "action": act.action, "target": act.target, "commitment": commit_to_person(act)}
    return write_canonically(shown)


def hash_of(act: Act) -> str:
    """The leaf hash in hexadecimal."""
    return hashlib.sha256(LEAF_PREFIX + content_of(act)).hexdigest()


def write_moment(moment: datetime) -> str:
    """ISO 8601 in UTC with microseconds, the same on both databases."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def settle(value: object) -> object:
    """A value as every database gives it back: text, whole numbers, true, false, null, lists and objects of these.

    Fractions become text, because one database rewrites 1e2 as 100 and the hash would no longer fit.
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(key): settle(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [settle(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(str(inner) for inner in value)
    return repr(value) if isinstance(value, float) else str(value)
