"""Hostile and broken images: the right fault, nothing raised, memory bounded, and the next good image is read."""

import io
import struct
import zlib

import pytest
from PIL import ExifTags, Image

from ladder.assessment.images import looking, reading
from ladder.assessment.images.looking import look, make_copy


def encoded(kind="JPEG", size=(64, 48), **options) -> bytes:
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims any size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 10_000))
        + chunk(b"IEND", b"")
    )


def bomb() -> bytes:
    target = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(target, "PNG")
    return target.getvalue()


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200
POLYGLOT_HTML = b"<html><script>alert(1)</script>" + encoded()
CASES = {
    "empty": (b"", "empty"),
    "words": (b"not an image at all", "not_an_image"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "not_an_image"),
    "gif": (encoded("GIF"), "not_an_image"),
    "bmp": (encoded("BMP"), "not_an_image"),
    "tiff": (encoded("TIFF"), "not_an_image"),
    "heic": (HEIC, "not_an_image"),
    "pdf": (b"%PDF-1.7\n%%EOF", "not_an_image"),
    "html first": (POLYGLOT_HTML, "not_an_image"),
    "only a beginning": (b"\xff\xd8\xff\xe0", "not_an_image"),
    "claims a giant": (png_that_claims(100_000, 100_000), "too_many_pixels"),
    "claims just too much": (png_that_claims(8_001, 5_000), "too_many_pixels"),
    "a bomb": (bomb(), "too_many_pixels"),
    "too many bytes": (b"\xff\xd8\xff" + bytes(25_000_001), "too_big"),
    "jpeg cut": (encoded("JPEG", (640, 480))[:-900], "cut"),
}


@pytest.mark.parametrize("name", list(CASES))
def test_each_has_its_fault_and_the_next_image_is_read(name):
    content, fault = CASES[name]
    assert look(content).fault == fault
    assert look(encoded()).fault == ""
    assert make_copy(content) is None or fault == "cut"


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_that_were_cut_are_found(kind):
    whole = encoded(kind, (640, 480))
    assert look(whole).fault == ""
    assert look(whole[: len(whole) * 2 // 3]).fault in {"cut", "broken", "not_an_image"}


@pytest.mark.parametrize("at", range(0, 100, 7))
def test_a_photo_cut_anywhere_is_never_taken_for_whole(at):
    whole = encoded("JPEG", (320, 240))
    assert look(whole[: len(whole) * at // 100]).fault != ""


def test_a_picture_with_further_ones_behind_it_is_looked_at_as_the_first():
    first, second = (Image.effect_noise((640, 480), sigma).convert("RGB") for sigma in (40, 90))
    several, alone = io.BytesIO(), io.BytesIO()
    first.save(several, "MPO", save_all=True, append_images=[second])
    first.save(alone, "JPEG")
    found, expected = look(several.getvalue()), look(alone.getvalue())
    assert Image.open(several).format == "MPO"
    assert (found.fault, found.media_type, found.width, found.height) == ("", "image/jpeg", 640, 480)
    assert found.perceptual_hash == expected.perceptual_hash


def test_whatever_a_decoder_calls_its_kind_is_an_answer(monkeypatch):
    monkeypatch.setattr(reading, "MEDIA_TYPES", {})
    assert reading.see(encoded()).fault == "broken"


def test_the_kind_is_what_the_bytes_are():
    assert look(encoded("PNG")).media_type == "image/png"
    assert look(encoded("WEBP")).media_type == "image/webp"


def test_a_copy_of_a_polyglot_carries_nothing_of_its_tail():
    copy = make_copy(encoded() + b"PK\x03\x04<script>alert(1)</script>")
    assert copy is not None
    assert b"script" not in copy


def exif(**tags) -> bytes:
    told = Image.Exif()
    for name, value in tags.items():
        told[getattr(ExifTags.Base, name)] = value
    return told.tobytes()


def test_hostile_text_in_exif_becomes_plain_and_short():
    hostile = "Canon\0<script>\u202e\r\nX-Evil: 1" + "A" * 5_000
    seen = look(encoded(exif=exif(Make=hostile, Model="M\x07\x1b[31m", Software="\0\0")))
    assert seen.fault == ""
    assert len(seen.exif.camera) <= 120
    assert all(sign.isprintable() and sign not in "\0\u202e\r\n" for sign in seen.exif.camera)
    assert seen.exif.software == ""


@pytest.mark.parametrize(
    "wall", ["0000:00:00 00:00:00", "2026:13:45 99:99:99", "yesterday", "9999:12:31 23:59:59\0", ""]
)
def test_a_time_that_is_none_is_not_told(wall):
    seen = look(encoded(exif=exif(DateTime=wall)))
    assert seen.fault == ""
    assert seen.exif.taken_at is None or seen.exif.taken_at.year == 9999


@pytest.mark.parametrize("broken", [b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM", b"Exif\0\0" + b"\xff" * 60_000])
def test_broken_exif_does_not_hide_the_picture(broken):
    assert look(encoded(exif=broken)).fault == ""


@pytest.mark.parametrize("degrees", [(0.0, 0.0, 0.0), (400.0, 0.0, 0.0), (float("nan"),) * 3])
def test_a_place_that_is_none_is_not_told(degrees):
    told = Image.Exif()
    told._ifds[ExifTags.IFD.GPSInfo] = {1: "S", 2: degrees, 3: "E", 4: degrees}
    try:
        content = encoded(exif=told.tobytes())
    except (ValueError, TypeError):
        pytest.skip("this place cannot be written")
    assert (look(content).exif.latitude, look(content).exif.longitude) == (None, None)


def test_a_process_that_died_is_replaced():
    assert look(encoded()).fault == ""
    looking.HELPER._process.kill()
    looking.HELPER._process.wait()
    assert look(encoded()).fault == ""


def test_a_process_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(looking, "PATIENCE_S", 0.2)
    look(encoded())
    looking.HELPER._process.send_signal(19)  # stopped, as by a decoder that never ends
    assert look(encoded()).fault == "too_slow"
    monkeypatch.undo()
    assert look(encoded()).fault == ""


def test_a_process_is_replaced_after_many_images(monkeypatch):
    monkeypatch.setattr(looking, "IMAGES_A_PROCESS", 2)
    for _ in range(3):
        assert look(encoded()).fault == ""
