"""Files that arrive in pieces: begun, continued, finished into the evidence store, swept away where nobody goes on."""

from datetime import datetime, timedelta
from typing import BinaryIO, cast
from uuid import UUID, uuid4

from django.db.models import Sum
from django.utils import timezone

from ladder.accounts.models import User
from ladder.assessment.storage import WrongDigest, evidence_store
from ladder.field.models import PartialUpload
from ladder.field.pieces import Whole, drop_pieces, keep_piece, list_pieces, offset_after
from ladder.field.writer import write

LARGEST_FILE_BYTES = 100_000_000
MOST_ARRIVING_BYTES = 2_000_000_000
KEEP_UNFINISHED = timedelta(days=30)


class TooMuch(ValueError):  # noqa: N818 - says what is wrong with the announcement
    """The file is too large, or too much of this person is still arriving."""


class Gone(LookupError):  # noqa: N818 - says what became of the arrival
    """It was begun again under another address, or forgotten."""


def begin_upload(*, person: User, sha256: str, size_bytes: int) -> PartialUpload:
    """A new arrival of a file. Begun again, it starts anew under a new address: what was lost is the address alone.

    Raises:
        TooMuch: see there.
    """
    arriving = PartialUpload.objects.filter(person=person, finished_at=None).exclude(sha256=sha256)
    awaited = arriving.aggregate(total=Sum("size_bytes"))["total"] or 0
    if size_bytes > LARGEST_FILE_BYTES or awaited + size_bytes > MOST_ARRIVING_BYTES:
        raise TooMuch
    upload, earlier = write(lambda: replace_upload(person, sha256, size_bytes))
    if earlier is not None:
        drop_pieces(earlier)
    return upload


def replace_upload(person: User, sha256: str, size_bytes: int) -> tuple[PartialUpload, UUID | None]:
    """The row of an arrival, and the key of the one that it takes the place of. What has arrived once stays arrived."""
    row = PartialUpload.objects.select_for_update().filter(person=person, sha256=sha256).first()
    if row is None:
        now = timezone.now()
        return PartialUpload.objects.create(person=person, sha256=sha256, size_bytes=size_bytes, created_at=now), None
    earlier = row.public_id
    if row.finished_at is None:
        row.public_id, row.size_bytes, row.created_at = uuid4(), size_bytes, timezone.now()
        row.save(update_fields=["public_id", "size_bytes", "created_at"])
        return row, earlier
    return row, None


def continue_upload(*, upload: PartialUpload, offset: int, body: bytes) -> int:
    """Keep a piece that begins at `offset`; returns how many bytes are here now. All of them: into the store.

    Raises:
        Taken: the file does not end at `offset`.
        WrongDigest: it is whole and is not what was announced; its pieces are gone.
        Gone: it was begun again meanwhile.
        StoreFull: there is no room; all earlier pieces stay.
    """
    if body:
        keep_piece(upload.public_id, offset, body)
    return finish_if_whole(upload)


def finish_if_whole(upload: PartialUpload) -> int:
    """Bytes that are here; a file that is whole is in the evidence store, checked, when this returns."""
    if upload.finished_at is not None:
        return upload.size_bytes
    pieces = list_pieces(upload.public_id)
    here = offset_after(pieces)
    if here < upload.size_bytes:
        return here
    try:
        evidence_store().put(cast("BinaryIO", Whole(pieces)), expected_sha256=upload.sha256)
    except FileNotFoundError:  # somebody else finished it, or this person began it again, while it was read
        if PartialUpload.objects.filter(pk=upload.pk, public_id=upload.public_id).exclude(finished_at=None).exists():
            return upload.size_bytes
        raise Gone from None
    except WrongDigest:
        drop_pieces(upload.public_id)
        raise
    finished_at = timezone.now()
    write(lambda: PartialUpload.objects.filter(pk=upload.pk, finished_at=None).update(finished_at=finished_at))
    drop_pieces(upload.public_id)
    return upload.size_bytes


def sweep_uploads(*, now: datetime) -> int:
    """Forget arrivals that nobody went on with for a month; returns how many."""
    stale = PartialUpload.objects.filter(finished_at=None, created_at__lt=now - KEEP_UNFINISHED)
    keys = list(stale.values_list("pk", "public_id"))
    for pk, public_id in keys:
        drop_pieces(public_id)
        PartialUpload.objects.filter(pk=pk, finished_at=None).delete()
    return len(keys)
