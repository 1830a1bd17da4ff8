"""Audits any tables about one item, however they were made: which counts of small groups follow from all of them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ladder.core.synthesis.disclosure.asking import Asking, largest, smallest
from ladder.core.synthesis.disclosure.certificate import (
    CONTRADICTION,
    DIFFERENCE,
    KNOWN,
    NARROW,
    RECOVERABLE,
    SMALL,
    UNCHECKED,
    Leak,
)
from ladder.core.synthesis.disclosure.consistent import TWO_OTHERS
from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.item_unknowns import KINDS_OF_ANSWER, Atom, ItemUnknowns, genders_of
from ladder.core.synthesis.disclosure.published import ALL, WITHHELD, Place, PublishedItem, PublishedRow
from ladder.core.synthesis.disclosure.whole_numbers import ContradictionError, Solver, Sum, UnsolvedError, less

COUNTED = (*KINDS_OF_ANSWER, "voices")


Releases = Sequence[tuple[int, Sequence[PublishedRow]]]


def audit_item(
    item: str, releases: Releases, means: Sequence[tuple[int, PublishedItem]], frames: Frames
) -> Asking[list[Leak]]:
    """Every leak of one item over all releases, under everything that is published about it."""
    asked = ItemUnknowns(releases, frames, means)
    try:
        found = yield from leaks_of(item, asked)
    except ContradictionError:
        return [not_judged(item, releases, CONTRADICTION)]
    except UnsolvedError:
        return [not_judged(item, releases, UNCHECKED)]
    return found


def leaks_of(item: str, asked: ItemUnknowns) -> Asking[list[Leak]]:
    """Every leak of one item whose figures can all be true."""
    solver = yield from solver_of(asked)
    found = [leak_at(row, UNCHECKED, named(item, row), None) for row in asked.unused]
    for number, rows in asked.releases:
        found += small_rows(item, rows, asked.frames)
        for atom in protected_atoms(asked, number, rows, asked.frames):
            found += yield from audit_atom(item, atom, asked, solver, rows)
        found += yield from known_answers(item, number, rows, asked, solver)
    found += yield from differences(item, asked, solver)
    return found


def solver_of(asked: ItemUnknowns) -> Asking[Solver]:
    """A solver in which nobody left between releases, unless the figures say that somebody did."""
    growing = Solver(asked.nobody_left(), is_growing=True)
    try:
        yield from smallest(growing, {})
    except ContradictionError:
        free = Solver(asked.unknowns)
        yield from smallest(free, {})
        return free
    return growing


def not_judged(item: str, releases: Releases, kind: str) -> Leak:
    """Says of an item that its figures cannot all be true, or that they could not be checked."""
    rows = [row for _, rows in releases for row in rows]
    return leak_at(rows[0], kind, f"item {item}", None, rows)


def small_rows(item: str, rows: Sequence[PublishedRow], frames: Frames) -> Iterator[Leak]:
    """Rows that are shown although they have, or may have, too few voices."""
    for row in rows:
        span = row.voices
        if row.has_figures and span is not None and span.low < threshold_of(row, frames):
            yield leak_at(row, SMALL, named(item, row), (span.low, span.high))


def threshold_of(row: PublishedRow, frames: Frames) -> int:
    """The voices that a row needs: more where it also tells genders apart."""
    return frames.terms.vulnerable_row if row.gender else frames.threshold(row.members)


def protected_atoms(
    asked: ItemUnknowns, number: int, rows: Sequence[PublishedRow], frames: Frames
) -> Iterator[tuple[Atom, PublishedRow | None]]:
    """The groups (by gender where tables tell it apart) that no row may show, each with its own row if it has one."""
    for group in asked.groups:
        for gender in genders_of(rows):
            own = [row for row in rows if row.group == group and row.gender == gender]
            shown = [row for row in own if row.has_figures]
            if not shown:
                yield (number, group, gender), own[0] if own else None
            elif any(row.voices is None or row.voices.low < threshold_of(row, frames) for row in shown):
                yield (number, group, gender), shown[0]


def audit_atom(
    item: str,
    found: tuple[Atom, PublishedRow | None],
    asked: ItemUnknowns,
    solver: Solver,
    rows: Sequence[PublishedRow],
) -> Asking[list[Leak]]:
    """Whether a protected group's counts stay as open as its own row leaves them, or wide enough."""
    (number, group, gender), own = found
    low, high = asked.voices_bounds(own) if own else (0, None)
    gap = asked.frames.terms.gap
    leaks = []
    for kind in COUNTED:
        open_by_itself = gap if high is None else high - (low if kind == "voices" else 0)
        total = asked.count([(number, group, gender)], kind)
        span = yield from bounds_of(total, min(gap, open_by_itself), solver)
        if span is not None:
            cell = named_cell(number, item, group, gender, kind)
            place = own or PublishedRow(item, group, WITHHELD, since=number, place=first_place(rows, group))
            statements = [row for row in rows if row is not own and (row.group == ALL or group in row.members)]
            leaks.append(leak_of(number, place, cell, span, statements))
    return leaks


