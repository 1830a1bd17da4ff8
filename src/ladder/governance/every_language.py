"""The product's own sentences in every language of texts, for rows that hold text by language."""

from collections.abc import Callable

from django.utils.translation import override

from ladder.consultation.wording import text_languages
from ladder.webkit.languages import find_language


def in_every_language(sentence: Callable[[], str]) -> dict[str, str]:
    """What `sentence` says in each language (en, fr, zh, sw), by pack language."""
    found = {}
    for language in text_languages():
        with override(find_language(language) or language):
            found[language] = sentence()
    return found
