"""Bearer tokens: how they look and what is kept of them."""

import hashlib
import secrets
from datetime import timedelta

PREFIX = "cl_"
SECRET_BYTES = 32
USUAL_DAYS = 90
LONGEST_DAYS = 365
USUAL_LIFE = timedelta(days=USUAL_DAYS)


def make_token() -> str:
    """A fresh token of 256 random bits; its prefix lets scanners of leaked secrets find it."""
    return PREFIX + secrets.token_urlsafe(SECRET_BYTES)


def digest_of(token: str) -> str:
    """SHA-256 of a token. No salt or stretching: 256 random bits cannot be guessed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
