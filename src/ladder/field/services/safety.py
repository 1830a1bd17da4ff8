"""The second acknowledgement: files are read back from the store, and copied where a copy is kept."""

import logging
import time

from django.db import transaction
from django.utils import timezone

from ladder.assessment.storage import Store, copy_store, evidence_store
from ladder.field.models import Submission, SubmissionEvent, SubmissionFile

RETRY_SECONDS = 3600
logger = logging.getLogger(__name__)
_failed: dict[int, float] = {}  # submissions whose files could not be shown to be whole, and when


def make_safe(*, limit: int) -> int:
    """Show up to `limit` complete submissions to be safe, oldest first; returns how many became so.

    Safe means: the form is committed, and each of its files was read back from the store whole and matches its digest,
    and so does its copy where `LADDER_EVIDENCE_COPY` names a second store. What cannot be shown is noted and tried
    again after an hour; it stays "complete" for the phone, which keeps its own copy.
    """
    waiting = Submission.objects.filter(completed_at__isnull=False, safe_at=None).exclude(pk__in=recently_failed())
    keys = list(waiting.order_by("completed_at", "pk").values_list("pk", flat=True)[:limit])
    return sum(make_one_safe(key) for key in keys)


def make_one_safe(key: int) -> bool:
    """Check one submission's files and mark it; False where one of them is not whole or more came meanwhile."""
    digests = digests_of(key)
    try:
        damaged = sorted(sha256 for sha256 in digests if not is_kept(sha256))
    except OSError:
        logger.exception("Files of a submission could not be checked now.")
        _failed[key] = time.monotonic()
        return False
    if damaged:
        note_damage(key, damaged)
        return False
    return mark_safe(key, digests)


def is_kept(sha256: str) -> bool:
    """Whether the store, and the copy where there is one, give these bytes back whole."""
    store, copy = evidence_store(), copy_store()
    return store.verify(sha256) and (copy is None or has_copy(store, copy, sha256))


def has_copy(store: Store, copy: Store, sha256: str) -> bool:
    """Whether the copy is whole; it is made where it is not there."""
    if not copy.has(sha256):
        with store.open(sha256) as source:
            copy.put(source, expected_sha256=sha256)
    return copy.verify(sha256)


def digests_of(key: int) -> frozenset[str]:
    """SHA-256 of every file that is here."""
    here = SubmissionFile.objects.filter(submission=key).exclude(sha256="")
    return frozenset(here.values_list("sha256", flat=True))


@transaction.atomic
def mark_safe(key: int, digests: frozenset[str]) -> bool:
    """Say so, unless other files came while these were read."""
    row = Submission.objects.select_for_update().only("pk").get(pk=key)
    if digests_of(key) != digests:
        return False
    _failed.pop(key, None)
    return bool(Submission.objects.filter(pk=row.pk, safe_at=None).update(safe_at=timezone.now()))


@transaction.atomic
def note_damage(key: int, damaged: list[str]) -> None:
    """Leave a trace for the secretariat, and wait an hour before the next try."""
    _failed[key] = time.monotonic()
    row = Submission.objects.only("instance_id", "device").get(pk=key)
    SubmissionEvent.objects.create(
        instance_id=row.instance_id, kind="not_safe", detail={"sha256": damaged}, device=row.device, at=timezone.now()
    )


def recently_failed() -> list[int]:
    """Submissions that are not tried again yet."""
    limit = time.monotonic() - RETRY_SECONDS
    return [key for key, at in _failed.items() if at > limit]
