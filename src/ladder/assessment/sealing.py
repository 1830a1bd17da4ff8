"""Seals addresses of followers with a key of the house: a copy of the database says nothing of who follows what."""

import hashlib
import hmac
import os
from base64 import b64decode
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


class UnreadableError(ValueError):
    """Sealed with another key, for another follower, or damaged."""


def house_key() -> bytes:
    """The key as bytes."""
    return b64decode(settings.ADDRESS_KEY)


def seal(text: str, owner: UUID) -> bytes:
    """A text sealed for one row: under another row's id it does not open. AES-256-GCM."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(house_key()).encrypt(nonce, text.encode("utf-8"), owner.bytes)


def unseal(sealed: bytes, owner: UUID) -> str:
    """The text.

    Raises:
        UnreadableError: it does not open.
    """
    try:
        return AESGCM(house_key()).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], owner.bytes).decode("utf-8")
    except (InvalidTag, ValueError) as fault:
        raise UnreadableError from fault


def signing_secret(owner: UUID) -> str:
    """The secret with which deliveries to one webhook are signed; made from the key, so it is stored nowhere."""
    return hmac.new(house_key(), b"webhook:" + owner.bytes, hashlib.sha256).hexdigest()
