"""The keys of stored files: the first one seals, all of them open."""

import hashlib
from base64 import b64decode
from binascii import Error
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
KEY_ID_BYTES = 8


def key_id(key: bytes) -> bytes:
    """The name of a key, which tells nothing of it."""
    return hashlib.sha256(b"cobalt ladder evidence key" + key).digest()[:KEY_ID_BYTES]


@lru_cache(maxsize=4)
def parse_keys(text: str) -> dict[bytes, bytes]:
    """Keys by their id, in the order given: base64 of 32 bytes each, separated by blanks or lines."""
    keys = [decode_key(word) for word in text.split()]
    if not keys:
        raise ImproperlyConfigured("LADDER_EVIDENCE_KEYS holds no key.")
    return {key_id(key): key for key in keys}


def decode_key(word: str) -> bytes:
    """One key."""
    try:
        key = b64decode(word, validate=True)
    except Error as fault:
        raise ImproperlyConfigured("A key in LADDER_EVIDENCE_KEYS is not base64.") from fault
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"A key in LADDER_EVIDENCE_KEYS has {len(key)} bytes instead of {KEY_BYTES}.")
    return key


def present_keys() -> dict[bytes, bytes]:
    """The keys of this place; the first one seals what is stored from now on."""
    return parse_keys(settings.EVIDENCE_KEYS)
