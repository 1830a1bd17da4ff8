"""The tables of a part of a Word document, row by row."""

from collections.abc import Iterator

from ladder.packfiles.commenting.docx_text import (
    DELETED,
    EMBEDDED,
    INSERTED,
    MARKED,
    NESTED,
    NOTES,
    PICTURE,
    TRACKED,
    CellText,
    Sources,
    content_of,
)
from ladder.packfiles.commenting.docx_tree import Element
from ladder.packfiles.commenting.grids import Grid, GridCell, GridRow
from ladder.packfiles.faults import ERROR, WARNING, Fault, Place

WRAPPERS = {"customXml", "smartTag", *INSERTED}
CODES = {
    NESTED: ("docx.nested", ERROR),
    PICTURE: ("docx.picture", ERROR),
    EMBEDDED: ("docx.embedded", ERROR),
    NOTES: ("docx.notes", WARNING),
    TRACKED: ("docx.tracked", WARNING),
}
WIDEST_SPAN = 100


def read_tables(file: str, root: Element, sources: Sources, name: str) -> list[Grid]:
    """Every table that stands in the text itself, not inside another; `name` is what faults call it, with its number.

    Paragraphs between tables come as tables of one cell: the head of a form may stand there.
    """
    grids: list[Grid] = []
    body = root.child("body") or root
    tables = 0
    for block in unwrapped(body, {"tbl", "p"}):
        if block.name == "tbl":
            tables += 1
            grids.append(read_table(file, block, sources, f"{name} {tables}"))
        else:
            text = CellText(sources).read(Element("tc", {}, [block]))
            grids.append(Grid("", [GridRow(1, (GridCell(text, 1, 1),))]))
    return grids


def unwrapped(container: Element, names: set[str]) -> Iterator[Element]:
    """Elements of these names directly in a container, or in controls and the like that wrap them."""
    for child in container.children:
        if child.name in names:
            yield child
        elif child.name == "sdt":
            yield from unwrapped(content_of(child), names)
        elif child.name in WRAPPERS:
            yield from unwrapped(child, names)


def read_table(file: str, table: Element, sources: Sources, name: str) -> Grid:
    """One table; a row that was deleted under tracked changes is left out."""
    grid = Grid(name)
    for number, row in enumerate(unwrapped(table, {"tr"}), start=1):
        if any(row.child("trPr", mark) is not None for mark in DELETED):
            continue
        grid.rows.append(read_row(Place(file, number, 1, name), row, sources))
    return grid


def read_row(place: Place, row: Element, sources: Sources) -> GridRow:
    """One row with its cells and everything remarkable in them."""
    cells: list[GridCell] = []
    faults: set[Fault] = set()
    at = 1 + width_of(row.value("trPr", "gridBefore"), 0)
    if any(row.child("trPr", mark) is not None for mark in INSERTED):
        faults.add(Fault(place, "docx.tracked", severity=WARNING))
    for column, cell in enumerate(unwrapped(row, {"tc"}), start=1):
        reader = CellText(sources)
        text = reader.read(cell)
        span = width_of(cell.value("tcPr", "gridSpan"), 1)
        merging = cell.child("tcPr", "vMerge")
        is_continued = merging is not None and merging.attributes.get("val", "continue") == "continue"
        cells.append(GridCell(text, at, at + span - 1, is_continued))
        at += span
        faults |= set(remarks_of(place, column, cell, reader.remarks))
    return GridRow(place.line, tuple(cells), tuple(sorted(faults)))


def remarks_of(place: Place, column: int, cell: Element, remarks: set[str]) -> Iterator[Fault]:
    """Faults and warnings of one cell. What concerns the row as a whole is said of its first cell."""
    for remark in remarks:
        code, severity = CODES[remark]
        where = place if severity == WARNING else Place(place.file, place.line, column, place.sheet)
        values = (("name", place.sheet),) if remark == EMBEDDED else ()
        yield Fault(where, code, values=values, severity=severity)
    properties = cell.child("tcPr")
    if properties is not None and any(one.name in MARKED for one in properties.children):
        yield Fault(Place(place.file, place.line, column, place.sheet), "docx.merged")


def width_of(written: str | None, otherwise: int) -> int:
    """A number of grid columns; what is none, or far too many, counts as if it were not said."""
    if written is None or not written.isdecimal() or len(written) > len(str(WIDEST_SPAN)):
        return otherwise
    return min(int(written), WIDEST_SPAN)
