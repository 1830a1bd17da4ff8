"""Tags that show texts of a pack: `{% load catalogue %}`."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ladder.catalogue.labels import TEXT_STATES, label
from ladder.packfiles.model import SOURCE, Reading
from ladder.webkit.languages import find_language, html_language, pack_language

register = template.Library()


@register.simple_tag
def say(reading: Reading) -> SafeString:
    """The words; marked with their language where it is not the reader's."""
    if reading.language == pack_language():
        return format_html("{}", reading.text)
    return format_html('<span lang="{}">{}</span>', html_tag(reading.language), reading.text)


@register.simple_tag
def state(reading: Reading) -> SafeString:
    """How far the words can be relied on; nothing for an authoritative text in the reader's own language."""
    is_own = reading.language == pack_language()
    if not reading.text or (is_own and reading.state == SOURCE):
        return mark_safe("")
    name = reading.state if is_own else "missing"
    return format_html('<small class="text-state text-state-{}">{}</small>', name, TEXT_STATES[name])


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
