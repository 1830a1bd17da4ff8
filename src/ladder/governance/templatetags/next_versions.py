"""Tags of versions in the making: the drawing of what became of what."""

from collections.abc import Iterator

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ladder.governance.queries.migration_map import Way

register = template.Library()
STEP, WIDTH = 24, 48


@register.simple_tag
def draw_way(way: Way) -> SafeString:
    """Lines from each requirement before to each after; a ring where one begins, a cross where one ends."""
    height = STEP * max(len(way.before), len(way.after), 1)
    ends = [list(places(len(side), height)) for side in (way.before, way.after)]
    lines = ((left, right) for left in ends[0] for right in ends[1])
    drawn = format_html_join("", '<path d="M2 {}L{} {}"/>', ((left, WIDTH - 8, right) for left, right in lines))
    heads = format_html_join("", '<path class="full" d="M{} {}l-9-5v10z"/>', ((WIDTH - 1, y) for y in ends[1]))
    begins = format_html_join("", '<circle cx="12" cy="{}" r="5"/>', ((y,) for y in ends[1] if not ends[0]))
    stops = format_html_join(
        "", '<path d="M8 {}l10 10M18 {}l-10 10"/>', ((y - 5, y - 5) for y in ends[0] if not ends[1])
    )
    return format_html(
        '<svg class="way" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true" focusable="false">'
        "{}{}{}{}</svg>",
        WIDTH, height, WIDTH, height, drawn, heads, begins, stops,
    )  # fmt: skip


def places(number: int, height: int) -> Iterator[float]:
    """So many heights, evenly spread."""
    for place in range(number):
        yield round(height * (place + 0.5) / number, 1)
