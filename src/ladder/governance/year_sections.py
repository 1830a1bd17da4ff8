"""Sections that later rooms add to annual reports, so that this room never needs to know them.

A later room registers in `AppConfig.ready`. What it returns is frozen with the report: plain values, every text by
language (en, fr, zh, sw), amounts and numbers as text, nothing about a person.

    {"titles": {"en": "..."}, "paragraphs": [{"en": "..."}],
     "tables": [{"captions": {"en": "..."}, "head": [{"en": "..."}], "rows": [["text", {"en": "..."}]]}]}
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ladder.governance.models import Body

Section = Mapping[str, Any]
Builder = Callable[[Body, int, date], Section | None]
_builders: dict[str, tuple[int, Builder]] = {}


def register_section(key: str, builder: Builder, order: int = 100) -> None:
    """Add a section to annual reports; the same key replaces. `builder(body, year, on)` gives None for nothing."""
    _builders[key] = (order, builder)


def forget_section(key: str) -> None:
    """Take a section away again."""
    _builders.pop(key, None)


def sections_of(body: Body, year: int, on: date) -> list[dict[str, Any]]:
    """Every section that has something to say of this body and year, in order, each with its key."""
    ordered = sorted(_builders.items(), key=lambda named: (named[1][0], named[0]))
    built = [(key, builder(body, year, on)) for key, (_order, builder) in ordered]
    return [{"key": key, **section} for key, section in built if section is not None]
