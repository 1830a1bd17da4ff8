"""The languages of the interface, and their names in packs and in HTML."""

from django.conf import settings
from django.utils.translation import get_language, override

ALIASES = {"zh": "zh-hans", "zh-cn": "zh-hans", "zh-hans-cn": "zh-hans", "zh-sg": "zh-hans"}
HTML_NAMES = {"zh-hans": "zh-Hans"}


def find_language(code: str) -> str | None:
    """The interface language of a code such as "fr", "zh" or "zh-Hans"; None where there is none."""
    known = {name for name, _ in settings.LANGUAGES}
    lowered = code.strip().lower()
    chosen = ALIASES.get(lowered, lowered)
    return chosen if chosen in known else None


def pack_language(code: str | None = None) -> str:
    """The language of pack texts for an interface language: "zh-hans" becomes "zh". None means the active one."""
    return (code or get_language() or settings.LANGUAGE_CODE).split("-")[0].lower()


def speaking(code: str) -> override:
    """Within it, the interface's sentences are in the language of a code; in English where there is none of it."""
    return override(find_language(code) or "en")


def html_language(code: str | None = None) -> str:
    """The value of an HTML `lang` attribute."""
    chosen = code or get_language() or settings.LANGUAGE_CODE
    return HTML_NAMES.get(chosen, chosen)
