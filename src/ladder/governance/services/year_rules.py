"""What every change of a year's tables must respect: the year, words in our languages, nothing changed unseen."""

from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ladder.consultation.wording import text_languages, trimmed
from ladder.core.canonical import digest_of
from ladder.governance.models import Body

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_TITLE, LONGEST_TEXT = 200, 2_000
Texts = Mapping[str, str]


def require_living(body: Body, year: int) -> None:
    """Refuse a body that was dissolved, and a year that cannot be meant.

    Raises:
        ValidationError: one of both.
    """
    if body.state == Body.State.ENDED:
        raise ValidationError(_("This body was dissolved; its tables stay as they are."))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(_("%(year)s is not a year of this century. Write four digits.") % {"year": year})


def faults_of_titles(titles: Texts) -> Iterator[tuple[str, str]]:
    """No title in any language, or one that is too long or in a language that is not ours."""
    if not trimmed(titles):
        yield "titles", _("Give it a title in at least one language.")
    yield from faults_of_texts("titles", titles, LONGEST_TITLE)


def faults_of_texts(field: str, texts: Texts, longest: int) -> Iterator[tuple[str, str]]:
    """Texts that are too long, or in a language that is not ours."""
    for language, text in texts.items():
        if language not in text_languages():
            yield field, _("“%(language)s” is not a language of this place.") % {"language": language}
        elif len(text.strip()) > longest:
            yield field, _("A text here has at most %(most)s signs. Shorten it.") % {"most": longest}


def require_seen(entry: Mapping[str, object], seen: str) -> None:
    """Refuse where somebody else changed the entry since it was shown; `seen` is `digest_of` what was shown, or "".

    Raises:
        ValidationError: it is another one by now.
    """
    if seen and digest_of(entry) != seen:
        raise ValidationError(_("Somebody else changed this meanwhile. Look at what stands there now, and try again."))
