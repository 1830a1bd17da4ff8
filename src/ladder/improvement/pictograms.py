"""Drawings that stand for a measure, 48 by 48, drawn for this product: for people who would rather look than read."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

DRAWINGS = {
    "paper": '<path d="M12 4h18l8 8v32H12z"/><path d="M30 4v8h8M18 20h14M18 27h14"/><path d="m18 37 3-4 3 4 3-4 4 4"/>',
    "book": '<path d="M6 9h14a4 4 0 0 1 4 4 4 4 0 0 1 4-4h14v28H28l-4 3-4-3H6z"/>'
    '<path d="M24 13v27M11 17h8M11 23h8M29 17h8M29 23h8"/>',
    "meeting": '<circle cx="24" cy="12" r="6"/><circle cx="10" cy="20" r="5"/><circle cx="38" cy="20" r="5"/>'
    '<path d="M14 34c1-9 5-13 10-13s9 4 10 13M3 40c0-8 3-12 7-12M45 40c0-8-3-12-7-12M10 40h28"/>',
    "card": '<rect x="4" y="11" width="40" height="27" rx="3"/><circle cx="15" cy="22" r="5"/>'
    '<path d="M7 34c1-5 4-7 8-7s7 2 8 7M28 20h11M28 26h11M28 32h7"/>',
    "hand": '<path d="M16 4h16l12 12v16L32 44H16L4 32V16z"/>'
    '<path d="M18 28V17M22 26V13M26 26V13M30 28V16M18 28c0 10 12 10 12-1l3-5"/>',
    "gate": '<path d="M8 44V12M8 18h34M8 24h34M14 18l4 6M22 18l4 6M30 18l4 6"/>'
    '<circle cx="32" cy="33" r="4"/><path d="M25 45c0-6 3-8 7-8s7 2 7 8"/>',
    "helmet": '<path d="M6 32a18 18 0 0 1 36 0M3 32h42v4H3zM20 15v12M28 15v12M20 14a4 4 0 0 1 8 0"/>',
    "pit": '<path d="M3 14h12v30h18V14h12"/>'
    '<path d="M15 20h18M15 28h18M15 36h18M18 20v24M30 20v24"/><path d="M24 4v12"/>',
    "fence": '<path d="M8 44V14l4-5 4 5v30M22 44V14l4-5 4 5v30M36 44V14l3-4 3 4v30M4 22h40M4 34h40"/>',
    "first_aid": '<rect x="5" y="14" width="38" height="28" rx="3"/><path d="M17 14V8h14v6M24 21v14M17 28h14"/>',
    "water": '<path d="M24 4c8 11 13 18 13 25a13 13 0 0 1-26 0c0-7 5-14 13-25z"/><path d="M17 30a7 7 0 0 0 7 7"/>',
    "tree": '<path d="M24 44V26M24 34l8-6M12 26a8 8 0 0 1 2-15 10 10 0 0 1 20 0 8 8 0 0 1 2 15zM10 44h28"/>',
    "scale": '<path d="M24 5v36M12 44h24M8 12h32M8 12 3 27h11zM40 12l-6 15h11zM3 27c2 5 9 5 11 0M34 27c2 5 9 5 11 0"/>',
    "money": '<rect x="4" y="8" width="34" height="19" rx="2"/><circle cx="21" cy="17.5" r="5"/>'
    '<path d="M14 32h26v12l-4-3-4 3-4-3-4 3-4-3-6 3zM20 37h14"/>',
    "bag": '<path d="M16 12 12 4h24l-4 8'
    'M16 12h16c8 8 11 16 9 26-1 4-4 6-8 6H15c-4 0-7-2-8-6-2-10 1-18 9-26z"/><path d="M19 25h10v11H19z"/>',
    "school": '<path d="M3 18 24 6l21 12-21 12z"/><path d="M12 24v10c7 6 17 6 24 0V24M43 20v14"/>',
}  # fmt: skip


def draw_picture(key: str, name: str) -> SafeString:
    """A picture with its name for those who hear the page; an unknown key draws the paper."""
    drawing = DRAWINGS.get(key, DRAWINGS["paper"])
    return format_html(
        '<svg class="picture" viewBox="0 0 48 48" width="64" height="64" fill="none" stroke="currentColor" '
        'stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" role="img" aria-label="{}" '
        'focusable="false">{}</svg>',
        name,
        mark_safe(drawing),  # noqa: S308 - our own drawings
    )
