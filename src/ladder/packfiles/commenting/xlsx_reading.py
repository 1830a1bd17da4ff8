"""Reads a commenting form that was filled in as a workbook."""

from collections.abc import Sequence

from ladder.packfiles.archive import open_archive
from ladder.packfiles.commenting.assembling import assemble
from ladder.packfiles.commenting.grids import Grid, GridCell, GridRow
from ladder.packfiles.commenting.model import FormFile, settle
from ladder.packfiles.faults import WARNING, Fault
from ladder.packfiles.sheets import Cell, Sheet, read_sheets


def read_xlsx(file: str, data: bytes) -> FormFile:
    """The form that a workbook holds, or every fault in it. `file` is what faults call it.

    What is wrong with a row counts only if the row is one of comments: merged headings and legends are let pass.
    """
    faults: list[Fault] = []
    archive = open_archive(data, file, faults)
    if archive is None:
        return FormFile(None, tuple(faults))
    found: list[Fault] = []
    sheets = read_sheets(archive, file, found, takes_days=True)
    whole = [fault for fault in found if not fault.place.sheet or fault.code.startswith("book.too_many")]
    grids = [grid_of(file, sheet, found) for sheet in sheets.values()]
    return assemble(file, grids, (), whole)


def grid_of(file: str, sheet: Sheet, found: Sequence[Fault]) -> Grid:
    """The rows of a sheet from the first to the last that holds something."""
    width = max((column for _, column in sheet.cells), default=0)
    by_row: dict[int, list[Fault]] = {}
    for fault in found:
        if fault.place.sheet == sheet.name:
            by_row.setdefault(fault.place.line, []).append(fault)
    cells: dict[int, dict[int, Cell]] = {}
    for (row, column), value in sheet.cells.items():
        cells.setdefault(row, {})[column] = value
    rows = []
    for number in sorted({*cells, *by_row}):
        texts = cells.get(number, {})
        line = tuple(GridCell(text_of(texts.get(at, "")), at, at) for at in range(1, max(width, 1) + 1))
        rows.append(GridRow(number, line, tuple(by_row.get(number, ()))))
    grid = Grid(sheet.name, rows, is_ragged=True)
    return Grid(sheet.name, [with_numbers(file, grid, row, cells.get(row.number, {})) for row in rows], is_ragged=True)


def with_numbers(file: str, grid: Grid, row: GridRow, cells: dict[int, Cell]) -> GridRow:
    """The row with a warning for each broken number: a clause 3.10 that became the number 3.1 lost its zero."""
    doubted = tuple(
        Fault(grid.place(file, row, at), "commenting.number", values=(("value", text_of(value)),), severity=WARNING)
        for at, value in cells.items()
        if isinstance(value, float) and not value.is_integer()
    )
    return GridRow(row.number, row.cells, (*row.faults, *doubted))


def text_of(cell: Cell) -> str:
    """A cell as text; whole numbers without a decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return settle(str(cell))
