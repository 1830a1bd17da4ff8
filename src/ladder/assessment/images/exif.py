"""What an image says of itself, with nothing taken on trust: EXIF is text from a stranger."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from PIL import ExifTags, Image

LONGEST_TEXT = 120
LONGEST_EXIF = 300_000
WALL_CLOCK = "%Y:%m:%d %H:%M:%S"
OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})\Z")
CREATOR = re.compile(rb"CreatorTool(?:=\"|>)([^\"<]{1,120})")
QUARTER_HOUR_S = 900
LONGEST_OFFSET_S = 14 * 3600
NEAR_A_QUARTER_S = 180


@dataclass(frozen=True, slots=True)
class Exif:
    """Texts cleaned, degrees or None, a time with its zone where the image tells it (else as if UTC)."""

    has_exif: bool = False
    taken_at: datetime | None = None
    is_zone_known: bool = False
    latitude: float | None = None
    longitude: float | None = None
    camera: str = ""
    software: str = ""


def read_exif(image: Image.Image) -> Exif:
    """What an opened image says; anything odd in it counts as not said."""
    try:
        raw = image.getexif()
        photo, place = raw.get_ifd(ExifTags.IFD.Exif), raw.get_ifd(ExifTags.IFD.GPSInfo)
    except Exception:  # noqa: BLE001 - parsers of EXIF fail in many ways, and none may hide the picture
        return Exif()
    taken_at, is_zone_known = read_time(raw, photo, place)
    latitude, longitude = read_place(place)
    maker, model = (clean(raw.get(tag)) for tag in (ExifTags.Base.Make, ExifTags.Base.Model))
    return Exif(
        has_exif=bool(taken_at or maker or model or place or photo),
        taken_at=taken_at, is_zone_known=is_zone_known, latitude=latitude, longitude=longitude,
        camera=f"{maker} {model}".strip()[:LONGEST_TEXT],
        software=clean(raw.get(ExifTags.Base.Software)) or creator_tool(image),
    )  # fmt: skip


def clean(value: object) -> str:
    """Printable text on one line, of bounded length; signs that hide or turn other text are left out."""
    if isinstance(value, bytes):
        value = value[: 4 * LONGEST_TEXT].decode("utf-8", "replace")
    if not isinstance(value, str):
        return ""
    words = "".join(sign if sign.isprintable() else " " for sign in value[: 4 * LONGEST_TEXT]).split()
    return " ".join(words)[:LONGEST_TEXT].strip()


def creator_tool(image: Image.Image) -> str:
    """The program that XMP names, where EXIF names none."""
    told = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    found = CREATOR.search((told.encode("utf-8", "replace") if isinstance(told, str) else bytes(told))[:LONGEST_EXIF])
    return clean(found.group(1)) if found else ""


def read_time(
    raw: Mapping[int, Any], photo: Mapping[int, Any], place: Mapping[int, Any]
) -> tuple[datetime | None, bool]:
    """When it was taken and whether the zone is known: told by the image, or by the satellites' time beside it."""
    wall = read_wall_clock(photo.get(ExifTags.Base.DateTimeOriginal)) or read_wall_clock(
        raw.get(ExifTags.Base.DateTime)
    )
    if wall is None:
        return None, False
    offset = read_offset(photo.get(ExifTags.Base.OffsetTimeOriginal) or photo.get(ExifTags.Base.OffsetTime))
    if offset is None:
        offset = offset_by_satellite(wall, read_satellite_time(place))
    if offset is None:
        return wall.replace(tzinfo=UTC), False
    try:
        return wall.replace(tzinfo=timezone(offset)).astimezone(UTC), True
    except (OverflowError, ValueError):
        return None, False


def read_wall_clock(value: object) -> datetime | None:
    """`2026:03:01 10:20:30`; zeros and nonsense are None."""
    try:
        moment = datetime.strptime(clean(value), WALL_CLOCK)  # noqa: DTZ007 - the zone stands elsewhere
    except ValueError:
        return None
    return moment if moment.year >= 1990 else None  # noqa: PLR2004 - no digital camera is older


def read_offset(value: object) -> timedelta | None:
    """`+02:00` as a length of time."""
    found = OFFSET.match(clean(value))
    if not found:
        return None
    length = timedelta(hours=int(found[2]), minutes=int(found[3]))
    if length > timedelta(seconds=LONGEST_OFFSET_S):
        return None
    return length if found[1] == "+" else -length


def read_satellite_time(place: Mapping[int, Any]) -> datetime | None:
    """GPS date and time, which are UTC."""
    try:
        day = datetime.strptime(clean(place.get(ExifTags.GPS.GPSDateStamp)), "%Y:%m:%d").replace(tzinfo=UTC)
        hours, minutes, seconds = (float(part) for part in place[ExifTags.GPS.GPSTimeStamp])
        return day + timedelta(hours=hours, minutes=minutes, seconds=seconds)
    except (KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None


def offset_by_satellite(wall: datetime, satellite: datetime | None) -> timedelta | None:
    """The zone in which the wall clock and the satellites' time are the same moment, where there is one."""
    if satellite is None:
        return None
    apart = (wall.replace(tzinfo=UTC) - satellite).total_seconds()
    offset = round(apart / QUARTER_HOUR_S) * QUARTER_HOUR_S
    is_zone = abs(offset) <= LONGEST_OFFSET_S and abs(apart - offset) <= NEAR_A_QUARTER_S
    return timedelta(seconds=offset) if is_zone else None


def read_place(place: Mapping[int, Any]) -> tuple[float | None, float | None]:
    """Latitude and longitude in degrees, or None twice; phones that hide the place write zeros."""
    latitude = read_degrees(place.get(ExifTags.GPS.GPSLatitude), place.get(ExifTags.GPS.GPSLatitudeRef), "S", 90)
    longitude = read_degrees(place.get(ExifTags.GPS.GPSLongitude), place.get(ExifTags.GPS.GPSLongitudeRef), "W", 180)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None, None
    return latitude, longitude


def read_degrees(parts: object, reference: object, negative: str, limit: int) -> float | None:
    """Degrees, minutes and seconds as one number."""
    try:
        degrees, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value) or not 0 <= value <= limit:
        return None
    return -value if clean(reference).upper().startswith(negative) else value
