"""Makes what is published of a round from what was counted: rules R1 to R4 and R7 of `docs/methods/disclosure.md`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.mean_audit import statements_by_item
from ladder.core.synthesis.disclosure.movement import moves_safely
from ladder.core.synthesis.disclosure.people import protect_people
from ladder.core.synthesis.disclosure.planning import PlannedRow, plan_item
from ladder.core.synthesis.disclosure.private import (
    CellCount,
    FrozenRow,
    PrivateEvidence,
    ProtectedRelease,
    ReleaseRefusedError,
)
from ladder.core.synthesis.disclosure.published import PublishedGroup, PublishedItem, PublishedRow, PublishedTables
from ladder.core.synthesis.disclosure.summing_up import Test, describe_item, publish_mean
from ladder.core.synthesis.disclosure.terms import Terms
from ladder.core.synthesis.disclosure.writing_rows import write_row
from ladder.core.synthesis.rules import Rules

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class History:
    """What earlier releases showed: the last row of every key, the counts behind it, and every key ever shown."""

    rows: Mapping[Key, tuple[PublishedRow, ...]]
    frozen: Mapping[Key, FrozenRow]

    @classmethod
    def of(cls, earlier: Sequence[ProtectedRelease]) -> "History":
        """The history of releases, the first one first."""
        rows: dict[Key, list[PublishedRow]] = defaultdict(list)
        for release in earlier:
            for row in release.tables.rows:
                versions = rows[row.item, row.group]
                if row.has_figures and (not versions or versions[-1] != row):
                    versions.append(row)
        frozen = {(row.item, row.group): row for release in earlier for row in release.frozen}
        return cls({key: tuple(versions) for key, versions in rows.items() if versions}, frozen)

    def keys_of(self, item: str) -> tuple[str, ...]:
        """The keys of an item that were ever shown."""
        return tuple(group for each, group in self.rows if each == item)


def protect(evidence: PrivateEvidence, earlier: Sequence[ProtectedRelease], rules: Rules) -> ProtectedRelease:
    """The next release of a round.

    Raises:
        ReleaseRefusedError: fewer people than the rules ask for are new since the last release.
    """
    frames, number = frames_of(evidence, rules), len(earlier) + 1
    refuse_too_early(evidence, earlier, frames.terms)
    history = History.of(earlier)
    cells = by_item(evidence.cells)
    last = earlier[-1].tables if earlier else None
    tested = {each.item: each for each in last.items} if last else {}
    means = statements_by_item([release.tables for release in earlier], frames)
    rows: list[PublishedRow] = []
    frozen: list[FrozenRow] = []
    items: list[PublishedItem] = []
    for item in evidence.items:
        mine = cells.get(item, {})
        pairs = list(rows_of(item, mine, history, frames, number))
        shown_rows, real = tuple(row for row, _ in pairs), tuple(each for _, each in pairs if each)
        now = Test(evidence.divergent.get(item), number)
        test = test_of(now, tested.get(item), mine, frames.terms)
        mean = publish_mean(shown_rows, real, frames, rules, means.get(item, ()))
        items.append(describe_item(item, shown_rows, mean, test, frames, rules))
        rows.extend(shown_rows)
        frozen.extend(real)
    people = protect_people(evidence.people, last.people if last else (), frames, number)
    groups = tuple(frames.groups[key] for key in sorted(frames.groups))
    return ProtectedRelease(PublishedTables(number, groups, tuple(rows), tuple(items), people), tuple(frozen))


def public_groups(
    evidence: PrivateEvidence, earlier: Sequence[ProtectedRelease], rules: Rules
) -> dict[str, dict[str, str]]:
    """For each item the key of the public row in which each group stands; groups that no row shows are left out.

    The labels on which divergence is tested for the public: they depend on numbers of voices alone.
    """
    frames, history, cells = frames_of(evidence, rules), History.of(earlier), by_item(evidence.cells)
    return {
        item: {
            member: row.group
            for row in plan_of(item, cells.get(item, {}), history, frames)
            if row.has_figures
            for member in row.members
        }
        for item in evidence.items
    }


def frames_of(evidence: PrivateEvidence, rules: Rules) -> Frames:
    """The declared groups as the public knows them."""
    groups = (PublishedGroup(each.key, each.invited, each.is_vulnerable) for each in evidence.groups)
    return Frames.of(groups, Terms.of(rules))


def refuse_too_early(evidence: PrivateEvidence, earlier: Sequence[ProtectedRelease], terms: Terms) -> None:
    """Stop a release that would show what a handful of people said since the last one."""
    if earlier and evidence.people_changed < terms.change:
        reason = (
            f"Only {evidence.people_changed} people gave, changed or withdrew something since release "
            f"{len(earlier)}: wait until they are at least {terms.change}."
        )
        raise ReleaseRefusedError((reason,))


def by_item(cells: Sequence[CellCount]) -> dict[str, dict[str, CellCount]]:
    """The cells of every item by group."""
    found: dict[str, dict[str, CellCount]] = defaultdict(dict)
    for cell in cells:
        found[cell.item][cell.group] = cell
    return found


def plan_of(item: str, cells: Mapping[str, CellCount], history: History, frames: Frames) -> tuple[PlannedRow, ...]:
    """The rows of an item."""
    voices = {key: cells[key].voices if key in cells else 0 for key in frames.groups}
    return plan_item(voices, frames, history.keys_of(item))


def rows_of(
    item: str, cells: Mapping[str, CellCount], history: History, frames: Frames, number: int
) -> Iterator[tuple[PublishedRow, FrozenRow | None]]:
    """The public rows of an item, each with the counts behind it where it has figures."""
    for planned in plan_of(item, cells, history, frames):
        key = (item, planned.group)
        parts = [cells[member] for member in planned.members if member in cells]
        versions = history.rows.get(key, ())
        if versions and changed_since(parts, versions[-1].since) < frames.terms.change:
            yield versions[-1], history.frozen[key]
        elif planned.has_figures:
            real = summed(item, planned.group, parts)
            row = write_row(planned, real, frames, number, versions[0].first if versions else number)
            safe = moves_safely((*versions, row), frames)
            yield (row, real) if safe else (versions[-1], history.frozen[key])
        else:
            yield PublishedRow(item, planned.group, planned.state, since=number, first=number), None


def changed_since(cells: Sequence[CellCount], release: int) -> int:
    """How many people's positions in these cells were added, changed or withdrawn since a release."""
    return sum(cell.changed[release - 1] for cell in cells if release <= len(cell.changed))


