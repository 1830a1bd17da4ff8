"""Writes a commenting form as a workbook whose every cell is plain text."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ladder.packfiles.commenting.model import COMMENTS, PROPOSED, CommentForm
from ladder.packfiles.commenting.words import FormWords
from ladder.packfiles.workbook_writing import fill

SHEET, LEGEND_SHEET = "Comments", "Legend"
WIDE, NARROW = 60, 18


def write_xlsx(form: CommentForm, words: FormWords) -> bytes:
    """The form as a workbook: its head, a blank row, the headings, the rows; the legend on a sheet of its own."""
    book = Workbook()
    sheet = book[book.sheetnames[0]]
    sheet.title = SHEET
    head = [[f"{words.labels[key]}:", value] for key, value in form.head]
    heading = [column.heading for column in form.columns]
    rows = [*head, [], heading, *(list(row.cells) for row in form.rows)]
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value:
                fill(sheet, number, column, value)
    for cell in sheet[len(head) + 2]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for at, one in enumerate(form.columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDE if one.key in {COMMENTS, PROPOSED} else NARROW
    sheet.freeze_panes = f"A{len(head) + 3}"
    legend = book.create_sheet(LEGEND_SHEET)
    for number, line in enumerate(words.legend, start=1):
        fill(legend, number, 1, line)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
