"""Templates compile, stay in their room, carry no inline script or style, and every word can be translated."""

import re
from pathlib import Path

import pytest
from django.template import Template

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "src" / "ladder").glob("*/templates/**/*.html"))
NAMES = [str(p.relative_to(ROOT / "src" / "ladder")) for p in TEMPLATES]
SHARED = {"webkit", "allauth", "account", "mfa"}
TRANSLATED = re.compile(r"{%\s*(?:blocktranslate|blocktrans)\b.*?{%\s*end(?:blocktranslate|blocktrans)\s*%}", re.DOTALL)
COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", re.DOTALL)
OUTSIDE_WORDS = re.compile(r"{%.*?%}|{{.*?}}|<[^>]*>|&\w+;", re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_template_compiles(path):
    Template(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_template_has_no_inline_script_style_or_handler(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\bsrc=)(?![^>]*application/json)", text
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_images_have_alternative_text_and_links_go_nowhere_foreign(path):
    text = path.read_text(encoding="utf-8")
    assert [tag for tag in re.findall(r"<img[^>]*>", text) if "alt=" not in tag] == []
    assert re.findall(r"(?:src|<link[^>]*href)=[\"']https?:", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_includes_stay_in_the_room_or_the_webkit(path):
    room = path.relative_to(ROOT / "src" / "ladder").parts[0]
    used = re.findall(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']", path.read_text(encoding="utf-8"))
    assert [name for name in used if name.split("/")[0] not in SHARED | {room}] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_every_word_can_be_translated(path):
    text = COMMENT.sub("", TRANSLATED.sub("", path.read_text(encoding="utf-8")))
    text = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
    words = re.findall(r"[A-Za-z]{3,}", OUTSIDE_WORDS.sub(" ", text))
    assert [
        word for word in words if word not in {"Cobalt", "Ladder", "OSCAL", "XLSX", "CSV", "JSON", "YAML", "DOCX"}
    ] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_template_is_one_screen_or_two(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 150
