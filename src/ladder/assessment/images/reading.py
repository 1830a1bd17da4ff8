"""Facts of one image from its bytes: real type, size, what it says of itself, and a hash of how it looks."""

import io
import warnings
from dataclasses import asdict, dataclass, field
from typing import Any

import imagehash
from PIL import Image, ImageStat, UnidentifiedImageError

from ladder.assessment.images.exif import Exif, read_exif
from ladder.assessment.images.faults import BROKEN, CUT, EMPTY, MAX_PIXELS, NOT_AN_IMAGE, TOO_MANY_PIXELS

MEDIA_TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
"""By Pillow's name. MPO is a JPEG with further pictures behind the first, as phones with two lenses write it."""
FORMATS = ("JPEG", "PNG", "WEBP")
SMALL = (160, 160)
PLAIN_BELOW = 6.0
"""Standard deviation of grey below which all pictures look alike: a hand on the lens, the sky."""

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one image is. `fault` is a key; what could be read before it stands beside it."""

    media_type: str = ""
    width: int | None = None
    height: int | None = None
    exif: Exif = field(default_factory=Exif)
    perceptual_hash: str = ""
    fault: str = ""

    def document(self) -> dict[str, Any]:
        """As JSON can carry it."""
        told = asdict(self)
        moment = self.exif.taken_at
        told["exif"]["taken_at"] = moment.isoformat() if moment else None
        return told


def see(content: bytes) -> Seen:
    """Look at bytes; never raises for what is in them (but memory and time are the process's to limit)."""
    if not content:
        return Seen(fault=EMPTY)
    try:
        return see_opened(Image.open(io.BytesIO(content), formats=FORMATS))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Seen(fault=TOO_MANY_PIXELS)
    except UnidentifiedImageError:
        return Seen(fault=NOT_AN_IMAGE)
    except Exception:  # noqa: BLE001 - a decoder may fail in any way on hostile bytes
        return Seen(fault=BROKEN)


def see_opened(image: Image.Image) -> Seen:
    """Facts of what could be opened."""
    media_type, (width, height) = MEDIA_TYPES[image.format or ""], image.size
    if width * height > MAX_PIXELS:
        return Seen(media_type, width, height, fault=TOO_MANY_PIXELS)
    exif = read_exif(image)
    looks, fault = load(image)
    return Seen(media_type, width, height, exif, looks, fault)


def load(image: Image.Image) -> tuple[str, str]:
    """The hash of how it looks, and a fault: all bytes are decoded, JPEG at an eighth of its size."""
    try:
        image.draft("L", SMALL)
        image.load()
        return how_it_looks(image), ""
    except MemoryError:
        return "", TOO_MANY_PIXELS
    except OSError as fault:
        return "", CUT if "truncated" in str(fault) else BROKEN
    except Exception:  # noqa: BLE001 - a decoder may fail in any way on hostile bytes
        return "", BROKEN


def how_it_looks(image: Image.Image) -> str:
    """A perceptual hash (pHash, 64 bits) in hex; empty for pictures without anything to see."""
    small = image if max(image.size) <= 2 * SMALL[0] else image.resize(SMALL, Image.Resampling.BOX)
    grey = small.convert("L")
    if ImageStat.Stat(grey).stddev[0] < PLAIN_BELOW:
        return ""
    return str(imagehash.phash(grey))
