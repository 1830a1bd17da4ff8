"""The outside judge: LibreOffice opens what we write, and we read what LibreOffice saved."""

import io
import shutil
import subprocess

import docx
import openpyxl
import pytest

from ladder.packfiles.commenting.docx_reading import read_docx
from ladder.packfiles.commenting.docx_writing import write_docx
from ladder.packfiles.commenting.words import words_for
from ladder.packfiles.commenting.xlsx_reading import read_xlsx
from ladder.packfiles.commenting.xlsx_writing import write_xlsx
from tests.packfiles.commenting.filled import ROW, form_of, row_with

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SECONDS = 90
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: nobody outside judged our files.")

FORM = form_of(
    ROW,
    row_with(comments="first\nsecond\n\nfourth", proposed="=1+1"),
    row_with(comments="مرحبا بالعالم", proposed="尊重劳动者的权利 👩🏿‍🏭"),
    row_with(comments="a\tb", proposed="  two blanks  ", observations="<b>&amp;"),
)


def converted(folder, name, data, ending, kind):
    """What LibreOffice makes of a file, in its own home, within a bounded time."""
    path = folder / name
    path.write_bytes(data)
    home = (folder / "home").as_uri()
    command = [
        OFFICE,
        f"-env:UserInstallation={home}",
        "--headless",
        "--norestore",
        "--convert-to",
        kind,
        "--outdir",
        str(folder / "out"),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return (folder / "out" / path.with_suffix(ending).name).read_bytes()


def test_a_document_saved_by_libreoffice_is_read_cell_by_cell(tmp_path):
    data = converted(tmp_path, "form.docx", write_docx(FORM, words_for("en")), ".docx", "docx:MS Word 2007 XML")
    assert data != write_docx(FORM, words_for("en"))
    file = read_docx("f.docx", data)
    assert file.form == FORM


def test_a_document_that_libreoffice_wrote_of_an_old_one_is_read(tmp_path):
    source = docx.Document()
    table = source.add_table(rows=2, cols=8)
    for at, text in enumerate(words_for("fr").headings.values()):
        table.rows[0].cells[at].text = text
    for at, text in enumerate(ROW):
        table.rows[1].cells[at].text = text
    stream = io.BytesIO()
    source.save(stream)
    old = converted(tmp_path, "form.docx", stream.getvalue(), ".odt", "odt")
    file = read_docx("f.docx", converted(tmp_path, "again.odt", old, ".docx", "docx:MS Word 2007 XML"))
    assert file.form.rows[0].cells == ROW


def test_libreoffice_opens_our_document_and_prints_it(tmp_path):
    assert converted(tmp_path, "form.docx", write_docx(FORM, words_for("zh")), ".pdf", "pdf").startswith(b"%PDF")


def test_a_workbook_saved_by_libreoffice_is_read_cell_by_cell(tmp_path):
    data = converted(tmp_path, "form.xlsx", write_xlsx(FORM, words_for("en")), ".xlsx", "xlsx:Calc MS Excel 2007 XML")
    assert openpyxl.load_workbook(io.BytesIO(data))["Comments"]["G7"].value == "=1+1"
    assert read_xlsx("f.xlsx", data).form == FORM
