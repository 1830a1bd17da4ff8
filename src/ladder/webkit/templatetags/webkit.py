"""Tags of the shell: `{% load webkit %}`. The room's README shows each of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.forms import BoundField
from django.template.context import Context
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ladder.accounts.access import is_steward
from ladder.accounts.models import User
from ladder.webkit.icons import ICONS
from ladder.webkit.ladders import LadderView, draw_ladder
from ladder.webkit.panels import panels_for
from ladder.webkit.shapes import (
    GATE_SHAPES,
    GATE_WORDS,
    STATE_SHAPES,
    STATE_WORDS,
    STATUS_SHAPES,
    STATUS_WORDS,
    draw_shape,
)

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line drawing beside words; readers who hear the page skip it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(ICONS[name]),  # noqa: S308 - our own drawings
    )


@register.inclusion_tag("webkit/_pager.html", takes_context=True)
def pager(context: Context, page: Any) -> dict[str, Any]:
    """Links to the pages before and after, keeping the rest of the address."""
    query = context["request"].GET.copy()
    links = {}
    for name, number in (("earlier", page.number - 1), ("later", page.number + 1)):
        query["page"] = str(number)
        links[name] = query.urlencode()
    return {"page": page, **links}


@register.inclusion_tag("webkit/_field.html")
def field(bound: BoundField, *, is_filter: bool = False) -> dict[str, Any]:
    """A form field with its label, help and errors."""
    kind = getattr(bound.field.widget, "input_type", "")
    return {"bound": bound, "kind": kind, "is_filter": is_filter}


@register.inclusion_tag("webkit/_crumbs.html")
def crumbs(*steps: str) -> dict[str, Any]:
    """The way to this page: label and address by turns, the last label without one."""
    pairs = [{"label": label, "url": url} for label, url in zip(steps[::2], [*steps[1::2], ""], strict=False)]
    return {"crumbs": pairs}


@register.simple_tag(takes_context=True)
def panels(context: Context, place: str, subject: Any) -> SafeString:
    """What later rooms show at this place about this subject."""
    return format_html_join("\n", "{}", ((html,) for html in panels_for(place, context["request"], subject)))


@register.simple_tag
def state_badge(state: str) -> SafeString:
    """The state of a requirement, as word and shape."""
    return badge("state", state, STATE_SHAPES, STATE_WORDS)


@register.simple_tag
def status_badge(status: str) -> SafeString:
    """The status of a site's level, as word and shape."""
    return badge("status", status, STATUS_SHAPES, STATUS_WORDS)


@register.simple_tag
def gate_badge(gate: str) -> SafeString:
    """The class of a gate, as word and shape; nothing where a requirement is no gate."""
    return badge("gate", gate, GATE_SHAPES, GATE_WORDS) if gate in GATE_WORDS else SafeString("")


@register.simple_tag
def level_badge(level: int | None, highest: int, name: str = "") -> SafeString:
    """A level as a tiny ladder, its number and its name."""
    if level is None:
        return state_badge("not_assessed")
    count = LadderView(name, level, highest).count
    words = f"{count} · {name}" if name else count
    return format_html('<span class="level">{}{}</span>', draw_ladder(level, highest), words)


@register.inclusion_tag("webkit/_ladders.html")
def ladder_figure(ladders: Iterable[LadderView]) -> dict[str, Any]:
    """Small ladders beside each other, one a principle."""
    return {"ladders": [{"view": view, "drawing": draw_ladder(view.level, view.highest)} for view in ladders]}


@register.filter
def state_word(state: str) -> str:
    """The word of a state, in the reader's language."""
    return str(STATE_WORDS.get(state, state))


@register.filter
def keeps_accounts(user: User | AnonymousUser) -> bool:
    """Whether this person keeps the accounts."""
    return is_steward(user)


@register.filter
def entry(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The entry of a mapping under a key, "" where there is none."""
    return mapping.get(key, "")


def badge(kind: str, key: str, shapes: Mapping[str, str], words: Mapping[str, str | Promise]) -> SafeString:
    """A shape and its word. An unknown key is shown as it is, never as something fine."""
    return format_html(
        '<span class="{} {}-{}">{}{}</span>',
        kind, kind, key, draw_shape(shapes.get(key, "")), words.get(key, key),
    )  # fmt: skip
