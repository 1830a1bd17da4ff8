"""A fault in a file of content: where it stands, a stable code, and one sentence for the person who will mend it."""

from dataclasses import dataclass, field

from ladder.packfiles.messages import MESSAGES

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: line and column count from 1; in a workbook they are the row and column of `sheet`."""

    file: str
    line: int = 1
    column: int = 1
    sheet: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file}:{self.sheet}!{letters_of(self.column)}{self.line}"
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault; `path` is the way to it through the content, `values` fill the sentence of its code."""

    place: Place
    code: str
    path: str = ""
    values: tuple[tuple[str, str], ...] = ()
    severity: str = field(default=ERROR)

    @property
    def sentence(self) -> str:
        """The English sentence; other languages translate `MESSAGES[code]` and fill in the same values."""
        return MESSAGES[self.code] % dict(self.values)

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"

    def as_document(self) -> dict[str, object]:
        """The fault as JSON."""
        return {
            "file": self.place.file,
            "sheet": self.place.sheet,
            "line": self.place.line,
            "column": self.place.column,
            "path": self.path,
            "code": self.code,
            "severity": self.severity,
            "sentence": self.sentence,
        }


class PackFaultsError(ValueError):
    """Content that cannot be taken; every fault is listed."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def letters_of(column: int) -> str:
    """Name of a spreadsheet column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
