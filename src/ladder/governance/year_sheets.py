"""Work and budget of a year as tables for spreadsheets: one sheet each, safe in Excel, and read back row by row."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from ladder.consultation.wording import text_languages
from ladder.core.formula_safe import protect, unprotect
from ladder.packfiles.archive import open_archive
from ladder.packfiles.delimited import read_delimited
from ladder.packfiles.faults import Fault, Place
from ladder.packfiles.sheets import Cell, Sheet, read_sheets
from ladder.packfiles.workbook_writing import fill
from ladder.packfiles.yaml_text import CONTROL

WORK, BUDGET = "work", "budget"
KINDS = (WORK, BUDGET)
MOST_ROWS = 2_000
WORKBOOK_SIGNS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
WIDE, NARROW = 40, 14
EXACT_ENOUGH = Decimal("0.000001")  # a workbook keeps 0.1 + 0.2 as 0.30000000000000004

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row by column, and where it stands."""

    kind: str
    place: Place
    cells: Row


@dataclass(frozen=True, slots=True)
class ReadTables:
    """Every row of a file, or the faults that keep all of it out."""

    rows: tuple[ReadRow, ...]
    faults: tuple[Fault, ...]


def columns_of(kind: str) -> tuple[str, ...]:
    """The heading row of a table."""
    titles = tuple(f"title_{code}" for code in text_languages())
    if kind == WORK:
        measures = tuple(f"measure_{code}" for code in text_languages())
        return ("id", *titles, "from", "until", "responsible", *measures)
    return ("id", "side", *titles, "amount", "currency", "work_item", "party")


def needed_columns(kind: str) -> tuple[str, ...]:
    """Columns without which a table cannot be read; the others may be missing."""
    return ("from", "until") if kind == WORK else ("side", "amount", "currency")


def table_rows(kind: str, entries: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Entries of `queries.year_content` as rows."""
    return [work_row(entry) if kind == WORK else budget_row(entry) for entry in entries]


def work_row(entry: Mapping[str, Any]) -> Row:
    """A work item."""
    return {
        "id": entry["id"],
        **{f"title_{code}": text for code, text in entry["titles"].items()},
        "from": entry["starts_on"],
        "until": entry["ends_on"],
        "responsible": entry["responsible"]["name"] if entry["responsible"] else "",
        **{f"measure_{code}": text for code, text in entry["measures"].items()},
    }


def budget_row(entry: Mapping[str, Any]) -> Row:
    """A budget line."""
    return {
        "id": entry["id"],
        "side": entry["kind"],
        **{f"title_{code}": text for code, text in entry["titles"].items()},
        "amount": entry["amount"],
        "currency": entry["currency"],
        "work_item": entry["item"]["id"] if entry["item"] else "",
        "party": entry["party"]["name"] if entry["party"] else "",
    }


def write_csv(kind: str, rows: Iterable[Row]) -> bytes:
    """A table as CSV that Excel opens as UTF-8 and never runs."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    heading = columns_of(kind)
    writer.writerow(heading)
    for row in rows:
        writer.writerow([protect(row.get(column, "")) for column in heading])
    return stream.getvalue().encode("utf-8-sig")


def write_xlsx(tables: Mapping[str, Sequence[Row]]) -> bytes:
    """A workbook with a sheet for each table; amounts are numbers, everything else is plain text."""
    book = Workbook()
    del book["Sheet"]
    for kind, rows in tables.items():
        sheet = book.create_sheet(kind)
        heading = columns_of(kind)
        for at, column in enumerate(heading, 1):
            sheet.cell(1, at, column).font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(at)].width = WIDE if column.startswith("title") else NARROW
        for number, row in enumerate(rows, 2):
            for at, column in enumerate(heading, 1):
                text = row.get(column, "")
                if text:
                    fill(sheet, number, at, Decimal(text) if column == "amount" else text)
        sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_tables(name: str, content: bytes) -> ReadTables:
    """The rows of a workbook or of a CSV; the heading tells which table it is. `name` is what faults call the file."""
    if content.startswith(WORKBOOK_SIGNS) or name.lower().endswith(".xlsx"):
        return read_workbook(name, content)
    faults: list[Fault] = []
    lines = read_delimited(name, content, faults)
    if faults or not lines:
        wanted = (("wanted", ", ".join(columns_of(BUDGET))),)
        return ReadTables((), tuple(faults) or (Fault(Place(name), "table.no_rows", values=wanted),))
    grid = [(line.number, tuple(unprotect(cell) for cell in line.cells)) for line in lines]
    return read_grid(name, "", grid)


