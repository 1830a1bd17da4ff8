"""Tags of the shell: `{% load webkit %}`."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ladder.webkit.icons import ICONS

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
