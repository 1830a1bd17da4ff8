"""Codes of participants, invitations and registrations: drawn here, shown once, kept only as keyed digests.

A stolen copy of the database does not give the codes: there are few enough of them to try all, so the digest is keyed
with a key that stands outside the database.
"""

import secrets

from django.utils.crypto import salted_hmac

from ladder.core.consultation.codes import draw_code, normalise

RESUME, INVITATION, REGISTRATION = "resume", "invitation", "registration"


def draw() -> str:
    """A fresh code from the system's own chance."""
    return draw_code(secrets.choice)


def digest_of(code: str, purpose: str) -> str:
    """The keyed digest that is kept of a code, 64 hexadecimal signs.

    Args:
        code: as drawn or as typed.
        purpose: `RESUME`, `INVITATION` or `REGISTRATION`, so that a code of one kind opens nothing of another.

    Returns:
        The digest. What cannot be a code has one too, which belongs to no row.
    """
    return salted_hmac(f"ladder.consultation.codes.{purpose}", normalise(code), algorithm="sha256").hexdigest()