def read_workbook(name: str, content: bytes) -> ReadTables:
    """The rows of every sheet of a workbook; nothing of a hostile one is unpacked."""
    faults: list[Fault] = []
    archive = open_archive(content, name, faults)
    sheets = read_sheets(archive, name, faults, takes_days=True) if archive else {}
    found = [read_grid(name, sheet.name, grid_of(sheet)) for sheet in sheets.values() if sheet.cells]
    faults += [fault for one in found for fault in one.faults]
    if not faults and not found:
        faults.append(Fault(Place(name), "table.no_rows", values=(("wanted", ", ".join(columns_of(BUDGET))),)))
    return ReadTables(() if faults else tuple(row for one in found for row in one.rows), tuple(faults))


def grid_of(sheet: Sheet) -> list[tuple[int, tuple[str, ...]]]:
    """The filled rows of a sheet with their numbers, each as wide as the widest."""
    width = max(column for _, column in sheet.cells)
    numbers = sorted({row for row, _ in sheet.cells})
    return [(row, tuple(text_of(sheet.cells.get((row, at), "")) for at in range(1, width + 1))) for row in numbers]


def text_of(cell: Cell) -> str:
    """A cell as text. A number that lies next to a whole cent is that cent: workbooks keep floats."""
    if not isinstance(cell, float):
        return str(cell).strip()
    exact = Decimal(repr(cell))
    cents = exact.quantize(Decimal("0.01")) if abs(exact) < Decimal(10) ** 20 else exact
    return f"{cents:f}" if abs(cents - exact) <= EXACT_ENOUGH else f"{exact:f}"


def read_grid(name: str, sheet: str, grid: Sequence[tuple[int, tuple[str, ...]]]) -> ReadTables:
    """The rows below a heading."""
    first, cells = grid[0]
    heading = [cell.lower() for cell in cells]
    kind = WORK if "from" in heading else BUDGET
    faults = faults_of_heading(Place(name, first, 1, sheet), heading, kind)
    if len(grid) - 1 > MOST_ROWS:
        faults.append(Fault(Place(name, 1, 1, sheet), "dialogue.too_many", values=(("limit", str(MOST_ROWS)),)))
    faults += [
        Fault(Place(name, number, at, sheet), "file.control_character", values=(("character", str(ord(sign[0]))),))
        for number, row in grid
        for at, cell in enumerate(row, 1)
        if (sign := CONTROL.search(cell))
    ]
    rows = []
    for number, row in grid[1:]:
        if len(row) > len(heading):
            values = (("found", str(len(row))), ("wanted", str(len(heading))))
            faults.append(Fault(Place(name, number, 1, sheet), "table.cells", values=values))
        rows.append(ReadRow(kind, Place(name, number, 1, sheet), dict(zip(heading, row, strict=False))))
    return ReadTables(() if faults else tuple(rows), tuple(faults))


def faults_of_heading(place: Place, heading: Sequence[str], kind: str) -> list[Fault]:
    """Columns that are missing, stand twice or are not known."""
    known = columns_of(kind)
    missing = [column for column in needed_columns(kind) if column not in heading]
    if not any(column.startswith("title_") for column in heading):
        missing.append("title_en")
    faults = [Fault(place, "table.no_column", values=(("name", column),)) for column in missing]
    faults += [
        Fault(place, "book.duplicate_column", values=(("name", column),))
        for column in sorted({one for one in heading if one and heading.count(one) > 1})
    ]
    unknown = [column for column in heading if column and column not in known]
    return faults + [Fault(place, "book.unknown_column", values=(("name", column),)) for column in unknown]
