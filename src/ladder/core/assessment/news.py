"""What of a change at a site is public news, and when a delivery of it is tried again.

News hold a level, a status and days, and nothing else: never a kind of incident, a requirement, a word, a count or
who told anything (docs/methods/alerts.md).
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

LEVEL_CHANGED, LAPSES_SOON, ANSWER_OVERDUE = "level_changed", "lapses_soon", "answer_overdue"
PUBLIC: Mapping[str, frozenset[str]] = MappingProxyType({
    LEVEL_CHANGED: frozenset({"version", "level", "status", "was_level", "was_status"}),
    LAPSES_SOON: frozenset({"version", "level", "status", "changes_on"}),
    ANSWER_OVERDUE: frozenset({"version", "status"}),
})  # fmt: skip
FORESIGHT_DAYS = 30
SHUT = frozenset({"suspended", "capped"})

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=12)
MOST_TRIES = 12


def check_news(kind: str, detail: Mapping[str, object]) -> None:
    """Raise ValueError where something would be told that is not public news."""
    if kind not in PUBLIC:
        raise ValueError(f"{kind!r} is no kind of public news")
    more = set(detail) - PUBLIC[kind]
    if more:
        raise ValueError(f"{', '.join(sorted(more))} may not be told with {kind}")


def may_tell_overdue(status: str) -> bool:
    """Whether an overdue answer is public: only where the status tells already that a gate is shut."""
    return status in SHUT


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries: 1, 2, 4 ... minutes, at most 12 hours; None: it is given up."""
    if tries >= MOST_TRIES:
        return None
    doubled: timedelta = FIRST_PAUSE * 2 ** max(tries - 1, 0)
    return min(doubled, LONGEST_PAUSE)
