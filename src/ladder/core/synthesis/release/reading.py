"""Reads a bundle from its files, whoever made them: every table that holds figures, and every fault with its place."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import partial
from typing import Any, TypeVar

from ladder.core.synthesis.disclosure.published import Place, PublishedTables
from ladder.core.synthesis.disclosure.table_cells import (
    GROUP_COLUMNS,
    ITEM_COLUMNS,
    PEOPLE_COLUMNS,
    ROW_COLUMNS,
    ROW_MORE,
    ROW_NEEDS,
    CellError,
    group_of_cells,
    item_of_cells,
    people_of_cells,
    row_of_cells,
)
from ladder.core.synthesis.release.about import COMMENT_COLUMNS, Comment
from ladder.core.synthesis.release.bundle import Bundle
from ladder.core.synthesis.release.csv_text import MOST_FAULTS, decode, read_table
from ladder.core.synthesis.release.faults import BundleFault
from ladder.core.synthesis.release.manifest import (
    CERTIFICATE,
    COMMENTS,
    EARLIER,
    GROUPS,
    ITEMS,
    MANIFEST,
    RULES,
)
from ladder.core.synthesis.rules import Rules, RulesError

IN_EARLIER = re.compile(rf"{EARLIER}/([1-9]\d{{0,2}})/([^/]+)")
MOST_RELEASES = 999
MOST_GROUPS = 300
CELL_TABLE = re.compile(r"cells([._-][\w.-]+)?\.csv")
PEOPLE_TABLE = re.compile(r"participation([._-][\w.-]+)?\.csv")
KNOWN = {MANIFEST, RULES, GROUPS, ITEMS, COMMENTS, CERTIFICATE}
Made = TypeVar("Made")


def read_bundle(files: Mapping[str, bytes]) -> Bundle:
    """Read a release with the earlier ones in it. Never raises for what the files hold: see `Bundle.faults`."""
    faults: list[BundleFault] = []
    manifest = read_json(files, MANIFEST, faults)
    rules = read_rules(files, faults)
    earlier = earlier_numbers(files)
    number = number_of(manifest, earlier)
    releases = []
    for each, folder in [*((before, f"{EARLIER}/{before}/") for before in earlier), (number, "")]:
        tables, found = read_tables(files, each, folder)
        releases.append(tables)
        faults += found
    comments, found = read_comments(files)
    faults += found
    certificate = read_json(files, CERTIFICATE, faults)
    unread = tuple(name for name in sorted(files) if not is_known(name))
    names = {name: text for table, key, title in NAMED for name, text in names_in(files, table, key, title)}
    return Bundle(
        files, manifest, rules, tuple(releases), tuple(comments), names, certificate, unread, tuple(sorted(set(faults)))
    )


NAMED = ((GROUPS, "group", "name"), (ITEMS, "item", "title"))


def names_in(files: Mapping[str, bytes], table: str, key: str, title: str) -> list[tuple[str, str]]:
    """The names that a table gives to its keys."""
    columns = GROUP_COLUMNS if table == GROUPS else ITEM_COLUMNS
    rows, _ = read_table(table, files.get(table, b""), (), columns)
    return [(row.cells[key], row.cells[title]) for row in rows if row.cells.get(key) and row.cells.get(title)]


def is_known(name: str) -> bool:
    """Whether a file is of a kind that a bundle holds."""
    inside = IN_EARLIER.fullmatch(name)
    own = inside[2] if inside else name
    return own in KNOWN or bool(CELL_TABLE.fullmatch(own) or PEOPLE_TABLE.fullmatch(own))


def earlier_numbers(files: Mapping[str, bytes]) -> list[int]:
    """The numbers of the earlier releases in a bundle, in order."""
    return sorted({int(found[1]) for found in map(IN_EARLIER.fullmatch, files) if found})


def number_of(manifest: Mapping[str, Any], earlier: Sequence[int]) -> int:
    """The number of this release: the one it says, if that can be, else the one after the earlier releases."""
    said = manifest.get("number")
    after = max(earlier, default=0) + 1
    return said if isinstance(said, int) and not isinstance(said, bool) and after <= said <= MOST_RELEASES else after


def read_tables(files: Mapping[str, bytes], number: int, folder: str) -> tuple[PublishedTables, list[BundleFault]]:
    """The tables of one release. Every file of cells or of participation counts, also the same in another language."""
    faults: list[BundleFault] = []
    inside = {name: name.removeprefix(folder) for name in sorted(files) if name.startswith(folder)}
    cells = [name for name, own in inside.items() if CELL_TABLE.fullmatch(own)]
    people = [name for name, own in inside.items() if PEOPLE_TABLE.fullmatch(own)]
    if not cells and not folder:
        faults.append(BundleFault("cells.csv", 0, "", "this file is missing: a release has one"))
    row = partial(row_of_cells, number=number)
    item = partial(item_of_cells, number=number)
    number_of_people = partial(people_of_cells, number=number)
    groups = rows_in(files, [folder + GROUPS], ("group",), GROUP_COLUMNS, lambda each, _: group_of_cells(each), faults)
    rows = rows_in(files, cells, ROW_NEEDS, (*ROW_COLUMNS, *ROW_MORE), lambda c, p: row(c, place=p), faults)
    if len({each.group for each in rows}) + len(groups) > MOST_GROUPS:
        faults.append(BundleFault(cells[0], 0, "group", f"more than {MOST_GROUPS} groups: no consultation has so many"))
    return (
        PublishedTables(
            number,
            tuple(groups),
            tuple(rows),
            tuple(rows_in(files, [folder + ITEMS], ("item",), ITEM_COLUMNS, lambda c, p: item(c, place=p), faults)),
            tuple(
                rows_in(
                    files, people, ("kind", "count"), PEOPLE_COLUMNS, lambda c, p: number_of_people(c, place=p), faults
                )
            ),
        ),
        faults,
    )


def rows_in(
    files: Mapping[str, bytes],
    names: Sequence[str],
    needed: Sequence[str],
    known: Sequence[str],
    make: Callable[[Mapping[str, str], Place], Made],
    faults: list[BundleFault],
) -> list[Made]:
    """The rows of some tables, those that can be read; a row that stands twice in one file is a fault."""
    made: list[Made] = []
    for name in names:
        if name not in files:
            continue
        rows, found = read_table(name, files[name], needed, known)
        seen: dict[tuple[str, ...], int] = {}
        for row in rows:
            key = tuple(row.cells.get(column, "") for column in ("kind", "item", "group", "gender"))
            if key in seen:
                found.append(BundleFault(name, row.line, "", f"this row stands twice, first in line {seen[key]}"))
            seen.setdefault(key, row.line)
            try:
                made.append(make(row.cells, Place(name, row.line)))
            except CellError as problem:
                found.append(BundleFault(name, row.line, problem.column, str(problem)))
        faults += found[:MOST_FAULTS]
    return made


def read_comments(files: Mapping[str, bytes]) -> tuple[list[Comment], list[BundleFault]]:
    """The comments of this release."""
    if COMMENTS not in files:
        return [], []
    rows, faults = read_table(COMMENTS, files[COMMENTS], ("item", "text", "consent"), COMMENT_COLUMNS)
    names = [each.name for each in fields(Comment)]
    comments = []
    for row in rows:
        comment = Comment(**{name: row.cells.get(name, "") for name in names})
        faults += [BundleFault(COMMENTS, row.line, column, problem) for column, problem in comment.problems()]
        comments.append(comment)
    return comments, faults[:MOST_FAULTS]


def read_rules(files: Mapping[str, bytes], faults: list[BundleFault]) -> Rules:
    """The rules of the bundle, or the defaults."""
    document = read_json(files, RULES, faults)
    try:
        return Rules.from_document(document)
    except RulesError as problem:
        faults.append(BundleFault(RULES, 0, problem.key[:40], problem.problem))
        return Rules()


def read_json(files: Mapping[str, bytes], name: str, faults: list[BundleFault]) -> dict[str, Any]:
    """The object in a JSON file; an empty one where there is no file, or it holds something else."""
    if name not in files:
        return {}
    text = decode(name, files[name])
    if isinstance(text, BundleFault):
        faults.append(text)
        return {}
    try:
        found = json.loads(text, parse_constant=refuse_constant, object_pairs_hook=once)
    except (ValueError, RecursionError) as problem:
        faults.append(BundleFault(name, getattr(problem, "lineno", 0), "", f"this is not JSON: {problem}"))
        return {}
    if not isinstance(found, dict):
        faults.append(BundleFault(name, 1, "", "write one object of names and values"))
        return {}
    return found


def refuse_constant(text: str) -> float:
    """NaN and infinities are no JSON."""
    raise ValueError(f"{text} is not a number of JSON")


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no name stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in an object")
    return found
