"""What changed from one release to the next: classes, and how many rows were written anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from ladder.core.synthesis.disclosure.published import PublishedTables
from ladder.synthesis.models import Release


@dataclass(frozen=True, slots=True)
class ClassChange:
    """One requirement whose classes are others than in the release before."""

    item: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A release and what is new in it. `rows` were written anew out of all rows with figures."""

    release: Release
    rows: int
    of: int
    classes: tuple[ClassChange, ...]


def steps_of(pairs: Sequence[tuple[Release, PublishedTables]]) -> list[Step]:
    """The releases, newest first, each compared with the one before it."""
    befores: list[PublishedTables | None] = [None, *(tables for _, tables in pairs)]
    steps = (step_of(release, tables, before) for (release, tables), before in zip(pairs, befores, strict=False))
    return list(reversed(list(steps)))


def step_of(release: Release, tables: PublishedTables, before: PublishedTables | None) -> Step:
    """One release beside the one before it; in the first everything is new and no class changed."""
    shown = [row for row in tables.rows if row.has_figures]
    earlier = {item.item: item.classes for item in before.items} if before else {}
    changed = (
        ClassChange(item.item, earlier[item.item], item.classes)
        for item in tables.items
        if item.item in earlier and earlier[item.item] != item.classes
    )
    return Step(release, sum(row.since == tables.number for row in shown), len(shown), tuple(changed))
