"""Pictures for the demonstration: drawn, not taken, each with what a phone would write into it. Nobody is in them."""

import io
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from PIL import ExifTags, Image, ImageDraw

from ladder.assessment.models import Evidence
from ladder.assessment.services.evidence_files import check_evidence, keep_file
from ladder.assessment.storage import evidence_store
from ladder.registry.models import Site

SOURCE_KEY = "demonstration-pictures"
SIZE = (1200, 900)
DAYS_AGO, DAYS_VALID, LENGTH = 16, 180, timedelta(hours=3)
KINDS = ("fits", "old", "stripped")


def load_demonstration_pictures(*, on: date) -> int:
    """One picture that fits its visit, one that is old, one without EXIF, at the first demonstration site. Once.

    Returns how many were added.
    """
    site = Site.objects.filter(is_demonstration=True).order_by("pk").first()
    if site is None or Evidence.objects.filter(site=site, source_key=SOURCE_KEY).exists():
        return 0
    pieces = [build_piece(site, number, kind, on - timedelta(days=DAYS_AGO)) for number, kind in enumerate(KINDS)]
    with transaction.atomic():
        Evidence.objects.bulk_create(pieces)
    for piece in pieces:
        check_evidence(piece)
    return len(pieces)


def build_piece(site: Site, number: int, kind: str, day: date) -> Evidence:
    """A drawing in the store, and its row."""
    start = datetime.combine(day, time(7), tzinfo=UTC)
    taken = start + LENGTH / 2 - (timedelta(days=200) if kind == "old" else timedelta(0))
    kept = evidence_store().put(io.BytesIO(draw(number, None if kind == "stripped" else taken)))
    return Evidence(
        site=site, kind="photo", title=f"Demonstration drawing {number + 1}", observed_on=day,
        received_at=timezone.now(), file=keep_file(kept), file_name=f"drawing-{number + 1}.jpg", sha256=kept.sha256,
        size_bytes=kept.size_bytes, valid_until=day + timedelta(days=DAYS_VALID), visit_started_at=start,
        visit_ended_at=start + LENGTH, latitude=site.latitude, longitude=site.longitude, accuracy_m=12.0,
        source_key=SOURCE_KEY,
    )  # fmt: skip


def draw(number: int, taken: datetime | None) -> bytes:
    """Sky, ground and a heap, as JPEG with EXIF where a time is given."""
    image = Image.new("RGB", SIZE, (188, 208, 222))
    pen = ImageDraw.Draw(image)
    horizon = 360 + 60 * number
    pen.rectangle((0, horizon, *SIZE), fill=(150, 96 + 20 * number, 62))
    pen.polygon(
        [(150 + 220 * number, horizon + 260), (400 + 200 * number, horizon - 120), (760, horizon + 260)],
        fill=(98, 70, 52),
    )
    pen.ellipse((620 - 150 * number, horizon + 120, 1100, horizon + 330), fill=(70, 54, 44))
    pen.text((24, SIZE[1] - 40), "Cobalt Ladder: demonstration, drawn", fill="white")
    target = io.BytesIO()
    exif = Image.Exif()
    if taken is not None:
        exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "Demonstration", "drawing"
        exif[ExifTags.Base.DateTime] = (taken + timedelta(hours=2)).strftime("%Y:%m:%d %H:%M:%S")
    image.save(target, "JPEG", quality=80, **({"exif": exif.tobytes()} if taken else {}))
    return target.getvalue()
