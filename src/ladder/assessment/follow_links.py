"""Links in letters to followers: whoever has the mailbox confirms or ends without signing in, and nobody else can."""

from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.urls import reverse

from ladder.assessment.alert_words import public_base
from ladder.assessment.models import Follow

CONFIRM, STOP = "confirm_by_letter", "stop_by_letter"  # as the pages are named
DAYS_TO_CONFIRM = 7


def link_to(purpose: str, row: Follow) -> str:
    """The whole address of a page for this follower alone."""
    signed = signing.dumps(row.public_id.hex, salt=purpose)
    return public_base() + reverse(f"assessment:{purpose}", args=[signed])


def find_linked(purpose: str, signed: str) -> Follow | None:
    """The follower that a link names; None where nobody signed it for this purpose, or too long ago to confirm."""
    oldest = timedelta(days=DAYS_TO_CONFIRM) if purpose == CONFIRM else None
    try:
        key = signing.loads(signed, salt=purpose, max_age=oldest)
    except signing.BadSignature:
        return None
    return Follow.objects.filter(public_id=UUID(key)).select_related("site").first()
