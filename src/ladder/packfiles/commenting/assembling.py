"""Makes one form of the tables of a file: finds the headings, takes the rows below them, and names every fault."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ladder.packfiles.commenting.comment_types import read_type
from ladder.packfiles.commenting.grids import Grid, GridCell, GridRow
from ladder.packfiles.commenting.headings import is_legend, read_labels, recognise
from ladder.packfiles.commenting.model import (
    CLAUSE,
    COMMENTS,
    HEAD_KEYS,
    LINE,
    LONGEST_CELL,
    MEMBER,
    MOST_ROWS,
    PART,
    PROPOSED,
    TYPE,
    Column,
    CommentForm,
    FormFile,
    FormRow,
    units_of,
)
from ladder.packfiles.faults import ERROR, WARNING, Fault, Place
from ladder.packfiles.yaml_text import CONTROL

HEADING_ROWS = 2
# Columns that say where a comment belongs and nothing of it.
ONLY_PLACES = frozenset({MEMBER, LINE, CLAUSE, PART})


def assemble(file: str, grids: Sequence[Grid], beside: Sequence[Grid], faults: Iterable[Fault]) -> FormFile:
    """The form that these tables hold together.

    Args:
        file: what faults call the file.
        grids: its tables, in order.
        beside: tables of page headers, where some templates keep the headings and the head.
        faults: what was found already.
    """
    return Assembler(file, list(faults)).assemble(grids, beside)


class Assembler:
    """One form under way."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self.file, self.faults = file, faults
        self.head: dict[str, str] = {}
        self.columns: list[Column] = []
        self.rows: list[tuple[tuple[Column, ...], FormRow]] = []

    def assemble(self, grids: Sequence[Grid], beside: Sequence[Grid]) -> FormFile:
        """Read every table, and refuse a file without any that fits or without comments."""
        heading = None
        for grid in beside:
            heading = self.read_page_header(grid) or heading
        found = False
        for grid in grids:
            taken = self.read_grid(grid, heading)
            found, heading = found or taken is not None, taken or heading
        if not found:
            self.faults.append(Fault(Place(self.file), "commenting.no_table"))
        elif not self.rows and not any(fault.severity == ERROR for fault in self.faults):
            self.faults.append(Fault(Place(self.file), "commenting.no_rows"))
        elif len(self.rows) > MOST_ROWS:
            self.faults.append(Fault(Place(self.file), "commenting.too_many_rows", values=(("limit", str(MOST_ROWS)),)))
        return self.build()

    def build(self) -> FormFile:
        """The form, if nothing keeps it out."""
        faults = tuple(sorted(set(self.faults)))
        if any(fault.severity == ERROR for fault in faults):
            return FormFile(None, faults)
        names = [column.name for column in self.columns]
        rows = []
        for columns, row in self.rows:
            cells = dict(zip([column.name for column in columns], row.cells, strict=True))
            rows.append(FormRow(tuple(cells.get(name, "") for name in names), row.place))
        head = tuple((key, self.head.get(key, "")) for key in HEAD_KEYS)
        return FormFile(CommentForm(head, tuple(self.columns), tuple(rows)), faults)

    def read_page_header(self, grid: Grid) -> tuple[Column, ...] | None:
        """The headings in a page header, if they stand there; the head is read from it in any case."""
        found = None
        for row in grid.rows:
            found = recognise(row.texts) or found
            self.take_head(row)
        return found

    def read_grid(self, grid: Grid, before: tuple[Column, ...] | None) -> tuple[Column, ...] | None:
        """Take the rows of one table; gives its headings, or None where it is no table of comments.

        A table without headings goes on with those before it where it has as many columns.
        """
        at, columns = find_heading(grid)
        rows = grid.rows[at:]
        for row in grid.rows[: max(at - 1, 0)]:
            self.take_head(row)
        if columns is None and before and not grid.is_ragged and all(len(r.cells) == len(before) for r in grid.rows):
            columns = before
        if columns is None:
            self.pass_by(grid)
            return None
        columns = self.settle_columns(grid, columns)
        for row in rows:
            self.take(grid, columns, row)
        return columns

    def pass_by(self, grid: Grid) -> None:
        """A table without the form's headings: perhaps its head or its legend, else something to be told of."""
        before = len(self.head)
        for row in grid.rows:
            self.take_head(row)
        filled = [row for row in grid.rows if not row.is_empty and not is_legend(row.texts)]
        if grid.name and filled and len(self.head) == before:
            self.faults.append(Fault(grid.place(self.file, filled[0]), "commenting.passed", severity=WARNING))

    def take_head(self, row: GridRow) -> None:
        """Date, document and project, where a row names them; what was said first stays."""
        for key, value in read_labels(row.texts).items():
            if not self.head.get(key):
                self.head[key] = value

    def settle_columns(self, grid: Grid, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        """The headings of a table joined with those of the tables before it; two columns of one meaning are a fault."""
        names = [column.name for column in columns]
        for place, column in enumerate(columns):
            if names.index(column.name) != place and (column.key or column.heading):
                where = Place(self.file, grid.rows[0].number, place + 1, grid.name)
                self.faults.append(Fault(where, "commenting.duplicate", values=(("name", column.heading),)))
        known = {column.name for column in self.columns}
        self.columns += [column for column in columns if column.heading and column.name not in known]
        return columns

    def take(self, grid: Grid, columns: tuple[Column, ...], row: GridRow) -> None:
        """Keep one row of comments; headings that come again, legends and rows left unfilled are not among them."""
        if is_unfilled(columns, row) or is_legend(row.texts) or recognise(row.texts) is not None:
            return
        self.faults += row.faults
        found = list(self.faults_of_shape(grid, columns, row))
        self.faults += found
        if found:
            return
        kept = tuple((c, cell) for c, cell in zip(columns, pad(row, len(columns)), strict=True) if c.heading)
        form_row = FormRow(tuple(cell for _, cell in kept), grid.place(self.file, row))
        self.rows.append((tuple(column for column, _ in kept), form_row))
        self.faults += self.faults_of_words(grid, {c.key: cell for c, cell in kept if c.key}, row)

    def faults_of_shape(self, grid: Grid, columns: tuple[Column, ...], row: GridRow) -> Iterator[Fault]:
        """Merged cells, a wrong number of them, cells without a heading, and words that cannot be kept."""
        where = grid.place(self.file, row)
        if any(cell.is_continued or cell.last > cell.first for cell in row.cells) and (
            len(row.cells) != len(columns) or any(cell.is_continued for cell in row.cells)
        ):
            yield Fault(where, "docx.merged")
        elif not grid.is_ragged and len(row.cells) != len(columns):
            values = (("found", str(len(row.cells))), ("wanted", str(len(columns))))
            yield Fault(where, "docx.cells", values=values)
        for place, text in enumerate(row.texts):
            where = replace(where, column=place + 1)
            if text.strip() and grid.is_ragged and (place >= len(columns) or not columns[place].heading):
                yield Fault(where, "commenting.stray")
            yield from faults_of_text(where, text)

    def faults_of_words(self, grid: Grid, cells: dict[str, str], row: GridRow) -> Iterator[Fault]:
        """What a person should know of a row that is taken: no words, no type of comment."""
        where = grid.place(self.file, row)
        if not cells.get(COMMENTS, "").strip() and not cells.get(PROPOSED, "").strip():
            yield Fault(where, "commenting.no_words", severity=WARNING)
        written = cells.get(TYPE, "").strip()
        if not written:
            yield Fault(where, "commenting.no_type", severity=WARNING)
        elif read_type(written) is None:
            yield Fault(where, "commenting.type", values=(("value", written[:40]),), severity=WARNING)


def faults_of_text(where: Place, text: str) -> Iterator[Fault]:
    """Characters that no text may hold, and more words than a cell of a workbook takes."""
    if control := CONTROL.search(text):
        yield Fault(where, "file.control_character", values=(("character", str(ord(control.group()))),))
    if units_of(text) > LONGEST_CELL:
        yield Fault(where, "commenting.long_cell", values=(("limit", f"{LONGEST_CELL:,}"),))


def is_unfilled(columns: tuple[Column, ...], row: GridRow) -> bool:
    """Whether a row says at most where it belongs, as rows of a prefilled form do that nobody filled in."""
    said = (cell for column, cell in zip(columns, row.texts, strict=False) if column.key not in ONLY_PLACES)
    return row.is_empty or (
        len(row.cells) == len(columns) and not row.faults and not any(cell.strip() for cell in said)
    )


def pad(row: GridRow, width: int) -> tuple[str, ...]:
    """The words of a row, exactly as many cells as there are headings."""
    return (row.texts + ("",) * width)[:width]


def find_heading(grid: Grid) -> tuple[int, tuple[Column, ...] | None]:
    """The number of rows up to and with the headings, and the columns; (0, None) where there are none.

    Headings may take two rows with merged cells: then the words of both stand together.
    """
    for at, row in enumerate(grid.rows):
        alone = recognise(row.texts)
        below = grid.rows[at + 1] if at + 1 < len(grid.rows) else None
        joined = recognise_joined(row, below) if below is not None else None
        if joined is not None and (alone is None or is_split(row)):
            return at + HEADING_ROWS, joined
        if alone is not None:
            return at + 1, alone
    return 0, None


def is_split(row: GridRow) -> bool:
    """Whether a row has cells that cover several columns of the grid."""
    return any(cell.last > cell.first for cell in row.cells)


def recognise_joined(upper: GridRow, lower: GridRow) -> tuple[Column, ...] | None:
    """The columns of headings in two rows: each cell of the lower with what stands above where it begins."""
    goes_on = any(cell.is_continued for cell in lower.cells)
    if not goes_on and (len(upper.cells) >= len(lower.cells) or recognise(lower.texts) is not None):
        return None
    return recognise([words_above(upper, cell) for cell in lower.cells])


def words_above(upper: GridRow, cell: GridCell) -> str:
    """The words of a heading: its own where it has any, else those of the cell above."""
    if cell.text.strip():
        return cell.text
    return next((above.text for above in upper.cells if above.first <= cell.first <= above.last), "")
