"""Reads tables saved as CSV: finds the separator, keeps the row of every cell, and says what cannot be followed."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from ladder.packfiles.faults import Fault, Place
from ladder.packfiles.yaml_text import decode

SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row, trimmed; `number` is the line of the file on which it begins, from 1."""

    number: int
    cells: tuple[str, ...]


def read_delimited(name: str, content: bytes, faults: list[Fault]) -> list[TableRow]:
    """Every row that is not blank, the heading row first; with faults added, what could be read.

    UTF-8 with or without a byte order mark; comma, semicolon or tab, whichever the heading row holds most.
    """
    text = decode(content, name, faults)
    if text is None:
        return []
    heading = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=heading.count)
    try:
        return list(rows_of(text, separator))
    except csv.Error as problem:
        before = text[: text.find("\n") + 1] if "\n" in text else ""
        values = (("problem", str(problem)),)
        faults.append(Fault(Place(name, before.count("\n") + 1), "table.syntax", values=values))
        return []


def rows_of(text: str, separator: str) -> Iterator[TableRow]:
    """Rows with the line on which each begins."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    begins_at = 1
    for cells in reader:
        trimmed = tuple(cell.strip() for cell in cells)
        if any(trimmed):
            yield TableRow(begins_at, trimmed)
        begins_at = reader.line_num + 1