def bounds_of(total: Sum, wanted: int, solver: Solver) -> Asking[tuple[int, int] | None]:
    """Smallest and largest value where they lie closer together than is wanted, else None."""
    if wanted <= 0 or is_seen_apart(total, wanted, solver):
        return None
    low = yield from smallest(solver, total)
    if is_seen_apart(total, wanted, solver):
        return None
    high = yield from largest(solver, total)
    return (low, high) if high - low < wanted else None


def is_seen_apart(total: Sum, wanted: int, solver: Solver) -> bool:
    """Whether solutions met so far already lie far enough apart."""
    seen = solver.seen(total)
    return seen is not None and seen[1] - seen[0] >= wanted


def known_answers(
    item: str, number: int, rows: Sequence[PublishedRow], asked: ItemUnknowns, solver: Solver
) -> Asking[list[Leak]]:
    """Shown rows, small enough for it to matter, in which a person can tell what all the others answered."""
    below = asked.frames.terms.unanimity_below
    leaks = []
    for row in rows:
        if not row.has_figures or row.voices is None or not threshold_of(row, asked.frames) <= row.voices.low < below:
            continue
        atoms = asked.atoms_of(number, row)
        voices = asked.count(atoms, "voices")
        for kind in KINDS_OF_ANSWER:
            known = yield from is_fixed(kind, asked.count(atoms, kind), voices, solver)
            if known:
                leaks.append(leak_at(row, KNOWN, f"{named(item, row)}, {kind}", None))
    return leaks


def is_fixed(kind: str, total: Sum, voices: Sum, solver: Solver) -> Asking[bool]:
    """Whether all but one certainly gave this kind of answer, or certainly are not in support."""
    for each in (total, less(voices, total)) if kind == "agree" else (less(voices, total),):
        seen = solver.seen(each)
        if seen is not None and seen[1] >= TWO_OTHERS:
            continue
        high = yield from largest(solver, each)
        if high < TWO_OTHERS:
            return True
    return False


def differences(item: str, asked: ItemUnknowns, solver: Solver) -> Asking[list[Leak]]:
    """Rows that changed from one release to the next by fewer people than a change needs."""
    leaks = []
    for (before, old), (after, new) in pairwise(asked.releases):
        earlier = {(row.group, row.gender): row for row in old if row.has_figures}
        for row in new:
            first = earlier.get((row.group, row.gender))
            if row.has_figures and first is not None and says(first) != says(row):
                now, then = asked.atoms_of(after, row), asked.atoms_of(before, first)
                moved = {kind: less(asked.count(now, kind), asked.count(then, kind)) for kind in COUNTED}
                leaks += yield from difference_of(item, (first, row), moved, asked.frames, solver)
    return leaks


def says(row: PublishedRow) -> tuple[object, ...]:
    """The figures of a row."""
    return row.voices, row.agree, row.disagree, row.passed, row.share, row.lean


def difference_of(
    item: str, pair: tuple[PublishedRow, PublishedRow], moved: Mapping[str, Sum], frames: Frames, solver: Solver
) -> Asking[list[Leak]]:
    """Whether what lies between two versions of a row tells what fewer people answered than a change needs."""
    spans = {}
    for kind, total in moved.items():
        low = yield from smallest(solver, total)
        high = yield from largest(solver, total)
        spans[kind] = (low, high)
    few, many = spans.pop("voices")
    most = many if solver.is_growing else sum(max(abs(low), abs(high)) for low, high in spans.values())
    terms, leaks = frames.terms, []
    for kind, (low, high) in spans.items():
        told = 0 < most < terms.change and high - low < min(terms.gap, most)
        if solver.is_growing and terms.change <= few < terms.unanimity_below:
            told = yield from is_fixed(kind, moved[kind], moved["voices"], solver)
        if told:
            cell = f"{named(item, pair[1])}, {kind}, since release {pair[0].since}"
            leaks.append(leak_at(pair[1], DIFFERENCE, cell, (low, high), [pair[0]]))
    return leaks


def named(item: str, row: PublishedRow) -> str:
    """A row in words."""
    return f"item {item}, {row.group}" + (f", {row.gender}" if row.gender else "")


def named_cell(number: int, item: str, group: str, gender: str, kind: str) -> str:
    """A count in words."""
    return f"release {number}, item {item}, {group}" + (f", {gender}" if gender else "") + f": {kind}"


def first_place(rows: Sequence[PublishedRow], group: str) -> Place:
    """Where a group without a row of its own is first spoken of."""
    return next((row.place for row in rows if group in row.members or row.group == ALL), Place())


def leak_of(
    number: int, row: PublishedRow, cell: str, span: tuple[int, int], statements: Sequence[PublishedRow]
) -> Leak:
    """A count that is given away."""
    kind = RECOVERABLE if span[0] == span[1] else NARROW
    return Leak(number, row.place.file, row.place.line, kind, cell, *span, places_of(statements))


def leak_at(
    row: PublishedRow,
    kind: str,
    cell: str,
    span: tuple[int, int | None] | None,
    statements: Sequence[PublishedRow] = (),
) -> Leak:
    """A row that gives something away."""
    low, high = span or (None, None)
    return Leak(row.since, row.place.file, row.place.line, kind, cell, low, high, places_of(statements))


def places_of(rows: Sequence[PublishedRow]) -> tuple[str, ...]:
    """Where rows stand, each once."""
    return tuple(dict.fromkeys(str(row.place) for row in rows if row.place.file))
