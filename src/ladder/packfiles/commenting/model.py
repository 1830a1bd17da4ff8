"""A filled commenting form: what stands at its head, its columns as they were headed, its rows as they were written."""

from dataclasses import dataclass, field

from ladder.packfiles.faults import ERROR, Fault, Place

MEMBER, LINE, CLAUSE, PART = "member", "line", "clause", "part"
TYPE, COMMENTS, PROPOSED, OBSERVATIONS = "type", "comments", "proposed", "observations"
KEYS = (MEMBER, LINE, CLAUSE, PART, TYPE, COMMENTS, PROPOSED, OBSERVATIONS)
HEAD_KEYS = ("date", "document", "project")
# What a cell of a workbook holds at most, counted in UTF-16 units; one limit for all three kinds of file.
LONGEST_CELL = 32_767
MOST_ROWS = 5_000
LARGEST_BYTES = 3_000_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column under its heading as written; `key` is one of `KEYS`, "" for a column that is not of the form."""

    key: str
    heading: str

    @property
    def name(self) -> str:
        """What tells this column from the others."""
        return self.key or f"+{self.heading}"


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row: its cells in the order of the form's columns, and where it stood."""

    cells: tuple[str, ...]
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class CommentForm:
    """A form. Lines of a cell end with LF whatever the file says; empty rows are left out."""

    head: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    rows: tuple[FormRow, ...]

    def cell(self, row: FormRow, key: str) -> str:
        """The cell of a row under one of `KEYS`; "" where the form has no such column."""
        return next((cell for column, cell in zip(self.columns, row.cells, strict=True) if column.key == key), "")


@dataclass(frozen=True, slots=True)
class FormFile:
    """What reading a file gave: the form, or None where an error keeps it out; warnings stand beside it."""

    form: CommentForm | None
    faults: tuple[Fault, ...]

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that keep the form out."""
        return tuple(fault for fault in self.faults if fault.severity == ERROR)

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """What the sender should know."""
        return tuple(fault for fault in self.faults if fault.severity != ERROR)


def settle(text: str) -> str:
    """Text with LF as the only end of a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def units_of(text: str) -> int:
    """Length as workbooks count it: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
