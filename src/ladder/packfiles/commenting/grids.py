"""Tables as every kind of file gives them: named, with numbered rows of cells and what was remarkable about each."""

from dataclasses import dataclass, field

from ladder.packfiles.faults import Fault, Place


@dataclass(frozen=True, slots=True)
class GridCell:
    """The words of one cell, the grid columns it covers (from 1), and whether it continues the cell above."""

    text: str
    first: int
    last: int
    is_continued: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row; `number` counts from 1 as the file shows it. `faults` are kept only if the row is one of comments."""

    number: int
    cells: tuple[GridCell, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the cells."""
        return tuple(cell.text for cell in self.cells)

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds more than blanks."""
        return not any(cell.text.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: a table of a document, or a sheet. `is_ragged`: its rows may be shorter or longer than the heading."""

    name: str
    rows: list[GridRow] = field(default_factory=list)
    is_ragged: bool = False

    def place(self, file: str, row: GridRow, column: int = 1) -> Place:
        """Where a cell stands."""
        return Place(file, row.number, column, self.name)
