"""The drawing of a small ladder: word, shape and number say the same thing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

WIDTH, HEIGHT = 30, 50
TOP, BOTTOM = 4, 46
RAILS = SafeString('<path class="rail" d="M5 2v46M25 2v46"/>')
QUESTION_MARK = SafeString('<text x="15" y="31">?</text>')


@dataclass(frozen=True, slots=True)
class LadderView:
    """One ladder: the level reached under one principle. `level` None is not assessed, 0 is assessed, none reached."""

    name: str
    level: int | None
    highest: int
    level_name: str = ""
    note: str = ""
    url: str = ""

    @property
    def count(self) -> str:
        """The number in words, such as "2 of 4"."""
        if self.level is None:
            return gettext("Not assessed")
        return gettext("%(level)s of %(highest)s") % {"level": self.level, "highest": self.highest}


def draw_ladder(level: int | None, highest: int) -> SafeString:
    """An SVG of one ladder with its lowest rung at the bottom; readers who hear the page hear the words instead."""
    inside = QUESTION_MARK if level is None else draw_rungs(level, highest)
    return format_html(
        '<svg class="ladder-drawing" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}{}</svg>',
        WIDTH, HEIGHT, RAILS, inside,
    )  # fmt: skip


def draw_rungs(level: int, highest: int) -> SafeString:
    """One bar a level: full for those reached, hollow for those above."""
    step = (BOTTOM - TOP) / max(highest, 1)
    thick = min(6.0, step * 0.62)
    rungs: Iterable[tuple[str, str, str]] = (
        (
            "rung reached" if number <= level else "rung",
            f"{BOTTOM - (number - 0.5) * step - thick / 2:.1f}",
            f"{thick:.1f}",
        )
        for number in range(1, highest + 1)
    )
    return format_html_join("", '<rect class="{}" x="5" width="20" y="{}" height="{}"/>', rungs)
