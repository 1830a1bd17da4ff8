"""Texts by language: the reader's, else the next best, never nothing where something stands."""

import pytest
from django.utils.translation import override

from ladder.consultation.wording import name_of_language, pick, read, say, text_languages


def test_the_readers_own_language_comes_first():
    texts = {"en": "Round", "fr": "Tour", "zh": "轮次", "sw": "Duru"}
    for language, expected in (("en", "Round"), ("fr", "Tour"), ("zh-hans", "轮次"), ("sw", "Duru")):
        with override(language):
            assert say(texts) == expected
    assert say(texts, "fr") == "Tour"


@pytest.mark.parametrize(
    ("language", "texts", "expected"),
    [
        ("sw", {"en": "Round", "fr": "Tour"}, "Tour"),
        ("zh", {"en": "Round", "fr": "Tour"}, "Round"),
        ("en", {"fr": "Tour", "zh": "轮次"}, "Tour"),
        ("en", {"zh": "轮次", "sw": "Duru"}, "Duru"),
        ("fr", {"fr": "  ", "zh": "轮次"}, "轮次"),
        ("fr", {}, ""),
    ],
)
def test_the_next_best_language_is_said_and_named(language, texts, expected):
    found = read(texts, language)
    assert found.text == expected
    if expected:
        assert texts[found.language] == expected


def test_lists_by_language():
    assert pick({"fr": [1], "en": []}, "en") == ("fr", [1])
    assert pick({}, "en") == ("", ())


def test_languages_under_their_own_names():
    assert text_languages() == ("en", "fr", "zh", "sw")
    assert [name_of_language(code) for code in ("zh", "sw", "xx")] == ["中文", "Kiswahili", "xx"]
