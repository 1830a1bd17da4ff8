"""Audits numbers of people: which hidden numbers follow from those that are shown, of one release and between two."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ladder.core.synthesis.disclosure.asking import Asking, answer_all
from ladder.core.synthesis.disclosure.certificate import (
    CONTRADICTION,
    DIFFERENCE,
    NARROW,
    RECOVERABLE,
    SMALL,
    UNCHECKED,
    Leak,
)
from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.published import ALL, GATHERINGS, PublishedPeople, PublishedTables
from ladder.core.synthesis.disclosure.tables_audit import bounds_of
from ladder.core.synthesis.disclosure.whole_numbers import ContradictionError, Solver, Sum, Unknowns, UnsolvedError

Atom = tuple[str, str]


def audit_people(releases: Sequence[PublishedTables], frames: Frames) -> Iterator[Leak]:
    """Leaks of the numbers of people and organisations; gatherings are events and need no protection."""
    last: dict[str, list[PublishedPeople]] = {}
    asking: list[Asking[list[Leak]]] = []
    for release in releases:
        kinds: dict[str, list[PublishedPeople]] = defaultdict(list)
        for row in release.people:
            kinds[row.kind].append(row)
        for kind, rows in sorted(kinds.items()):
            if kind != GATHERINGS:
                asking.append(audit_kind(release.number, rows, frames))
                yield from changes(release.number, last.get(kind, []), rows, frames)
                last[kind] = rows
    for found in answer_all(asking):
        yield from found


def audit_kind(number: int, rows: Sequence[PublishedPeople], frames: Frames) -> Asking[list[Leak]]:
    """Leaks of one kind in one release."""
    atoms = atoms_of(rows, frames)
    unknowns = Unknowns()
    places = {atom: unknowns.add() for atom in atoms}
    for row in rows:
        low, high = own_bounds(row, frames)
        unknowns.state({places[atom]: 1 for atom in parts_of(row, atoms)}, low, high)
    solver = Solver(unknowns)
    leaks = []
    try:
        for atom in atoms:
            leaks += yield from audit_number(number, atom, rows, solver, {places[atom]: 1}, frames)
    except (ContradictionError, UnsolvedError) as problem:
        kind = CONTRADICTION if isinstance(problem, ContradictionError) else UNCHECKED
        return [leak_of(number, rows[0], kind, f"release {number}, {rows[0].kind}", None)]
    return leaks


def atoms_of(rows: Sequence[PublishedPeople], frames: Frames) -> list[Atom]:
    """Groups by gender, where genders are told apart; `*` and an empty gender are sums of them."""
    genders: dict[str, set[str]] = defaultdict(set)
    everywhere = {row.gender for row in rows if row.group == ALL and row.gender}
    for row in rows:
        if row.group != ALL:
            genders[row.group].update({row.gender} - {""})
    groups = set(genders) | (set(frames.groups) if any(row.group == ALL for row in rows) else set())
    return sorted((group, each) for group in groups for each in (genders[group] | everywhere or {""}))


def parts_of(row: PublishedPeople, atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms that a row sums up."""
    return [atom for atom in atoms if row.group in {ALL, atom[0]} and row.gender in {"", atom[1]}]


def threshold_of(group: str, gender: str, frames: Frames) -> int:
    """How many people a number needs to be shown."""
    return frames.terms.vulnerable_row if gender else frames.threshold([group])


def own_bounds(row: PublishedPeople, frames: Frames) -> tuple[int, int | None]:
    """What a row says by itself; a hidden one that it is below its threshold, if that is why it is hidden."""
    if row.count is not None:
        return row.count.low, row.count.high
    return 0, None if row.gender else threshold_of(row.group, row.gender, frames) - 1


def audit_number(
    number: int, atom: Atom, rows: Sequence[PublishedPeople], solver: Solver, total: Sum, frames: Frames
) -> Asking[list[Leak]]:
    """Whether one number, shown or not, gives away a count below the threshold."""
    own = [row for row in rows if (row.group, row.gender) == atom]
    shown = [row for row in own if row.count is not None]
    threshold = threshold_of(*atom, frames)
    cell = f"release {number}, {rows[0].kind}, {atom[0]}" + (f", {atom[1]}" if atom[1] else "")
    leaks = [
        leak_of(number, row, SMALL, cell, (row.count.low, row.count.high))
        for row in shown
        if row.count is not None and row.count.low < threshold
    ]
    if not shown:
        span = yield from bounds_of(total, wanted_gap(own, frames), solver)
        if span is not None:
            place = own[0] if own else rows[0]
            beside = [str(row.place) for row in rows if row not in own and atom in parts_of(row, [atom])]
            leaks.append(leak_of(number, place, RECOVERABLE if span[0] == span[1] else NARROW, cell, span, beside))
    return leaks


def wanted_gap(own: Sequence[PublishedPeople], frames: Frames) -> int:
    """How far apart the ends of a hidden number must lie: no further than its own row says."""
    spans = [own_bounds(row, frames) for row in own]
    return min([frames.terms.gap, *(high - low for low, high in spans if high is not None)])


def changes(
    number: int, before: Sequence[PublishedPeople], after: Sequence[PublishedPeople], frames: Frames
) -> Iterator[Leak]:
    """Numbers that changed from one release to the next by fewer people than a change needs."""
    old = {(row.group, row.gender): row for row in before}
    for row in after:
        first = old.get((row.group, row.gender))
        if first is None or first.count is None or row.count is None or first.count == row.count:
            continue
        most = max(abs(a - b) for a in ends(row) for b in ends(first))
        if most < frames.terms.change:
            cell = f"release {number}, {row.kind}, {row.group}" + (f", {row.gender}" if row.gender else "")
            yield leak_of(number, row, DIFFERENCE, cell, None, [str(first.place)])


def ends(row: PublishedPeople) -> tuple[int, int]:
    """Smallest and largest number that a row says."""
    if row.count is None:
        return 0, 0
    return row.count.low, row.count.low if row.count.high is None else row.count.high


def leak_of(
    number: int,
    row: PublishedPeople,
    kind: str,
    cell: str,
    span: tuple[int, int | None] | None,
    statements: Sequence[str] = (),
) -> Leak:
    """A number that is given away."""
    low, high = span or (None, None)
    return Leak(number, row.place.file, row.place.line, kind, cell, low, high, tuple(filter(None, statements)))
