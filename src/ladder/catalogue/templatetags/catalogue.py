"""Tags that show texts of a pack: `{% load catalogue %}`."""

from collections import Counter
from collections.abc import Sequence

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ladder.catalogue.labels import TEXT_STATES, label
from ladder.packfiles.model import SOURCE, Reading
from ladder.webkit.languages import find_language, html_language, pack_language

register = template.Library()
MISSING = "missing"


@register.simple_tag
def say(reading: Reading) -> SafeString:
    """The words; marked with their language where it is not the reader's."""
    if reading.language == pack_language():
        return format_html("{}", reading.text)
    return format_html('<span lang="{}">{}</span>', html_tag(reading.language), reading.text)


@register.simple_tag
def state(reading: Reading, usual: str = SOURCE) -> SafeString:
    """How far the words can be relied on; nothing where that is what the page says of all texts."""
    name = state_name(reading)
    if not reading.text or name == (usual or SOURCE):
        return SafeString("")
    return format_html('<small class="text-state text-state-{}">{}</small>', name, TEXT_STATES[name])


@register.simple_tag(takes_context=True)
def state_note(context: Context, *groups: Reading | Sequence[Reading]) -> SafeString:
    """One sentence on the state of most texts of the page; `{% state reading usual %}` then marks the others."""
    readings = [one for group in groups for one in ([group] if isinstance(group, Reading) else group) if one.text]
    counts = Counter(state_name(one) for one in readings)
    usual = counts.most_common(1)[0][0] if counts else SOURCE
    context["usual"] = usual
    if set(counts) <= {SOURCE}:
        return SafeString("")
    told = " · ".join(f"{label('text_state', name)}: {number}" for name, number in counts.most_common())
    return format_html('<p class="quiet"><small>{}</small></p>', told)


def state_name(reading: Reading) -> str:
    """The state of the words for this reader: words in another language than asked for are missing."""
    return reading.state if reading.language == pack_language() else MISSING


@register.filter
def named(key: str, table: str) -> str:
    """The product's word for a key: `{{ mapping.relation|named:"relation" }}`."""
    return label(table, key)


@register.filter
def language_name(code: str) -> str:
    """A language of texts under its own name."""
    return dict(settings.LANGUAGES).get(find_language(code) or "", code)


@register.filter
def html_tag(code: str) -> str:
    """The value of an HTML `lang` attribute for a language of texts."""
    return html_language(find_language(code) or code)


@register.filter
def short_hash(digest: str) -> str:
    """The beginning of a hash, long enough to compare by eye."""
    return digest[:12]
