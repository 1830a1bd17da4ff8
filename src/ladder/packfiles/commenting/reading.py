"""Reads a filled commenting form, whichever of the three kinds of file it is."""

from ladder.packfiles.archive import OLE_BEGINNING, ZIP_BEGINNING, in_megabytes
from ladder.packfiles.commenting.csv_files import read_csv
from ladder.packfiles.commenting.docx_reading import read_docx
from ladder.packfiles.commenting.model import LARGEST_BYTES, FormFile
from ladder.packfiles.commenting.xlsx_reading import read_xlsx
from ladder.packfiles.faults import Fault, Place

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls")
WORKBOOK_PART = b"xl/workbook.xml"
FOREIGN_BEGINNINGS = (b"%PDF", b"{\\rtf", b"<")


def read_form(file: str, data: bytes) -> FormFile:
    """The form that a file holds, or every fault in it. `file` is its name, which faults and the kind go by.

    What a file is, is told by its beginning first; its name decides only between what begins alike.
    """
    ending = file.lower()
    if len(data) > LARGEST_BYTES:
        values = (("limit", in_megabytes(LARGEST_BYTES)),)
        return FormFile(None, (Fault(Place(file), "commenting.too_large", values=values),))
    if data.startswith((ZIP_BEGINNING, OLE_BEGINNING)):
        is_workbook = ending.endswith(WORKBOOK_ENDINGS) or (not ending.endswith(".docx") and WORKBOOK_PART in data)
        return read_xlsx(file, data) if is_workbook else read_docx(file, data)
    if ending.endswith(TEXT_ENDINGS) and not data.startswith(FOREIGN_BEGINNINGS):
        return read_csv(file, data)
    return FormFile(None, (Fault(Place(file), "commenting.kind"),))
