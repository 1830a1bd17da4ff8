"""Tags of answers and receipts: numbers of comments in bands, and the shape of each disposition."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ladder.core.governance.bands import Band
from ladder.governance.models import Disposition
from ladder.webkit.shapes import draw_shape

register = template.Library()
SHAPES = {
    "accepted": '<path d="M4 13l5 5L20 6"/>',
    "modified": '<path d="M4 9l4 4 8-8M4 19h16"/>',
    "not_accepted": '<path d="M5 5l14 14M19 5L5 19"/>',
    "noted": '<circle cx="12" cy="12" r="7"/>',
    "out_of_scope": '<path d="M3 12h6M15 12h6M12 3v18"/>',
    "duplicate": '<path d="M4 4h11v11H4zM9 15v5h11V9h-5"/>',
    "to_steering": '<path d="M12 20V5M6 11l6-6 6 6"/>',
}


@register.filter
def comments_in(band: Band) -> str:
    """How many comments, never counted out below five."""
    if band.low == 0:
        return _("no comment that stands")
    if band.is_few:
        return _("a few comments")
    if band.high is None:
        return _("%(low)d comments or more") % {"low": band.low}
    return _("%(low)d to %(high)d comments") % {"low": band.low, "high": band.high}


@register.filter
def others_in(band: Band) -> str:
    """How many others said something like it."""
    if band.low == 0:
        return _("nobody else")
    if band.is_few:
        return _("a few others")
    if band.high is None:
        return _("%(low)d others or more") % {"low": band.low}
    return _("%(low)d to %(high)d others") % {"low": band.low, "high": band.high}


@register.simple_tag
def disposition_badge(key: str) -> SafeString:
    """What became of a comment, as shape and word; an unknown key is shown as it is."""
    words = dict(Disposition.choices).get(key, key)
    return format_html('<span class="tag disposition-{}">{}{}</span>', key, draw_shape(SHAPES.get(key, "")), words)


@register.filter
def disposition_name(key: str) -> str:
    """A disposition in words."""
    return str(dict(Disposition.choices).get(key, key))


@register.filter
def plain_outcome(key: str) -> str:
    """What became of it, in a sentence for the ear."""
    return {
        "accepted": _("It was accepted."),
        "modified": _("It was accepted, with a modification."),
        "not_accepted": _("It was not accepted."),
        "noted": _("It was noted, and changes nothing now."),
        "out_of_scope": _("It lies outside of what this framework can settle."),
        "duplicate": _("It says the same as something else that was answered."),
    }.get(key, key)
