"""Whether a finding hangs on one voice: groups, gatherings, facilitators and organisations are left out in turn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ladder.core.synthesis.arrays import Bools
from ladder.core.synthesis.columns import Columns
from ladder.core.synthesis.rooms import Rooms

GROUP, GATHERING, FACILITATOR, ORGANISATION = "group", "gathering", "facilitator", "organisation"
FEWEST_GROUPS = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is counted: settled answers and tallies."""

    columns: Columns
    rooms: Rooms

    def where(self, answers: Bools, tallies: Bools) -> "Evidence":
        """Some of it."""
        return Evidence(self.columns.where(answers), self.rooms.where(tallies))


@dataclass(frozen=True, slots=True)
class Source:
    """Where evidence comes from; `group` is the place of a group, None for every other kind."""

    kind: str
    name: str
    group: int | None = None

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


def sources_of(evidence: Evidence, groups: Sequence[str]) -> list[Source]:
    """All that can be left out: groups (while one is left), gatherings, facilitators, organisations."""
    columns, rooms = evidence.columns, evidence.rooms
    found = [Source(GROUP, name, place) for place, name in enumerate(groups) if len(groups) >= FEWEST_GROUPS]
    for kind in (GATHERING, FACILITATOR):
        names = {*getattr(columns, kind).names, *getattr(rooms, kind).names}
        found += [Source(kind, name) for name in sorted(names)]
    return found + [Source(ORGANISATION, name) for name in columns.organisation.names]


def without(evidence: Evidence, source: Source) -> Evidence:
    """The evidence that is left."""
    columns, rooms = evidence.columns, evidence.rooms
    if source.group is not None:
        return evidence.where(columns.group != source.group, rooms.group != source.group)
    answers = ~getattr(columns, source.kind).is_name(source.name)
    if source.kind == ORGANISATION:
        return evidence.where(answers, np.ones(len(rooms.group), dtype=np.bool_))
    return evidence.where(answers, ~getattr(rooms, source.kind).is_name(source.name))


def what_changes(marks: Bools, sources: Sequence[Source], marks_without: Callable[[Source], Bools]) -> list[list[str]]:
    """For every statement, the sources without which its classes are others. `marks` are words x statements."""
    found: list[list[str]] = [[] for _ in range(marks.shape[1])]
    for source in sources:
        for place in np.flatnonzero((marks_without(source) != marks).any(axis=0)).tolist():
            found[place].append(str(source))
    return found
