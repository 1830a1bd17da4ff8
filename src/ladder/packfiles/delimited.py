"""Reads tables saved as CSV: finds the separator, keeps the row of every cell, and says what cannot be followed."""

import csv
import io
from dataclasses import dataclass

from ladder.packfiles.faults import Fault, Place
from ladder.packfiles.yaml_text import LARGEST_FILE_BYTES, decode

SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row, trimmed; `number` is the line of the file on which it begins, from 1."""

    number: int
    cells: tuple[str, ...]


def read_delimited(name: str, content: bytes, faults: list[Fault]) -> list[TableRow]:
    """Every row that is not blank, the heading row first; faults are added for what cannot be followed.

    UTF-8 with or without a byte order mark; comma, semicolon or tab, whichever the heading row holds most.
    """
    if len(content) > LARGEST_FILE_BYTES:
        faults.append(Fault(Place(name), "table.too_large", values=(("limit", str(LARGEST_FILE_BYTES)),)))
        return []
    text = decode(content, name, faults)
    if text is None:
        return []
    heading = next((line for line in io.StringIO(text, newline="") if line.strip()), "")
    return rows_of(name, text, max(SEPARATORS, key=heading.count), faults)


def rows_of(name: str, text: str, separator: str, faults: list[Fault]) -> list[TableRow]:
    """Rows with the line on which each begins, up to the first that is not CSV."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[TableRow] = []
    begins_at = 1
    try:
        for cells in reader:
            trimmed = tuple(cell.strip() for cell in cells)
            if any(trimmed):
                rows.append(TableRow(begins_at, trimmed))
            begins_at = reader.line_num + 1
    except csv.Error as problem:
        faults.append(Fault(Place(name, begins_at), "table.syntax", values=(("problem", str(problem)),)))
    return rows
