"""Everything a release of a round is made from: real counts, and how much of them is new since each earlier release."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ladder.consultation.models import Contribution, Round
from ladder.core.synthesis.cells import count_cells, divergence_of_rows
from ladder.core.synthesis.disclosure import CellCount, PrivateEvidence, ProtectedRelease, public_groups
from ladder.core.synthesis.rules import Rules
from ladder.synthesis.models import Release, ReleaseMemory
from ladder.synthesis.queries.evidence import COLUMNS, Evidence, PositionRow
from ladder.synthesis.queries.groups import grouping_of
from ladder.synthesis.queries.memory import Memory, changed_cells, people_changed, remember, without
from ladder.synthesis.queries.people import count_gatherings, count_people, people_counts, present_in

People = Mapping[tuple[str, str, str], int]
BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What earlier releases of a round remember, the first one first."""

    protected: tuple[ProtectedRelease, ...]
    memories: tuple[Memory, ...]
    people: tuple[People, ...]


@dataclass(frozen=True, slots=True)
class Private:
    """The evidence of the next release with its memory and its counts of people."""

    evidence: PrivateEvidence
    memory: Memory
    people: People


def earlier_of(consultation: Round) -> Earlier:
    """The memories of every release that was published or waits to be."""
    rows = ReleaseMemory.objects.filter(release__round=consultation)
    kept = list(rows.exclude(release__state=Release.State.SET_ASIDE).order_by("release__number"))
    return Earlier(
        protected=tuple(ProtectedRelease.from_private_document(row.frozen["release"]) for row in kept),
        memories=tuple(memory_of(row) for row in kept),
        people=tuple(read_people(row.frozen["people"]) for row in kept),
    )


def memory_of(row: ReleaseMemory) -> Memory:
    """What one release remembers."""
    return Memory(row.voices, row.rooms, row.gone)


def without_contribution(memory: Memory, contribution: Contribution) -> Memory:
    """The memory after a position was withdrawn."""
    rows = Contribution.objects.filter(pk=contribution.pk)
    [row] = [PositionRow(*one) for one in rows.values_list(*COLUMNS)]
    return without(memory, row.voice, row.item)


def private_evidence(consultation: Round, evidence: Evidence, rules: Rules, earlier: Earlier) -> Private:
    """The real counts of a round, with what changed since each earlier release and the public test of divergence.

    How many people a group was expected to bring is left out: more may have come, so it bounds nothing, and by a bound
    that does not hold the auditor would see leaks and contradictions that are none.
    """
    memory = remember(evidence)
    grouping = grouping_of(consultation)
    people = count_people(
        present_in(consultation, grouping),
        evidence,
        count_gatherings(consultation),
        [one.key for one in evidence.groups],
    )
    made = PrivateEvidence(
        items=evidence.statements,
        groups=tuple(replace(one, invited=None) for one in evidence.groups),
        cells=with_changes(cells_of(evidence, rules), earlier.memories, memory),
        people=people_counts(people, earlier.people),
        people_changed=people_changed(earlier.memories[-1], memory) if earlier.memories else 0,
    )
    labels = public_groups(made, earlier.protected, rules)
    divergent = divergence_of_rows(evidence.answers, evidence.tallies, labels, rules)
    return Private(replace(made, divergent=divergent), memory, people)


def cells_of(evidence: Evidence, rules: Rules) -> tuple[CellCount, ...]:
    """The real counts of every cell with voices."""
    return count_cells(evidence.answers, evidence.tallies, evidence.groups, evidence.statements, rules)


def with_changes(cells: Sequence[CellCount], memories: Sequence[Memory], now: Memory) -> tuple[CellCount, ...]:
    """Cells with how many people changed since each earlier release, those that fell silent among them."""
    changes = [changed_cells(before, now) for before in memories]
    known = {(cell.item, cell.group): cell for cell in cells}
    silent = {key for one in changes for key in one if key not in known}
    every = [*cells, *(CellCount(item, group, 0, 0, 0) for item, group in sorted(silent))]
    return tuple(replace(cell, changed=tuple(one.get((cell.item, cell.group), 0) for one in changes)) for cell in every)


def write_people(people: People) -> dict[str, int]:
    """Counts of people as JSON."""
    return {BETWEEN.join(key): number for key, number in sorted(people.items())}


def read_people(document: Mapping[str, int]) -> People:
    """Counts of people from JSON."""
    found: dict[tuple[str, str, str], int] = {}
    for name, number in document.items():
        kind, group, gender = name.split(BETWEEN)
        found[kind, group, gender] = number
    return found
