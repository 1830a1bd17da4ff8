"""Tags of the resolution desk: words of its keys, and words of people cut to fit its table."""

from collections.abc import Mapping

from django import template
from django.db.models import TextChoices

from ladder.consultation.models import Contribution
from ladder.consultation.wording import read
from ladder.governance.forms.desk import SHORTCUTS
from ladder.governance.models import Disposition, IssueEvent
from ladder.governance.why_bundled import WHY_BUNDLED
from ladder.packfiles.commenting.comment_types import ABBREVIATIONS
from ladder.packfiles.model import SOURCE, Reading
from ladder.synthesis.queries.remarks import Remark, Translated
from ladder.webkit.languages import pack_language

register = template.Library()
MOST_SIGNS = 180


@register.filter
def disposed(key: str) -> str:
    """The word for what becomes of a comment."""
    return label_of(Disposition, key)


@register.filter
def happened(kind: str) -> str:
    """The word for what happened to an issue."""
    return label_of(IssueEvent.Kind, kind)


@register.filter
def typed(key: str) -> str:
    """The word for a type of comment."""
    return label_of(Contribution.CommentType, key)


@register.filter
def type_sign(key: str) -> str:
    """The sign of a type of comment, as the commenting form has it."""
    return ABBREVIATIONS.get(key, key)


def label_of(choices: type[TextChoices], key: str) -> str:
    """The word for a key; the key itself where it is not known, so that nothing is hidden."""
    return str(choices(key).label) if key in choices else key


@register.filter
def why_bundled(key: str) -> str:
    """Why comments were put together."""
    return str(WHY_BUNDLED.get(key, key))


@register.filter
def shortcut(disposition: str) -> str:
    """The key that chooses a disposition."""
    return SHORTCUTS.get(disposition, "")


@register.filter
def own_words(remark: Remark) -> Translated | None:
    """The words of a remark in the reader's language, where they are a translation that somebody stored."""
    own = pack_language()
    if remark.language == own:
        return None
    return next((one for one in remark.translations if one.language == own and one.text), None)


@register.filter
def short(remark: Remark) -> Reading:
    """The words of a remark for the table: in the reader's language where they are there, else as they were written."""
    own = own_words(remark)
    language, text = (own.language, own.text) if own else (remark.language, remark.text)
    return Reading(shorten(text, MOST_SIGNS), language, SOURCE)


@register.filter
def short_wording(remark: Remark) -> Reading:
    """The proposed wording of a remark for the table."""
    own = own_words(remark)
    language, text = (own.language, own.proposed) if own and own.proposed else (remark.language, remark.proposed)
    return Reading(shorten(text, MOST_SIGNS), language, SOURCE)


@register.filter
def short_reason(reasons: Mapping[str, str]) -> Reading:
    """A reason for the table."""
    reading = read(reasons)
    return Reading(shorten(reading.text, MOST_SIGNS), reading.language, reading.state)


def shorten(text: str, signs: int) -> str:
    """The beginning of a text, at the end of a word where there are blanks."""
    plain = " ".join(text.split())
    if len(plain) <= signs:
        return plain
    cut = plain[:signs].rsplit(" ", 1)[0]
    return f"{cut if len(cut) > signs // 2 else plain[:signs]} …"


@register.filter
def plain_text(reading: Reading) -> str:
    """The words of a reading alone, for the label of a button."""
    return reading.text
