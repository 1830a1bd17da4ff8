"""Copies to show: fresh pixels without any metadata, no larger than a screen, with parts or all of it blurred."""

import io
from collections.abc import Sequence

from PIL import Image, ImageFilter, ImageOps

from ladder.assessment.images.reading import FORMATS

LONGEST_SIDE = 1600
QUALITY = 82
BLOCKS, BLOCKS_OF_A_PART = 8, 4
"""What is blurred keeps so many blocks along its longer side; a part is drawn tight around a face."""


def show(content: bytes, *, blurred: Sequence[Sequence[float]] = (), is_all_blurred: bool = False) -> bytes:
    """A JPEG of the image, upright. `blurred`: left, top, right, bottom in fractions of width and height."""
    image: Image.Image = Image.open(io.BytesIO(content), formats=FORMATS)
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image = ImageOps.exif_transpose(image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    image = on_white(image)
    if is_all_blurred:
        image = coarse(image, BLOCKS)
    for box in blurred:
        blur(image, box)
    fresh = Image.frombytes("RGB", image.size, image.tobytes())
    target = io.BytesIO()
    fresh.save(target, "JPEG", quality=QUALITY, optimize=True)
    return target.getvalue()


def on_white(image: Image.Image) -> Image.Image:
    """RGB; what is transparent becomes white."""
    if image.mode not in {"RGBA", "LA", "P"}:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    ground = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(ground, layer).convert("RGB")


def blur(image: Image.Image, box: Sequence[float]) -> None:
    """Replace one rectangle by a coarse picture of itself."""
    left, top, right, bottom = (min(1.0, max(0.0, float(part))) for part in box)
    width, height = image.size
    edges = (int(left * width), int(top * height), -int(-right * width // 1), -int(-bottom * height // 1))
    if edges[0] < edges[2] and edges[1] < edges[3]:
        image.paste(coarse(image.crop(edges), BLOCKS_OF_A_PART), edges[:2])


def coarse(image: Image.Image, count: int) -> Image.Image:
    """A few blocks, smoothed: the pixels between them are gone, so no sharpening brings them back."""
    scale = count / max(image.size)
    few = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    blocks = image.resize(few, Image.Resampling.BOX).resize(image.size, Image.Resampling.BICUBIC)
    return blocks.filter(ImageFilter.GaussianBlur(max(image.size) / count / 4))
