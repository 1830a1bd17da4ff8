"""The style sheet keeps its word: contrast, size, nothing foreign."""

import gzip
import re
from pathlib import Path

import pytest

SHEET = Path(__file__).resolve().parents[2] / "src/ladder/webkit/static/webkit/ladder.css"
TEXT = SHEET.read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", TEXT.split("@media")[0]))


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("text", ["ink", "quiet", "blue", "good", "warn", "bad"])
@pytest.mark.parametrize("ground", ["paper", "card", "blue-pale", "good-pale", "warn-pale", "bad-pale"])
def test_every_text_colour_keeps_seven_to_one_on_every_ground(text, ground):
    assert contrast(COLOURS[text], COLOURS[ground]) >= 7


def test_borders_of_fields_can_be_seen():
    assert contrast(COLOURS["edge"], "#ffffff") >= 3


def test_the_sheet_is_small_and_asks_nothing_of_others():
    assert len(gzip.compress(TEXT.encode())) < 5500
    assert "url(" not in TEXT
    assert "@import" not in TEXT
    assert "@font-face" not in TEXT


def test_text_is_at_least_eighteen_pixels_and_targets_forty_eight():
    assert "font: 1.125rem" in TEXT
    assert "min-height: 3rem" in TEXT
