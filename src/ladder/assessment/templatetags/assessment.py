"""Puts back what was posted, so that a fault loses no answer."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ladder.assessment.monitoring_words import CLOCK_SHAPES, CLOCK_WORDS
from ladder.webkit.shapes import draw_shape

register = template.Library()


@register.simple_tag
def posted_checked(posted: Mapping[str, str], name: str, key: str, value: str) -> SafeString:
    """Marks the radio button that was chosen."""
    return SafeString(" checked" if posted.get(f"{name}-{key}") == value else "")


@register.simple_tag
def posted_selected(posted: Mapping[str, str], name: str, key: str, value: str) -> SafeString:
    """Marks the option that was chosen."""
    return SafeString(" selected" if posted.get(f"{name}-{key}") == value else "")


@register.simple_tag
def posted_text(posted: Mapping[str, str], name: str, key: str) -> str:
    """The text that was entered; Django escapes it."""
    return posted.get(f"{name}-{key}", "")


@register.simple_tag
def clock_badge(state: str) -> SafeString:
    """How a clock stands, as word and shape."""
    shape = draw_shape(CLOCK_SHAPES.get(state, ""))
    return format_html('<span class="clock clock-{}">{}{}</span>', state, shape, CLOCK_WORDS.get(state, state))
