"""Tables of a bundle as CSV: canonical bytes out, any bytes in; no cell is run as a formula by a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ladder.core.formula_safe import protect, unprotect
from ladder.core.synthesis.release.faults import BundleFault

LARGEST_FILE_BYTES = 16 * 1024 * 1024
MOST_ROWS = 50_000
MOST_FAULTS = 20
MARK = "\ufeff"


@dataclass(slots=True)
class Lines:
    """Collects what the CSV writer writes."""

    written: list[str] = field(default_factory=list)

    def write(self, text: str) -> int:
        """Take a line."""
        self.written.append(text)
        return len(text)


def write_table(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A table with a heading row; UTF-8, commas, one line feed a row: the same bytes for the same rows."""
    lines = Lines()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([protect(row.get(column, "")) for column in columns] for row in rows)
    return "".join(lines.written).encode("utf-8")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by heading; `line` is where it begins in the file, from 1."""

    line: int
    cells: Mapping[str, str]


def read_table(
    name: str, content: bytes, needed: Sequence[str], known: Sequence[str]
) -> tuple[list[Row], list[BundleFault]]:
    """The rows of a table and what is wrong with it. `needed` columns must be there, others than `known` must not."""
    text = decode(name, content)
    if isinstance(text, BundleFault):
        return [], [text]
    faults: list[BundleFault] = []
    lines = read_lines(name, text, faults)
    if not lines:
        return [], faults or [BundleFault(name, 1, "", f"no heading row: begin with the columns {', '.join(needed)}")]
    heading = [cell.strip() for cell in lines[0][1]]
    faults += heading_faults(name, heading, needed, known)
    if faults:
        return [], faults
    rows = []
    for line, cells in lines[1:]:
        if len(cells) != len(heading):
            faults.append(BundleFault(name, line, "", f"{len(cells)} cells where the heading row has {len(heading)}"))
        else:
            rows.append(Row(line, dict(zip(heading, (unprotect(cell.strip()) for cell in cells), strict=True))))
    return rows, faults[:MOST_FAULTS]


def decode(name: str, content: bytes) -> str | BundleFault:
    """The text of a file, or why it is none."""
    if len(content) > LARGEST_FILE_BYTES:
        return BundleFault(name, 0, "", f"larger than {LARGEST_FILE_BYTES} bytes: no table of a release is")
    try:
        text = content.decode("utf-8").removeprefix(MARK)
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        return BundleFault(name, line, "", "not UTF-8 here: save the file again with the encoding UTF-8")
    if "\0" in text:
        return BundleFault(name, text[: text.index("\0")].count("\n") + 1, "", "a NUL character stands here: remove it")
    return text


def read_lines(name: str, text: str, faults: list[BundleFault]) -> list[tuple[int, list[str]]]:
    """The rows that are not blank with the lines on which they begin; stops at what is no CSV, or is far too much."""
    reader = csv.reader(feed(text.replace("\r\n", "\n")), strict=True)
    found: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((begins, cells))
            begins = reader.line_num + 1
            if len(found) > MOST_ROWS:
                faults.append(BundleFault(name, begins, "", f"more than {MOST_ROWS} rows: no table of a release has"))
                return []
    except csv.Error as problem:
        faults.append(BundleFault(name, begins, "", f"this is not CSV: {problem}"))
    return found


def feed(text: str) -> Iterator[str]:
    """The text line by line, each with its line feed."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        yield text[start:end]
        start = end


def heading_faults(name: str, heading: Sequence[str], needed: Sequence[str], known: Sequence[str]) -> list[BundleFault]:
    """What is wrong with a heading row."""
    missing = [column for column in needed if column not in heading]
    twice = sorted({column for column in heading if heading.count(column) > 1})
    strange = [column for column in heading if column not in known]
    return [
        *(BundleFault(name, 1, column, "this column is missing: add it") for column in missing),
        *(BundleFault(name, 1, column, "this column stands twice: keep one") for column in twice),
        *(BundleFault(name, 1, column[:40], "this column is not known here: remove it") for column in strange),
    ]
