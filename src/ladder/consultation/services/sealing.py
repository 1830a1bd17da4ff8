"""Seals short texts with a key that stands outside the database: a stolen copy of the database does not open them."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac

NO_MOMENT = 0  # a seal carries the moment it was made at in clear; ours all carry the same


def seal(text: str, purpose: str) -> str:
    """The text, encrypted and protected against change. The same text gives another seal each time."""
    return lock_of(purpose).encrypt_at_time(text.encode(), NO_MOMENT).decode("ascii")


def unseal(sealed: str, purpose: str) -> str | None:
    """The text; None where it was not sealed here for this purpose, or was changed."""
    try:
        return lock_of(purpose).decrypt(sealed.encode()).decode()
    except (InvalidToken, UnicodeError):
        return None


def lock_of(purpose: str) -> Fernet:
    """The lock of a purpose; its key is derived from the secret key, which stands in the home folder."""
    key = salted_hmac("ladder.consultation.sealing", purpose, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
