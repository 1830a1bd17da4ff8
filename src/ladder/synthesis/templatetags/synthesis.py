"""Tags of the synthesis room: words of its keys, languages of texts."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ladder.consultation.models import Contribution
from ladder.consultation.wording import name_of_language, read
from ladder.synthesis.words import word
from ladder.webkit.languages import find_language, html_language, pack_language

register = template.Library()
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
