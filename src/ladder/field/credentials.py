"""What is kept of a phone's secret: digests only, for HTTP Basic and for HTTP Digest with MD5, as phones use it."""

import secrets
from hashlib import md5, sha256

REALM = "Cobalt Ladder field"
SECRET_BYTES = 20
NAME_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike when they are typed from paper
NAME_LENGTH = 8


def make_secret() -> str:
    """A new secret of 160 random bits, in signs that every keyboard has."""
    return secrets.token_urlsafe(SECRET_BYTES)


def make_username() -> str:
    """A new name of a phone, which says nothing of the person."""
    return "phone-" + "".join(secrets.choice(NAME_SIGNS) for _ in range(NAME_LENGTH))


def secret_digest(secret: str) -> str:
    """SHA-256 of a secret, in hexadecimal digits. A random secret of 128 bits and more needs no slow hash."""
    return sha256(secret.encode()).hexdigest()


def ha1(username: str, secret: str) -> str:
    """MD5 of name, realm and secret, which HTTP Digest calls H(A1)."""
    return md5(f"{username}:{REALM}:{secret}".encode(), usedforsecurity=False).hexdigest()
