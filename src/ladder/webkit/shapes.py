"""Shapes that stand beside the words of states, statuses and gates, so that colour never speaks alone."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

STATE_SHAPES = {
    "met": '<circle class="full" cx="12" cy="12" r="9.5"/><path class="cut" d="m7.5 12.5 3 3 6-7"/>',
    "partly": '<circle cx="12" cy="12" r="9.5"/><path class="full" d="M12 2.5a9.5 9.5 0 0 1 0 19z"/>',
    "not_met": '<rect x="3" y="3" width="18" height="18"/><path d="m8 8 8 8M16 8l-8 8"/>',
    "not_applicable": '<path d="M4 12h16"/>',
    "not_assessed": '<circle cx="12" cy="12" r="9.5" stroke-dasharray="3 3.6"/>'
    '<path d="M9.5 9.5a2.6 2.6 0 1 1 3.6 2.4c-.8.4-1.1.9-1.1 1.8M12 17v.2"/>',
    "lapsed": '<path d="M6 3h12M6 21h12M7 3c0 5 5 6 5 9s-5 4-5 9M17 3c0 5-5 6-5 9s5 4 5 9"/>',
    "contested": '<path d="M3 8h13l-4-4M21 16H8l4 4"/>',
}
STATE_WORDS = {
    "met": gettext_lazy("Met"),
    "partly": gettext_lazy("Partly met"),
    "not_met": gettext_lazy("Not met"),
    "not_applicable": gettext_lazy("Not applicable"),
    "not_assessed": gettext_lazy("Not assessed"),
    "lapsed": gettext_lazy("Lapsed"),
    "contested": gettext_lazy("Contested"),
}
STATUS_SHAPES = {
    "good_standing": STATE_SHAPES["met"],
    "lapsed": STATE_SHAPES["lapsed"],
    "capped": '<path d="M3 5h18" stroke-width="4"/><path d="M12 21V10M8 14l4-4 4 4"/>',
    "suspended": '<path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z"/><path d="M7 12h10" stroke-width="3.5"/>',
    "none": '<circle cx="12" cy="12" r="9.5" stroke-dasharray="3 3.6"/>',
}
STATUS_WORDS = {
    "good_standing": gettext_lazy("In good standing"),
    "lapsed": gettext_lazy("Lapsed"),
    "capped": gettext_lazy("Held down by a gate"),
    "suspended": gettext_lazy("Suspended"),
    "none": gettext_lazy("No level"),
}
GATE_SHAPES = {
    "stop": '<path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z"/>'
    '<path d="M8.5 14V9.5M10.8 13V7.5M13.2 13V7.5M15.5 13V9M8.5 14c0 4 7 4 7-.5"/>',
    "cap": STATUS_SHAPES["capped"],
}
GATE_WORDS = {
    "stop": gettext_lazy("Stop gate"),
    "cap": gettext_lazy("Cap gate"),
}


def draw_shape(drawing: str) -> SafeString:
    """One of our own drawings, never text that somebody typed; readers who hear the page skip it."""
    return format_html(
        '<svg class="shape" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(drawing),  # noqa: S308 - our own drawings
    )
