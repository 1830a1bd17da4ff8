"""Rows of evidence as the core compares them: what the form and the registry say, what the image says, other photos."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils.dateparse import parse_datetime

from ladder.assessment.alike import count_others
from ladder.assessment.entries import FileEntry
from ladder.assessment.models import Evidence, ImageFacts
from ladder.core.assessment.photo_honesty import Others, PhotoClaim, PhotoFacts
from ladder.core.assessment.photo_places import Point, SitePlace
from ladder.core.assessment.photo_times import ALL_OFFSETS_H, Window
from ladder.registry.models import Site

OFFSETS_BY_COUNTRY = {"CD": (1, 2)}
"""The Congo has two zones; clocks in Lualaba are two hours ahead of UTC."""
AROUND_ONE_MOMENT = timedelta(hours=12)


def evidence_from(*, site: Site, entry: FileEntry, observed_on: date) -> Evidence:
    """A piece of evidence that is not stored, with what the form says of its file."""
    return Evidence(site=site, observed_on=observed_on, **file_fields(entry))


def file_fields(entry: FileEntry) -> dict[str, Any]:
    """The columns of `Evidence` that tell of its file."""
    return {
        "sha256": entry.sha256, "size_bytes": entry.size_bytes, "file_name": entry.name[:200],
        "captured_at": read_moment(entry.captured_at), "latitude": entry.latitude, "longitude": entry.longitude,
        "accuracy_m": entry.accuracy_m, "visit_started_at": read_moment(entry.visit_started_at),
        "visit_ended_at": read_moment(entry.visit_ended_at), "is_exif_lost": entry.is_exif_lost,
    }  # fmt: skip


def read_moment(text: str | None) -> datetime | None:
    """ISO 8601 with an offset; a moment without one is read as UTC, and nonsense is None."""
    try:
        moment = parse_datetime(text) if text else None
    except ValueError:
        return None
    if moment is None:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def claim_of(evidence: Evidence) -> PhotoClaim:
    """What is said of a piece, without other photos."""
    return PhotoClaim(
        site=place_of(evidence.site), window=window_of(evidence),
        place=point(evidence.latitude, evidence.longitude, evidence.accuracy_m), is_exif_lost=evidence.is_exif_lost,
    )  # fmt: skip


def point(latitude: float | None, longitude: float | None, accuracy_m: float | None = None) -> Point | None:
    """A place, where both degrees are known."""
    return None if latitude is None or longitude is None else Point(latitude, longitude, accuracy_m)


def place_of(site: Site) -> SitePlace:
    """Where the registry says that a site is. Read for a rule, never shown."""
    outline = (site.polygon or {}).get("coordinates", ())
    rings = tuple(tuple((float(corner[0]), float(corner[1])) for corner in ring) for ring in outline)
    return SitePlace(rings, point(site.latitude, site.longitude), site.location_origin)


def window_of(evidence: Evidence) -> Window:
    """From when to when: the form's own start and end; half a day around a moment; else the whole day of the visit."""
    offsets = OFFSETS_BY_COUNTRY.get(evidence.site.country, ALL_OFFSETS_H)
    start, end = evidence.visit_started_at, evidence.visit_ended_at
    if start is not None and end is not None and start <= end:
        return Window(start, end, offsets)
    moment = evidence.captured_at or start or end
    if moment is not None:
        return Window(moment - AROUND_ONE_MOMENT, moment + AROUND_ONE_MOMENT, offsets)
    first = datetime.combine(evidence.observed_on, time.min, tzinfo=UTC)
    return Window(first - timedelta(hours=max(offsets)), first + timedelta(days=1, hours=-min(offsets)), offsets)


def facts_of(image: ImageFacts) -> PhotoFacts:
    """What the image says."""
    return PhotoFacts(
        media_type=image.file.media_type, width=image.width or 0, height=image.height or 0, has_exif=image.has_exif,
        taken_at=image.taken_at, is_zone_known=image.is_zone_known, place=point(image.latitude, image.longitude),
        camera=image.camera, software=image.software, fault=image.fault,
    )  # fmt: skip


def others_of(evidence: Evidence, image: ImageFacts) -> Others:
    """Counts of other photos that are the same, look the same or name the same place."""
    return Others(**count_others(evidence, image))
