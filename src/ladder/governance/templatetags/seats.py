"""Tags that draw seats: `{% load seats %}`. A shape and words for each; colour says nothing of its own."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from ladder.governance.models import Body
from ladder.governance.queries.bodies import HELD, INTERIM, VACANT, SeatView
from ladder.webkit.shapes import draw_shape

register = template.Library()

OBSERVER, RESERVED = "observer", "reserved"
MARK = '<path class="full" d="M12 0l3.2 4.5H8.8z"/>'
SHAPES = {
    HELD: '<rect class="full" x="5" y="7" width="14" height="14" rx="2"/>',
    INTERIM: '<rect x="5" y="7" width="14" height="14" rx="2"/><path class="full" d="M5 21 19 7v14z"/>',
    VACANT: '<rect x="5" y="7" width="14" height="14" rx="2" stroke-dasharray="3 3"/>',
}
OBSERVERS = {
    HELD: '<circle cx="12" cy="14" r="7.5"/><circle class="full" cx="12" cy="14" r="3"/>',
    VACANT: '<circle cx="12" cy="14" r="7.5" stroke-dasharray="3 3"/>',
}
OBSERVERS[INTERIM] = OBSERVERS[HELD] + '<path d="M6.5 19.5l11-11"/>'
WORDS: Mapping[str, str | Promise] = {
    HELD: pgettext_lazy("a seat", "held"),
    INTERIM: pgettext_lazy("a seat", "held in the interim"),
    VACANT: pgettext_lazy("a seat", "vacant"),
    RESERVED: pgettext_lazy("a seat", "reserved"),
    OBSERVER: pgettext_lazy("a seat", "observer"),
}
SIGNS = {**SHAPES, RESERVED: SHAPES[HELD] + MARK, OBSERVER: OBSERVERS[HELD]}


@register.simple_tag
def seat_shape(seat: SeatView) -> SafeString:
    """A seat as a shape; who hears the page gets its words from beside it."""
    shape = (OBSERVERS if seat.is_observer else SHAPES)[seat.state]
    return draw_shape(shape + (MARK if seat.reserved else ""))


@register.simple_tag
def seat_sign(key: str) -> SafeString:
    """The shape of a state in the legend, with its word."""
    return format_html("{} {}", draw_shape(SIGNS[key]), WORDS[key])


@register.filter
def seat_word(seat: SeatView) -> str:
    """The state of a seat in the reader's language."""
    return str(WORDS[seat.state])


@register.filter
def body_state(body: Body) -> SafeString:
    """Where a body is in its life, as a tag."""
    return format_html('<span class="tag body-{}">{}</span>', body.state, body.get_state_display())
