"""Tags of the public record: `{% load record %}`: seats and meetings as shapes, each with its word."""

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ladder.core.governance import attendance
from ladder.governance.models import Attendance, Closing, Position
from ladder.governance.queries.count_on_record import SeatOnRecord
from ladder.governance.services.effects import name_of_kind
from ladder.webkit.shapes import draw_shape

register = template.Library()
RING, DISC = '<circle cx="12" cy="12" r="9"/>', '<circle class="full" cx="12" cy="12" r="9"/>'
CROSS = '<path d="m5 5 14 14M19 5 5 19"/>'
HALF, DASH = f'{RING}<path class="full" d="M12 3a9 9 0 0 1 0 18z"/>', '<path d="M6 12h12"/>'
UNKNOWN = (
    '<circle cx="12" cy="12" r="9" stroke-dasharray="3 3.6"/>'
    '<path d="M9.5 9.5a2.6 2.6 0 1 1 3.6 2.4c-.8.4-1.1.9-1.1 1.8M12 17v.2"/>'
)
OBJECTION, KEPT_OUT = (
    '<path class="full" d="M12 3 22 20H2z"/>',
    '<rect x="3" y="3" width="18" height="18"/><path d="M7 12h10"/>',
)
ATTENDED: dict[str, tuple[str, str | Promise]] = {
    attendance.HOLDER: (DISC, Attendance.Who.HOLDER.label),
    attendance.ALTERNATE: (HALF, Attendance.Who.ALTERNATE.label),
    attendance.EXCUSED: (RING, Attendance.Who.EXCUSED.label),
    attendance.ABSENT: (CROSS, Attendance.Who.ABSENT.label),
    attendance.NOT_RECORDED: (UNKNOWN, pgettext_lazy("attendance", "Not recorded")),
    attendance.VACANT: (DASH, pgettext_lazy("attendance", "Vacant")),
}
NOT_HEARD, RECUSED, VACANT = "not_heard", "recused", "vacant"
SAID: dict[str, tuple[str, str | Promise]] = {
    Position.Stance.SUPPORT: (DISC, Position.Stance.SUPPORT.label),
    Position.Stance.STAND_ASIDE: (RING, Position.Stance.STAND_ASIDE.label),
    Position.Stance.OBJECT: (OBJECTION, Position.Stance.OBJECT.label),
    NOT_HEARD: (UNKNOWN, _("Not heard")),
    RECUSED: (KEPT_OUT, _("Recused")),
    VACANT: (DASH, pgettext_lazy("seat", "Vacant")),
}
OUTCOME_LOOKS = {
    Closing.Outcome.CONSENSUS: ("met", DISC),
    Closing.Outcome.MAJORITY: ("met", HALF),
    Closing.Outcome.NOT_ADOPTED: ("not_met", CROSS),
    Closing.Outcome.NO_QUORUM: ("not_assessed", UNKNOWN),
}


@register.simple_tag
def attended(mark: str) -> SafeString:
    """How a seat was taken in a meeting; nothing where there was no seat yet or any more."""
    return shape(mark, *ATTENDED[mark]) if mark in ATTENDED else SafeString("")


@register.simple_tag
def attendance_key() -> list[SafeString]:
    """What the shapes of attendance mean."""
    return [shape(mark, drawing, words, is_shown=True) for mark, (drawing, words) in ATTENDED.items()]


@register.simple_tag
def said_by(seat: SeatOnRecord) -> SafeString:
    """What a seat said in a count, as a shape with the seat's organisation and the word."""
    key = mark_of(seat)
    drawing, words = SAID[key]
    return shape(key, drawing, format_html("{}: {}", seat.organisation or "–", words))


@register.simple_tag
def said_key() -> list[SafeString]:
    """What the shapes of positions mean."""
    return [shape(key, drawing, words, is_shown=True) for key, (drawing, words) in SAID.items()]


@register.simple_tag
def outcome_badge(outcome: str) -> SafeString:
    """The outcome of a count, as word and shape."""
    look, drawing = OUTCOME_LOOKS[Closing.Outcome(outcome)]
    return format_html(
        '<span class="state state-{}">{}{}</span>', look, draw_shape(drawing), Closing.Outcome(outcome).label
    )


@register.filter
def effect_words(kind: str) -> str:
    """The name of a kind of effect; the key where no room offers it any more."""
    return name_of_kind(kind)


def mark_of(seat: SeatOnRecord) -> str:
    """The key of `SAID` for a seat."""
    if not seat.tenure:
        return VACANT
    return RECUSED if seat.recused else seat.stance or NOT_HEARD


def shape(key: str, drawing: str, words: object, *, is_shown: bool = False) -> SafeString:
    """A drawing with its word: beside it in a key, else for the pointer and for readers who hear the page."""
    title, style = ("", "") if is_shown else (format_html(' title="{}"', words), "unseen")
    return format_html(
        '<span class="mark mark-{}"{}>{}<span class="{}">{}</span></span>',
        key,
        title,
        draw_shape(drawing),
        style,
        words,
    )
