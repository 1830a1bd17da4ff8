"""Reads a long CSV table row by row in little memory: the wanted cells, and the line on which each row begins."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

from ladder.packfiles.delimited import SEPARATORS
from ladder.packfiles.faults import Fault, Place
from ladder.packfiles.votes.findings import Findings
from ladder.packfiles.yaml_text import CONTROL, place_in

LARGEST_TABLE_BYTES = 1_000_000_000
SLICE = 1 << 22


def read_long_table(content: bytes, wanted: Sequence[str], findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """The line on which each row begins and its cells in the wanted columns, trimmed; blank rows are left out.

    UTF-8 with or without a byte order mark; comma, semicolon or tab, whichever the heading row holds most. What cannot
    be followed is added to `findings`: then rows are missing.
    """
    if len(content) > LARGEST_TABLE_BYTES:
        limit = (("limit", str(LARGEST_TABLE_BYTES)),)
        findings.add(Fault(Place(findings.name), "table.too_large", values=limit))
    elif is_text(content, findings):
        yield from wanted_cells(rows_of(content, findings), wanted, findings)


def is_text(content: bytes, findings: Findings) -> bool:
    """Whether the bytes are UTF-8 without control characters, looked at a slice at a time."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(content), SLICE):
        part = content[start : start + SLICE]
        try:
            text = decoder.decode(part, final=start + SLICE >= len(content))
        except UnicodeDecodeError as problem:
            at = start - (len(problem.object) - len(part)) + problem.start
            findings.add(Fault(place_at(content, at, findings.name), "file.not_utf8"))
            return False
        control = CONTROL.search(text if start else text.removeprefix("\ufeff"))
        if control:
            before = content[:start] + text[: text.index(control.group())].encode()
            values = (("character", str(ord(control.group()))),)
            findings.add(Fault(place_at(before, len(before), findings.name), "file.control_character", values=values))
            return False
    return True


def place_at(content: bytes, at: int, name: str) -> Place:
    """The place of a byte, its column counted in characters."""
    line_begins = content.rfind(b"\n", 0, at) + 1
    column = place_in(content[line_begins:at].decode("utf-8-sig", "replace"), name).column
    return Place(name, content.count(b"\n", 0, at) + 1, column)


def rows_of(content: bytes, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """All rows that are not blank with the line on which each begins, up to the first that is not CSV."""
    stream = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="")
    heading = next((line for line in stream if line.strip()), "")
    stream = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="")
    reader = csv.reader(stream, delimiter=max(SEPARATORS, key=heading.count), strict=True)
    begins_at = 1
    try:
        for cells in reader:
            trimmed = [cell.strip() for cell in cells]
            if any(trimmed):
                yield begins_at, trimmed
            begins_at = reader.line_num + 1
    except csv.Error as problem:
        findings.add(Fault(Place(findings.name, begins_at), "table.syntax", values=(("problem", str(problem)),)))


def wanted_cells(
    rows: Iterator[tuple[int, list[str]]], wanted: Sequence[str], findings: Findings
) -> Iterator[tuple[int, list[str]]]:
    """The wanted cells of every row that has as many cells as the heading row; further columns are let pass unread."""
    number, heading = next(rows, (0, []))
    if not is_heading(number, heading, wanted, findings):
        return
    places = [heading.index(column) for column in wanted]
    findings.columns.update({column: place + 1 for column, place in zip(wanted, places, strict=True)})
    for line, cells in rows:
        if len(cells) == len(heading):
            yield line, [cells[place] for place in places]
        else:
            values = (("found", str(len(cells))), ("wanted", str(len(heading))))
            findings.add(Fault(Place(findings.name, line), "table.cells", values=values))


def is_heading(number: int, heading: list[str], wanted: Sequence[str], findings: Findings) -> bool:
    """Whether the first row names every wanted column once."""
    if not heading:
        findings.add(Fault(Place(findings.name), "table.no_rows", values=(("wanted", ", ".join(wanted)),)))
        return False
    for column in wanted:
        count, values = heading.count(column), (("name", column),)
        if not count:
            findings.add(Fault(Place(findings.name, number), "table.no_column", column, values))
        elif count > 1:
            second = len(heading) - heading[::-1].index(column)
            findings.add(Fault(Place(findings.name, number, second), "book.duplicate_column", column, values))
    return all(heading.count(column) == 1 for column in wanted)
