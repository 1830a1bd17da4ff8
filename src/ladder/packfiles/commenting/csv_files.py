"""A commenting form as a CSV table: safe to open in a spreadsheet, and read back to the last blank."""

import csv
import io

from ladder.packfiles.commenting.assembling import assemble
from ladder.packfiles.commenting.grids import Grid, GridCell, GridRow
from ladder.packfiles.commenting.model import CommentForm, FormFile, settle
from ladder.packfiles.commenting.words import FormWords
from ladder.packfiles.delimited import SEPARATORS
from ladder.packfiles.faults import Fault, Place
from ladder.packfiles.formula_safe import protect, unprotect
from ladder.packfiles.yaml_text import decode

BYTE_ORDER_MARK = "\ufeff"


def write_csv(form: CommentForm, words: FormWords) -> bytes:
    """The form as UTF-8 with a byte order mark, which Excel wants; cells that look like formulas get an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    for key, value in form.head:
        writer.writerow([f"{words.labels[key]}:", protect(value)])
    writer.writerow([])
    writer.writerow([protect(column.heading) for column in form.columns])
    writer.writerows([protect(cell) for cell in row.cells] for row in form.rows)
    return (BYTE_ORDER_MARK + stream.getvalue()).encode("utf-8")


def read_csv(file: str, data: bytes) -> FormFile:
    """The form that a table holds, or every fault in it; separated by comma, semicolon or tab."""
    faults: list[Fault] = []
    text = decode(data, file, faults)
    if text is None:
        return FormFile(None, tuple(faults))
    longest = max(io.StringIO(text, newline=""), key=lambda line: max(map(line.count, SEPARATORS)), default="")
    separator = max(SEPARATORS, key=longest.count)
    return assemble(file, [read_rows(file, text, separator, faults)], (), faults)


def read_rows(file: str, text: str, separator: str, faults: list[Fault]) -> Grid:
    """The rows by the line on which each begins, up to the first that is not CSV."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[GridRow] = []
    begins_at = 1
    try:
        for cells in reader:
            texts = [settle(unprotect(cell)) for cell in cells] or [""]
            rows.append(GridRow(begins_at, tuple(GridCell(one, at, at) for at, one in enumerate(texts, start=1))))
            begins_at = reader.line_num + 1
    except csv.Error as problem:
        faults.append(Fault(Place(file, begins_at), "table.syntax", values=(("problem", str(problem)),)))
    return Grid("", rows, is_ragged=True)