def test_of(now: Test, before: PublishedItem | None, cells: Mapping[str, CellCount], terms: Terms) -> Test:
    """The test of an item: like a row it changes only after enough people are new on the item."""
    if before is None or changed_since(tuple(cells.values()), before.tested_in) >= terms.change:
        return now
    return Test(before.divergent, before.tested_in)


def summed(item: str, group: str, cells: Sequence[CellCount]) -> FrozenRow:
    """The counts of several cells together."""
    weighed = [with_effective(cell) for cell in cells]
    return FrozenRow(
        item,
        group,
        sum(cell.agree for cell in cells),
        sum(cell.disagree for cell in cells),
        sum(cell.passed for cell in cells),
        sum(cell.with_change for cell in cells),
        *(sum(column) for column in zip(*weighed, strict=True)),
    )


def with_effective(cell: CellCount) -> tuple[float, float, float, float]:
    """Effective counts in support, in refusal, of all, and independent ones; people where nothing is discounted."""
    if cell.effective is None:
        return float(cell.agree), float(cell.disagree), float(cell.voices), float(cell.voices)
    scale = cell.effective / cell.voices if cell.voices else 0.0
    agree = cell.agree * scale if cell.agree_effective is None else cell.agree_effective
    disagree = cell.disagree * scale if cell.disagree_effective is None else cell.disagree_effective
    return agree, disagree, cell.effective, cell.effective if cell.independent is None else cell.independent
