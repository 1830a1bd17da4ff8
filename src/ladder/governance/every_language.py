"""The product's own sentences in every language of texts, for rows that hold text by language."""

from collections.abc import Callable

from ladder.consultation.wording import text_languages
from ladder.webkit.languages import speaking


def in_every_language(sentence: Callable[[], str]) -> dict[str, str]:
    """What `sentence` says in each language (en, fr, zh, sw), by pack language."""
    found = {}
    for language in text_languages():
        with speaking(language):
            found[language] = sentence()
    return found
