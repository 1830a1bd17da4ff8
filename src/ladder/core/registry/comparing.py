"""Puts what different sources say about one thing side by side, and marks where they disagree.

The last word of each source counts; what a source said before is history. Two last words disagree when they were
observed within three years of each other and differ: numbers by more than half of the larger, all else at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

METHOD = ("facts-side-by-side", "1")
DAYS_APART = 3 * 365 + 1
RATIO = 2


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact as it is compared and shown."""

    key: str
    kind: str
    value: object
    unit: str
    observed_on: date
    method: str
    source_key: str
    source_title: str
    collected_by: str = ""
    precision: str = "day"
    is_sensitive: bool = False
    is_doubted: bool = False
    note: str = ""
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """All that is said about one thing: `latest` one per source, newest first; `earlier` the history, newest first."""

    kind: str
    latest: tuple[FactView, ...]
    earlier: tuple[FactView, ...]
    disagrees: bool


def group_facts(facts: Iterable[FactView], on: date) -> tuple[FactGroup, ...]:
    """Facts known on a day, grouped by what they are about; replaced facts count as history."""
    by_kind: dict[str, list[FactView]] = defaultdict(list)
    for fact in facts:
        if fact.observed_on <= on:
            by_kind[fact.kind].append(fact)
    return tuple(group(kind, by_kind[kind]) for kind in sorted(by_kind))


def group(kind: str, facts: list[FactView]) -> FactGroup:
    """One group; ties of date are settled by key, so that any order of rows gives the same result."""
    latest: dict[str, FactView] = {}
    earlier: list[FactView] = []
    for fact in sorted(facts, key=lambda each: (each.observed_on, each.key), reverse=True):
        if fact.source_key in latest or fact.replaced_by:
            earlier.append(fact)
        else:
            latest[fact.source_key] = fact
    last = tuple(latest.values())
    return FactGroup(kind, last, tuple(earlier), disagrees=any_disagree(last))


def any_disagree(facts: Sequence[FactView]) -> bool:
    """Whether any two of these disagree."""
    return any(
        disagree(one, other)
        for at, one in enumerate(facts)
        for other in facts[at + 1 :]
        if abs((one.observed_on - other.observed_on).days) <= DAYS_APART
    )


def disagree(one: FactView, other: FactView) -> bool:
    """Whether two values differ more than two honest looks would."""
    first, second = number_of(one.value), number_of(other.value)
    if first is not None and second is not None:
        return max(first, second) > RATIO * min(first, second)
    if isinstance(one.value, list) and isinstance(other.value, list):
        return sorted(map(str, one.value)) != sorted(map(str, other.value))
    return one.value != other.value


def number_of(value: object) -> float | None:
    """The number, or None; True and False are not numbers."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def series_of(facts: Iterable[FactView], kind: str) -> tuple[FactView, ...]:
    """The numbers of one kind over time, oldest first, without replaced ones."""
    numbers = (
        fact for fact in facts if fact.kind == kind and number_of(fact.value) is not None and not fact.replaced_by
    )
    return tuple(sorted(numbers, key=lambda each: (each.observed_on, each.key)))
