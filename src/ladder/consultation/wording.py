"""Says texts that stand in several languages: in the reader's, else in one that many read, else in any."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from ladder.packfiles.model import SOURCE, Reading
from ladder.webkit.languages import find_language, pack_language

WIDELY_READ = ("en", "fr")
FIRST_TRIED = {"sw": ("fr", "en")}  # where Swahili is read in the copper belt, French is the second language


def text_languages() -> tuple[str, ...]:
    """The languages in which texts of a round may stand: en, fr, zh, sw."""
    return tuple(pack_language(code) for code, _ in settings.LANGUAGES)


def name_of_language(code: str) -> str:
    """A language of texts under its own name; the code where it is not one of ours."""
    return dict(settings.LANGUAGES).get(find_language(code) or "", code)


def say(texts: Mapping[str, str], language: str = "") -> str:
    """The text in a language (the reader's, if not said), in the next best where it is missing; "" where none is."""
    return read(texts, language).text


def read(texts: Mapping[str, str], language: str = "") -> Reading:
    """The text with the language it really is in, for `{% load catalogue %}{% say reading %}`."""
    chosen = choose_language([code for code, text in texts.items() if text.strip()], language)
    return Reading(texts.get(chosen, ""), chosen or pack_language(language or None), SOURCE)


def trimmed(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts by language without blank edges; empty ones are left out."""
    return {language: text.strip() for language, text in texts.items() if text.strip()}


def choose_language(offered: Sequence[str], language: str = "") -> str:
    """Which of the languages on offer this reader gets; "" where nothing is on offer."""
    asked = pack_language(language or None)
    wanted = (asked, *FIRST_TRIED.get(asked, WIDELY_READ), *sorted(offered))
    return next((code for code in wanted if code in offered), "")


def pick(lists: Mapping[str, Sequence[Any]], language: str = "") -> tuple[str, Sequence[Any]]:
    """The language chosen and what stands under it, of lists by language such as questions and answers."""
    chosen = choose_language([code for code, rows in lists.items() if rows], language)
    return chosen, lists.get(chosen, ())
