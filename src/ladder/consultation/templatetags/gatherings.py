"""Tags and filters of gatherings and paper forms: `{% load gatherings %}`."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ladder.consultation.models import Contribution
from ladder.consultation.wording import say

register = template.Library()

PICTOGRAMS = {
    "as_written": '<circle cx="12" cy="12" r="9.5"/><path d="m7.5 12.5 3 3 6-7"/>',
    "with_change": '<path d="M4 20h4L20 8l-4-4L4 16z"/>',
    "cannot": '<path d="M3 3h18v18H3zM8 8l8 8M16 8l-8 8"/>',
    "unclear": '<path d="M9 9a3.2 3.2 0 1 1 4.6 2.9c-1.1.5-1.6 1.2-1.6 2.5M12 18v.3"/>',
}
LABELS = {
    "group": _("Group"),
    "item": _("Requirement"),
    "text": _("Words"),
    "proposed": _("Proposed wording"),
    "position": pgettext_lazy("where somebody stands", "Position"),
}
POSITIONS = dict(Contribution.Position.choices)


@register.simple_tag
def pictogram(position: str) -> SafeString:
    """The drawing of a position, the same on screen and paper."""
    drawing = mark_safe(PICTOGRAMS.get(position, ""))  # noqa: S308 - our own drawings
    return format_html('<svg class="pictogram" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', drawing)


@register.filter
def say_texts(texts: Mapping[str, str]) -> str:
    """A text that stands in several languages, in the reader's."""
    return say(texts)


@register.filter
def label_of(name: str) -> str:
    """The label of a field of a record; what has none is a label already."""
    return str(LABELS.get(name, name))


@register.filter
def answer_of(posted: Mapping[str, str], key: str) -> str:
    """The position that was typed for a requirement."""
    return posted.get(f"position-{key}", "")


@register.filter
def reason_of(posted: Mapping[str, str], key: str) -> str:
    """The reason that was typed for a requirement."""
    return posted.get(f"text-{key}", "")


@register.filter
def position_words(line: str) -> str:
    """`cannot · No water.` in the reader's words; a dash for nothing."""
    position, separator, text = line.partition(" · ")
    return f"{POSITIONS.get(position, position)}{separator}{text}" if line else "–"
