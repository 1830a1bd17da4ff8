"""What templates of the improvement room need."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ladder.improvement.words import STATE_SHAPES, STATE_WORDS
from ladder.webkit.shapes import draw_shape

register = template.Library()


@register.simple_tag
def measure_state(state: str) -> SafeString:
    """Word and shape of a measure's state."""
    return format_html(
        '<span class="tag measure-state state-{}">{} {}</span>',
        state,
        draw_shape(STATE_SHAPES[state]),
        STATE_WORDS[state],
    )
