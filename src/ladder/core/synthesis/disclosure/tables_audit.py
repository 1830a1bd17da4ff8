"""Audits any tables about one item, however they were made: which counts of small groups follow from all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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


@dataclass(frozen=True, slots=True)
class Question:
    """A sum to bound: `wanted` is how far apart its smallest and largest value must be."""

    kind: str
    total: Sum
    wanted: int


Releases = Sequence[tuple[int, Sequence[PublishedRow]]]


def audit_item(
    item: str, releases: Releases, means: Sequence[tuple[int, PublishedItem]], frames: Frames
) -> Iterator[Leak]:
    """Every leak of one item over all releases, under everything that is published about it."""
    asked = ItemUnknowns(releases, frames, means)
    try:
        yield from leaks_of(item, asked)
    except ContradictionError:
        yield from not_judged(item, releases, CONTRADICTION)
    except UnsolvedError:
        yield from not_judged(item, releases, UNCHECKED)


def leaks_of(item: str, asked: ItemUnknowns) -> Iterator[Leak]:
    """Every leak of one item whose figures can all be true."""
    frames, solver = asked.frames, solver_of(asked)
    for row in asked.unused:
        yield leak_at(row, UNCHECKED, named(item, row), None)
    for number, rows in asked.releases:
        yield from small_rows(item, rows, frames)
        for atom in protected_atoms(asked, number, rows, frames):
            yield from audit_atom(item, atom, asked, solver, rows)
        yield from known_answers(item, number, rows, asked, solver)
    yield from differences(item, asked, solver)


def solver_of(asked: ItemUnknowns) -> Solver:
    """A solver in which nobody left between releases, unless the figures say that somebody did."""
    for unknowns, is_growing in ((asked.nobody_left(), True), (asked.unknowns, False)):
        solver = Solver(unknowns, is_growing)
        try:
            solver.smallest({})
        except ContradictionError:
            continue
        return solver
    raise ContradictionError


def not_judged(item: str, releases: Releases, kind: str) -> Iterator[Leak]:
    """Says of an item that its figures cannot all be true, or that they could not be checked."""
    rows = [row for _, rows in releases for row in rows]
    yield leak_at(rows[0], kind, f"item {item}", None, rows)


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
) -> Iterator[Leak]:
    """Whether a protected group's counts stay as open as its own row leaves them, or wide enough."""
    atom, own = found
    low, high = asked.voices_bounds(own) if own else (0, None)
    gap = asked.frames.terms.gap
    for kind in COUNTED:
        open_by_itself = gap if high is None else high - (low if kind == "voices" else 0)
        question = Question(kind, asked.count([atom], kind), min(gap, open_by_itself))
        answer = bounds_of(question, solver)
        if answer is not None:
            number, group, gender = atom
            cell = named_cell(number, item, group, gender, kind)
            place = own or PublishedRow(item, group, WITHHELD, since=number, place=first_place(rows, group))
            statement = [row for row in rows if row is not own and (row.group == ALL or shares(row, group))]
            yield leak_of(number, place, cell, answer, statement)


def bounds_of(question: Question, solver: Solver) -> tuple[int, int] | None:
    """Smallest and largest value where they lie too close together, else None."""
    if question.wanted <= 0:
        return None
    seen = solver.seen(question.total)
    if seen and seen[1] - seen[0] >= question.wanted:
        return None
    low = solver.smallest(question.total)
    seen = solver.seen(question.total)
    if seen and seen[1] - seen[0] >= question.wanted:
        return None
    high = solver.largest(question.total)
    return (low, high) if high - low < question.wanted else None


def known_answers(
    item: str, number: int, rows: Sequence[PublishedRow], asked: ItemUnknowns, solver: Solver
) -> Iterator[Leak]:
    """Shown rows, small enough for it to matter, in which a person can tell what all the others answered."""
    below = asked.frames.terms.unanimity_below
    for row in rows:
        if not row.has_figures or row.voices is None or not threshold_of(row, asked.frames) <= row.voices.low < below:
            continue
        atoms = asked.atoms_of(number, row)
        voices = asked.count(atoms, "voices")
        for kind in KINDS_OF_ANSWER:
            if fixed(kind, asked.count(atoms, kind), voices, solver):
                yield leak_at(row, KNOWN, f"{named(item, row)}, {kind}", None)


def fixed(kind: str, total: Sum, voices: Sum, solver: Solver) -> bool:
    """Whether all but one certainly gave this kind of answer, or certainly are not in support."""
    asked = (total, less(voices, total)) if kind == "agree" else (less(voices, total),)
    return any(solver.largest(each) < TWO_OTHERS for each in asked)


def differences(item: str, asked: ItemUnknowns, solver: Solver) -> Iterator[Leak]:
    """Rows that changed from one release to the next by fewer people than a change needs."""
    for (before, old), (after, new) in pairwise(asked.releases):
        earlier = {(row.group, row.gender): row for row in old if row.has_figures}
        for row in new:
            first = earlier.get((row.group, row.gender))
            if row.has_figures and first is not None and says(first) != says(row):
                moved = [
                    (
                        kind,
                        less(
                            asked.count(asked.atoms_of(after, row), kind),
                            asked.count(asked.atoms_of(before, first), kind),
                        ),
                    )
                    for kind in COUNTED
                ]
                yield from difference_of(item, (first, row), dict(moved), asked.frames, solver)


def says(row: PublishedRow) -> tuple[object, ...]:
    """The figures of a row."""
    return row.voices, row.agree, row.disagree, row.passed, row.share, row.lean


def difference_of(
    item: str, pair: tuple[PublishedRow, PublishedRow], moved: dict[str, Sum], frames: Frames, solver: Solver
) -> Iterator[Leak]:
    """Whether what lies between two versions of a row tells what fewer people answered than a change needs."""
    spans = {kind: (solver.smallest(total), solver.largest(total)) for kind, total in moved.items()}
    few, many = spans.pop("voices")
    most = many if solver.is_growing else sum(max(abs(low), abs(high)) for low, high in spans.values())
    terms = frames.terms
    for kind, (low, high) in spans.items():
        told = 0 < most < terms.change and high - low < min(terms.gap, most)
        known = solver.is_growing and terms.change <= few < terms.unanimity_below
        if told or (known and fixed(kind, moved[kind], moved["voices"], solver)):
            cell = f"{named(item, pair[1])}, {kind}, since release {pair[0].since}"
            yield leak_at(pair[1], DIFFERENCE, cell, (low, high), [pair[0]])


def named(item: str, row: PublishedRow) -> str:
    """A row in words."""
    return f"item {item}, {row.group}" + (f", {row.gender}" if row.gender else "")


def named_cell(number: int, item: str, group: str, gender: str, kind: str) -> str:
    """A count in words."""
    return f"release {number}, item {item}, {group}" + (f", {gender}" if gender else "") + f": {kind}"


def shares(row: PublishedRow, group: str) -> bool:
    """Whether a row sums up a group among others, or one of its genders."""
    return group in row.members


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
