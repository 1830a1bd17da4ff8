"""Tags of the synthesis room: words of its keys, languages of texts."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from ladder.consultation.models import Contribution
from ladder.consultation.wording import name_of_language, read, say
from ladder.synthesis.queries.matrix import Cell
from ladder.synthesis.queries.participation import HIDDEN
from ladder.synthesis.report.saying import full_stop
from ladder.synthesis.shapes import CLASS_SHAPES, LEAN_SIGNS
from ladder.synthesis.words import word
from ladder.webkit.languages import find_language, html_language, pack_language
from ladder.webkit.shapes import draw_shape

register = template.Library()
register.filter(full_stop)
CHOICES = {
    "consent": Contribution.Consent,
    "channel": Contribution.Channel,
    "kind": Contribution.Kind,
    "stance": Contribution.Position,
}


@register.filter
def worded(key: str, table: str) -> str:
    """The word for a key: `{{ row.lean|worded:"lean" }}`."""
    if table in CHOICES:
        return str(dict(CHOICES[table].choices).get(key, key))
    return word(table, key)


@register.filter
def said(texts: Mapping[str, str]) -> SafeString:
    """A text by language, marked with its language where it is not the reader's."""
    reading = read(texts)
    if reading.language == pack_language():
        return format_html("{}", reading.text)
    return format_html('<span lang="{}">{}</span>', language_tag(reading.language), reading.text)


@register.filter
def language_tag(code: str) -> str:
    """The value of an HTML `lang` attribute for a language of texts."""
    return html_language(find_language(code) or code)


@register.filter
def language_named(code: str) -> str:
    """A language under its own name."""
    return name_of_language(code)


@register.simple_tag
def class_badge(key: str) -> SafeString:
    """A class of a requirement, as shape and word."""
    return format_html(
        '<span class="tag class-tag class-{}">{}{}</span>',
        key,
        draw_shape(CLASS_SHAPES.get(key, "")),
        word("class", key),
    )


@register.simple_tag
def bar(cell: Cell) -> SafeString:
    """The share in support from 0 to 100 percent, over the ground of `_ground.html`; who hears the page gets words."""
    if cell.low is None or cell.high is None:
        return SafeString("")
    return format_html(
        '<svg class="bar" viewBox="0 0 100 9" aria-hidden="true"><use href="#ground"/>'
        '<rect x="{}" width="{}" height="9"/></svg>',
        cell.left,
        cell.width,
    )


@register.filter
def lean_sign(lean: str) -> str:
    """A sign for a lean, to be read in grey and at a glance."""
    return LEAN_SIGNS.get(lean, "")


@register.filter
def plainly(texts: Mapping[str, str]) -> str:
    """A text by language without marks, for titles and the way to a page."""
    return say(texts)


@register.filter
def number_told(words: str) -> str:
    """A number of participation: a span, a word where it is hidden, a dash for nobody."""
    return gettext("hidden") if words == HIDDEN else words or "–"


@register.inclusion_tag("synthesis/_ground.html")
def ground() -> dict[str, object]:
    """The ground that every bar of a page stands on, once on a page."""
    return {}
