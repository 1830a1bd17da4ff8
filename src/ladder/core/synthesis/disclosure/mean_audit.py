"""Audits the means of an item: what they tell of its rows beside the rows themselves, each alone and all together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ladder.core.synthesis.disclosure.certificate import NARROW, RECOVERABLE, Leak
from ladder.core.synthesis.disclosure.equal_voice import Statement, Voices, elements_of, narrowed, stays_open
from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.joint_means import not_open
from ladder.core.synthesis.disclosure.knowledge import is_banded, shown, version_of
from ladder.core.synthesis.disclosure.mean_bands import tied_to
from ladder.core.synthesis.disclosure.published import Place, PublishedItem, PublishedRow, PublishedTables

Means = Sequence[tuple[int, PublishedItem]]
Releases = Sequence[tuple[int, Sequence[PublishedRow]]]


def statements_of(releases: Releases, means: Means, frames: Frames) -> list[tuple[int, Statement]]:
    """The means of an item over banded rows that say something, each with the number of its release."""
    rows_of = dict(releases)
    found = []
    for number, mean in means:
        rows = shown(rows_of.get(number, ()))
        if mean.equal_voice is not None and rows and all(is_banded(row) for row in rows):
            versions = tuple(version_of(row, frames) for row in rows)
            found.append((number, Statement(Voices(versions, mean.side), mean.equal_voice)))
    return [(number, statement) for number, statement in found if not statement.says_nothing]


def statements_by_item(releases: Sequence[PublishedTables], frames: Frames) -> dict[str, list[Statement]]:
    """The means of every item as statements, in the order of the releases."""
    rows: dict[str, list[tuple[int, list[PublishedRow]]]] = defaultdict(list)
    means: dict[str, list[tuple[int, PublishedItem]]] = defaultdict(list)
    for release in releases:
        mine: dict[str, list[PublishedRow]] = defaultdict(list)
        for row in release.rows:
            mine[row.item].append(row)
        for item in release.items:
            rows[item.item].append((release.number, mine[item.item]))
            means[item.item].append((release.number, item))
    return {item: [statement for _, statement in statements_of(rows[item], means[item], frames)] for item in means}


def audit_means(item: str, releases: Releases, means: Means, frames: Frames) -> Iterator[Leak]:
    """Rows that the means narrow too far."""
    rows = {(row.group, row.since): (number, row) for number, listed in releases for row in listed}
    places = {number: mean.place for number, mean in means}
    told: list[Statement] = []
    for number, statement in statements_of(releases, means, frames):
        if statement in told:
            continue
        for group, since, span in narrowed_by(statement, told, frames):
            _, row = rows[group, since]
            cell = f"release {number}, item {item}, {group}, by the mean over the rows"
            yield leak(number, row, cell, span, places[number])
        told.append(statement)


def narrowed_by(
    statement: Statement, told: Sequence[Statement], frames: Frames
) -> Iterator[tuple[str, int, tuple[int, int] | None]]:
    """The versions of rows that a mean narrows too far, alone or with those told before; with the support left."""
    terms, side = frames.terms, statement.voices.side
    alone = set()
    for version, left in zip(statement.voices.rows, narrowed(statement, terms), strict=True):
        before = elements_of(version, side, terms)
        if not before.is_empty and not stays_open(before, left, version.crowd, terms.gap):
            alone.add(version)
            yield version.group, version.since, None if left.is_empty else left.spans()["agree"]
    related = tied_to(statement, told)
    if related and not alone:
        for version in not_open((*related, statement), terms):
            yield version.group, version.since, None


def leak(number: int, row: PublishedRow, cell: str, span: tuple[int, int] | None, place: Place) -> Leak:
    """A row that a mean gives away."""
    low, high = span or (None, None)
    kind = RECOVERABLE if span and low == high else NARROW
    return Leak(number, row.place.file, row.place.line, kind, cell, low, high, (str(place),) if place.file else ())
