"""Tags of proposals and decisions: prose by language, what effects do, and the shape of each stance."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from django import template
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ladder.consultation.wording import read
from ladder.governance.models import Attendance, Effect, Position
from ladder.governance.queries.attending import PRESENT
from ladder.governance.queries.conflicts import say_reason
from ladder.governance.queries.standings import EARLIER_REVISION, HANDED_OVER, RECUSED, REPLACED
from ladder.governance.services.effects import Intended, describe
from ladder.webkit.languages import html_language
from ladder.webkit.shapes import draw_shape

register = template.Library()
STANCES: dict[str, str | Promise] = {
    **dict(Position.Stance.choices),
    "recused": pgettext_lazy("stance of a seat", "Recused"),
    "awaited": pgettext_lazy("stance of a seat", "Not yet"),
    "silent": pgettext_lazy("stance of a seat", "Not heard"),
    "vacant": pgettext_lazy("stance of a seat", "Vacant"),
}
SHAPES = {
    "support": '<circle class="full" cx="12" cy="12" r="8"/>',
    "stand_aside": '<circle cx="12" cy="12" r="8"/><path d="M8 12h8"/>',
    "object": '<path d="M12 3 22 20H2zM12 9v5M12 17v.5"/>',
    "recused": '<path d="M5 5h14v14H5zM5 5l14 14"/>',
    "awaited": '<circle cx="12" cy="12" r="8" stroke-dasharray="3 3"/>',
    "silent": '<circle cx="12" cy="12" r="8" stroke-dasharray="3 3"/>',
    "vacant": '<path d="M5 5h14v14H5z" stroke-dasharray="2 4"/>',
}
WHY_NOT = {
    EARLIER_REVISION: gettext_lazy("taken on earlier words"),
    HANDED_OVER: gettext_lazy("the seat was handed over since"),
    RECUSED: gettext_lazy("the seat is recused"),
    REPLACED: gettext_lazy("the seat took another position later"),
}


@register.simple_tag
def prose(texts: Mapping[str, str]) -> SafeString:
    """A text in the reader's language or the next best as paragraphs; nothing where there is no text."""
    found = read(texts)
    if not found.text:
        return SafeString("")
    body = mark_safe(linebreaks(found.text, autoescape=True))  # noqa: S308 - escaped by the function that makes it
    return format_html('<div class="prose" lang="{}" dir="auto">{}</div>', html_language(found.language), body)


@register.simple_tag
def stance_mark(key: str) -> SafeString:
    """A stance as shape and word; an unknown key is shown as it is."""
    return mark(key, SHAPES.get(key, ""), STANCES.get(key, key))


def mark(key: str, drawing: str, word: str | Promise) -> SafeString:
    """A shape beside its word."""
    return format_html('<span class="stance stance-{}">{}{}</span>', key, draw_shape(drawing), word)


@register.simple_tag
def who_mark(attendance: Attendance) -> SafeString:
    """Who sat in a seat, as shape and word."""
    if attendance.tenure_id is None:
        return stance_mark("vacant")
    shape = "support" if attendance.who in PRESENT else "awaited"
    return mark(shape, SHAPES[shape], attendance.get_who_display())


@register.filter
def does(entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """What the effects of an option do, a sentence each."""
    return [describe(Intended.read(entry)) for entry in entries]


@register.filter
def effect_sentence(effect: Effect) -> str:
    """What an effect of a decision does."""
    return describe(Intended.read(vars(effect)))


@register.filter
def recusal(key: str) -> str:
    """Why a seat is recused, in the reader's words."""
    return say_reason(key)


@register.filter
def why_not_counted(key: str) -> str:
    """Why a position does not count, in the reader's words."""
    return str(WHY_NOT.get(key, key))


@register.filter
def option_name(key: str, options: Iterable[Any]) -> str:
    """The name of an option by its key; every option where there is none."""
    return next((read(one.names).text for one in options if one.key == key), key) if key else _("every option")


@register.filter
def is_past(moment: datetime) -> bool:
    """Whether a moment has come."""
    return timezone.now() >= moment


@register.filter
def last_day(moment: datetime) -> date:
    """The last day of a time that ends at a moment: the day before where it ends at midnight."""
    return timezone.localdate(moment - timedelta(microseconds=1))


@register.filter
def days_left(moment: datetime) -> int:
    """Days until a moment, the one that has begun counted."""
    return ceil((moment - timezone.now()) / timedelta(days=1))
