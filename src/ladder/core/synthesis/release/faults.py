"""What is wrong with a release bundle: file, line, column, and one sentence for the person who will mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class BundleFault:
    """One fault; `line` counts from 1, 0 where the whole file is meant, `column` is a heading or empty."""

    file: str
    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.column + ': ' if self.column else ''}{self.sentence}"

    def as_document(self) -> dict[str, object]:
        """The fault as JSON."""
        return {"file": self.file, "line": self.line, "column": self.column, "sentence": self.sentence}
