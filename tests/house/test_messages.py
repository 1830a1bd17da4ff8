"""Every text of the interface is translated in every language, and placeholders survive translation."""

import re
from pathlib import Path

import polib
import pytest

from tools.collect_messages import collect

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("fr", "zh_Hans", "sw")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def entries_of(language: str) -> list[polib.POEntry]:
    return list(polib.pofile(str(ROOT / "src/ladder/locale" / language / "LC_MESSAGES" / "django.po")))


def forms_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    assert [entry.msgid for entry in entries_of(language) if not all(forms_of(entry))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_every_text_of_the_source(language):
    known = {entry.msgid for entry in entries_of(language)}
    used = {message.id[0] if isinstance(message.id, tuple) else message.id for message in collect() if message.id}
    assert sorted(used - known) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_translation(language):
    broken = []
    for entry in entries_of(language):
        wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
        for form in forms_of(entry):
            found = set(PLACEHOLDER.findall(form))
            if form and not (found <= wanted and (entry.msgid_plural or found == wanted)):
                broken.append((entry.msgid, form))
    assert broken == []
