"""Rows for bytes in the evidence store: what they are, what looking told, and how evidence compares with its form."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from ladder.assessment.alike import touching_evidence
from ladder.assessment.entries import FileEntry
from ladder.assessment.images.faults import LOST, MAX_BYTES, TOO_BIG
from ladder.assessment.images.looking import look
from ladder.assessment.images.reading import Seen
from ladder.assessment.media_types import IMAGES, LONGEST_BEGINNING, media_type_of
from ladder.assessment.models import Evidence, EvidenceCheck, ImageFacts, StoredFile
from ladder.assessment.photo_claims import claim_of, evidence_from, facts_of, others_of
from ladder.assessment.storage import Damaged, Kept, evidence_store
from ladder.core.assessment.photo_honesty import METHOD, PhotoVerdict, judge_photo
from ladder.registry.models import Site


def keep_file(kept: Kept, name: str = "") -> StoredFile:
    """The row of bytes that are in the store; the same bytes have one row. `name` tells nothing about their type."""
    del name
    known = StoredFile.objects.filter(sha256=kept.sha256).first()
    if known is not None:
        return known
    with evidence_store().open(kept.sha256) as stream:
        media_type = media_type_of(stream.read(LONGEST_BEGINNING))
    row = StoredFile(
        sha256=kept.sha256, size_bytes=kept.size_bytes, media_type=media_type, stored_at=timezone.now()
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # another one kept the same bytes in this moment
        return StoredFile.objects.get(sha256=kept.sha256)
    return row


def look_at_image(file: StoredFile) -> ImageFacts | None:
    """What an image says of itself, read once in a process of its own; None for what is no image.

    Call it outside of transactions: decoding takes some ten milliseconds.
    """
    known = ImageFacts.objects.filter(file=file).first()
    if known is not None:
        return known
    if file.media_type not in IMAGES:
        return None
    row = facts_row(file, look_into_store(file))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return ImageFacts.objects.get(file=file)
    return row


def look_into_store(file: StoredFile) -> Seen:
    """Look at stored bytes; too many are not even read, and lost ones are a fault of their own."""
    if file.size_bytes > MAX_BYTES:
        return Seen(fault=TOO_BIG)
    try:
        with closing(evidence_store().open(file.sha256)) as stream:
            content = stream.read()
    except (FileNotFoundError, Damaged):
        return Seen(fault=LOST)
    return look(content)


def facts_row(file: StoredFile, seen: Seen) -> ImageFacts:
    """Facts as a row."""
    return ImageFacts(
        file=file, width=seen.width, height=seen.height, taken_at=seen.exif.taken_at,
        is_zone_known=seen.exif.is_zone_known, latitude=seen.exif.latitude, longitude=seen.exif.longitude,
        camera=seen.exif.camera, software=seen.exif.software, has_exif=seen.exif.has_exif,
        perceptual_hash=seen.perceptual_hash, fault=seen.fault, read_at=timezone.now(),
    )  # fmt: skip


def is_located(*, site: Site, entry: FileEntry, observed_on: date) -> bool:
    """Whether a photo shows by itself that somebody was at the site at that time; looks at it where nobody has.

    It rests on the photo and its form only, so that it never depends on what else has arrived. Outside transactions.
    """
    file = keep_file(Kept(entry.sha256, entry.size_bytes), entry.name)
    image = look_at_image(file)
    if image is None:
        return False
    piece = evidence_from(site=site, entry=entry, observed_on=observed_on)
    return judge_photo(claim_of(piece), facts_of(image)).is_located


def check_evidence(evidence: Evidence) -> EvidenceCheck | None:
    """Compare a piece with its form, its site, its visit and all other photos, and keep what came of it.

    Others that turn out to be the same are checked again, so that both are flagged whichever came first. None for what
    is no image. Nothing is written where the latest check says the same.
    """
    verdict = judge(evidence)
    if verdict is None:
        return None
    check = keep_check(evidence, verdict)
    for other in touching_evidence(evidence):
        again = judge(other)
        if again is not None:
            keep_check(other, again)
    return check


def check_all(pieces: Iterable[Evidence]) -> int:
    """Check every piece that has a file; returns how many were images."""
    return sum(check_evidence(piece) is not None for piece in pieces)


def check_waiting(*, limit: int = 200) -> int:
    """Check pieces whose check was cut off: for the chores. Returns how many were looked at."""
    waiting = Evidence.objects.filter(file__media_type__in=IMAGES, checks=None).select_related("file", "site")
    return check_all(waiting.order_by("pk")[:limit])


def judge(evidence: Evidence) -> PhotoVerdict | None:
    """The verdict on one piece as of now."""
    image = look_at_image(evidence.file) if evidence.file is not None else None
    if image is None:
        return None
    return judge_photo(replace(claim_of(evidence), others=others_of(evidence, image)), facts_of(image))


def keep_check(evidence: Evidence, verdict: PhotoVerdict) -> EvidenceCheck:
    """A row for a verdict, unless it is the latest one already."""
    latest = EvidenceCheck.objects.filter(evidence=evidence).order_by("-pk").first()
    said = (verdict.score, list(verdict.flags), verdict.is_located, METHOD)
    if latest is not None and (latest.score, latest.flags, latest.is_located, latest.method) == said:
        return latest
    return EvidenceCheck.objects.create(
        evidence=evidence, score=verdict.score, flags=list(verdict.flags), is_located=verdict.is_located,
        method=verdict.method, checked_at=timezone.now(),
    )  # fmt: skip
