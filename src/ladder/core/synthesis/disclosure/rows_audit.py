"""Audits an item of which only banded rows are published: by the finite set of counts that each row allows."""

from collections.abc import Iterator, Sequence

from ladder.core.synthesis.disclosure.certificate import (
    CONTRADICTION,
    DIFFERENCE,
    KNOWN,
    NARROW,
    RECOVERABLE,
    SMALL,
    Leak,
)
from ladder.core.synthesis.disclosure.consistent import Possible
from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.knowledge import is_banded, known_as_if_plain, known_of, shown
from ladder.core.synthesis.disclosure.members import spans_of_member
from ladder.core.synthesis.disclosure.movement import moves_safely
from ladder.core.synthesis.disclosure.published import JOIN, PublishedRow

Releases = Sequence[tuple[int, Sequence[PublishedRow]]]


def is_plain(releases: Releases) -> bool:
    """Whether an item's rows are only bands of groups that overlap in no release and between none."""
    keys: set[str] = set()
    for _, rows in releases:
        groups = [row.group for row in rows]
        if len(set(groups)) < len(groups) or not all(is_banded(row) for row in rows):
            return False
        keys.update(row.group for row in rows if row.has_figures)
    members = [member for key in keys for member in key.split(JOIN)]
    return len(members) == len(set(members))


def audit_rows(item: str, releases: Releases, frames: Frames) -> Iterator[Leak]:
    """Leaks of the rows of one item by themselves, and of what changed between releases."""
    versions: dict[str, list[PublishedRow]] = {}
    for number, rows in releases:
        for row in shown(rows):
            earlier = versions.setdefault(row.group, [])
            if not earlier or says(earlier[-1]) != says(row):
                yield from audit_row(item, number, row, frames)
                yield from movement(item, number, [*earlier[-1:], row], frames)
                earlier.append(row)


def says(row: PublishedRow) -> tuple[object, ...]:
    """The figures of a row."""
    return row.voices, row.share, row.lean, row.heard, row.with_change, row.is_discounted


def audit_row(item: str, number: int, row: PublishedRow, frames: Frames) -> Iterator[Leak]:
    """Leaks of one shown row that anybody reads alone."""
    cell = f"release {number}, item {item}, {row.group}"
    if row.voices is not None and row.voices.low < frames.threshold(row.members):
        yield leak(number, row, SMALL, cell, (row.voices.low, row.voices.high))
    if known_of(row, frames).is_empty:
        yield leak(number, row, CONTRADICTION, cell)
    for found in (known_of(row, frames), known_as_if_plain(row, frames)):
        if not found.is_empty:
            yield from given_away(number, row, cell, found, frames)


def given_away(number: int, row: PublishedRow, cell: str, found: Possible, frames: Frames) -> Iterator[Leak]:
    """What the counts that are left tell of the people of a row, and of the groups merged in it."""
    if found.fixes_an_answer:
        yield leak(number, row, KNOWN, cell)
    for kind, (low, high) in found.spans().items():
        if low == high:
            yield leak(number, row, RECOVERABLE, f"{cell}: {kind}", (low, high))
    crowd = frames.crowd(row.members) if row.is_first else ()
    for place, size in enumerate(crowd):
        for kind, (low, high) in spans_of_member(found, crowd, place).items():
            if high - low < min(frames.terms.gap, size):
                what = RECOVERABLE if low == high else NARROW
                yield leak(number, row, what, f"{cell}, of them {row.members[place]}: {kind}", (low, high))


def movement(item: str, number: int, pair: Sequence[PublishedRow], frames: Frames) -> Iterator[Leak]:
    """Whether two versions of a row tell what the newcomers answered."""
    if not moves_safely(pair, frames):
        cell = f"release {number}, item {item}, {pair[-1].group}, since release {pair[0].since}"
        yield leak(number, pair[-1], DIFFERENCE, cell, None, [str(pair[0].place)])


def leak(
    number: int,
    row: PublishedRow,
    kind: str,
    cell: str,
    span: tuple[int, int | None] | None = None,
    statements: Sequence[str] = (),
) -> Leak:
    """Something that a row gives away."""
    low, high = span or (None, None)
    return Leak(number, row.place.file, row.place.line, kind, cell, low, high, tuple(filter(None, statements)))
