"""Files that are no form, or would hurt: refused with one clear fault, quickly, in little memory."""

import io
import random
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.packfiles.commenting.csv_files import write_csv
from ladder.packfiles.commenting.docx_writing import write_docx
from ladder.packfiles.commenting.reading import read_form
from ladder.packfiles.commenting.words import words_for
from ladder.packfiles.commenting.xlsx_writing import write_xlsx
from ladder.packfiles.messages import MESSAGES
from tests.packfiles.commenting.filled import ROW, codes, form_of
from tests.packfiles.commenting.raw_docx import TYPES, W, document, form, p, r, row, tbl, tr

FORM, WORDS = form_of(ROW, ROW), words_for("en")
DOCX, XLSX, CSV = write_docx(FORM, WORDS), write_xlsx(FORM, WORDS), write_csv(FORM, WORDS)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def rebuilt(data, replace=None, add=None):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, (replace or {}).get(entry.filename, old.read(entry)))
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return stream.getvalue()


def odt():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("form.doc", OLE, "docx.old_or_encrypted"),
        ("form.docx", OLE, "docx.old_or_encrypted"),
        ("form.xls", OLE, "book.old_or_encrypted"),
        ("form.odt", odt(), "docx.not_docx"),
        ("form.docx", odt(), "docx.not_docx"),
        ("form.xlsx", odt(), "book.not_xlsx"),
        ("form.docx", b"", "commenting.kind"),
        ("form.pdf", b"%PDF-1.7", "commenting.kind"),
        ("form.csv", b"%PDF-1.7", "commenting.kind"),
        ("form.docx", b"{\\rtf1 }", "commenting.kind"),
        ("form.docx", b"<html>", "commenting.kind"),
        ("form.docx", DOCX[: len(DOCX) // 2], "docx.broken"),
        ("form.docx", b"PK\x03\x04 and nothing more", "docx.broken"),
        ("form.docx", b"PK\x03\x04" + b"x" * 3_000_001, "commenting.too_large"),
        ("form.csv", "Clause,Comments,Type\n1,é,ge\n".encode("latin-1"), "file.not_utf8"),
        ("form.csv", b"Clause,Comments,Type of comment\n1,\x00,ge\n", "file.control_character"),
        ("form.csv", b"a,b\n1,2\n", "commenting.no_table"),
        ("form.csv", b'Clause,Comments,Type of comment\n1,"a"b,ge\n', "table.syntax"),
    ],
)
def test_what_is_no_form_is_refused(name, data, code):
    file = read_form(name, data)
    assert file.form is None
    assert code in codes(file)
    assert all(fault.sentence for fault in file.faults)


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("word/vbaProject.bin", "docx.macros"),
        ("word/embeddings/oleObject1.bin", "docx.embedded"),
        ("word/activeX/activeX1.xml", "docx.embedded"),
    ],
)
def test_what_a_form_never_carries_is_refused_by_its_name(part, code):
    assert codes(read_form("f.docx", rebuilt(DOCX, add={part: b"x"}))) == [code]


def test_a_macro_document_under_another_name_is_refused_by_its_type():
    types = TYPES.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert codes(read_form("f.docx", form(row(), types=types))) == ["docx.macros"]


def test_a_workbook_called_document_is_read_for_what_it_is():
    assert codes(read_form("f.docx", XLSX)) == ["docx.not_docx"]
    assert read_form("form", XLSX).form == FORM
    assert read_form("form", DOCX).form == FORM


def test_an_encrypted_entry_is_refused():
    data = bytearray(DOCX)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "docx.old_or_encrypted" in codes(read_form("f.docx", bytes(data)))


@pytest.mark.parametrize(
    ("document_xml", "code"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>', "docx.entities"),
        (b"<w:document", "docx.broken"),
        (f'<w:document xmlns:w="{W}">{"<w:ins>" * 2000}{"</w:ins>" * 2000}</w:document>'.encode(), "docx.broken"),
        (b" " * 80_000_000, "docx.bomb"),
    ],
    ids=["entities", "cut", "deep", "bomb"],
)
def test_hostile_xml_is_refused_quickly(document_xml, code):
    data = rebuilt(DOCX, {"word/document.xml": document_xml})
    began = time.process_time()
    tracemalloc.start()
    assert codes(read_form("f.docx", data)) == [code]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000_000
    assert time.process_time() - began < 5


def test_a_document_of_very_many_parts_is_refused_in_bounded_time_and_memory():
    chance = random.Random(7)
    body = "".join(f"<w:{chance.choice(['p', 'r', 'ins'])} w:a='{chance.randrange(99_999)}'/>" for _ in range(320_000))
    data = document(tbl(tr("x")), body)
    began = time.process_time()
    assert codes(read_form("f.docx", data)) == ["docx.too_many_cells"]
    assert time.process_time() - began < 20


def test_a_form_of_too_many_rows_is_refused():
    data = document(tbl(tr("Clause", "Comments", "Type of comment"), *(tr("1", f"{at} x", "ge") for at in range(5001))))
    assert codes(read_form("f.docx", data)) == ["commenting.too_many_rows"]


def test_characters_that_no_database_holds_are_named():
    import openpyxl  # noqa: PLC0415 - only here

    book = openpyxl.load_workbook(io.BytesIO(XLSX))
    book["Comments"]["F6"] = "nothing_x0000_here"
    stream = io.BytesIO()
    book.save(stream)
    assert [(fault.code, str(fault.place)) for fault in read_form("f.xlsx", stream.getvalue()).errors] == [
        ("file.control_character", "f.xlsx:Comments!F6")
    ]


def test_formulas_merged_cells_and_stray_cells_of_a_workbook_are_named_only_among_the_comments():
    import openpyxl  # noqa: PLC0415 - only here

    book = openpyxl.load_workbook(io.BytesIO(XLSX))
    sheet = book["Comments"]
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("F6:G6")
    sheet["H7"] = "=1+1"
    sheet["K7"] = "stray"
    sheet["C7"] = 3.1
    stream = io.BytesIO()
    book.save(stream)
    file = read_form("f.xlsx", stream.getvalue())
    assert [(fault.code, fault.place.line) for fault in file.errors] == [
        ("book.merged", 6), ("book.formula", 7), ("commenting.stray", 7),
    ]  # fmt: skip
    assert [(fault.code, str(fault.place)) for fault in file.warnings if fault.code == "commenting.number"] == [
        ("commenting.number", "f.xlsx:Comments!C7")
    ]


@settings(deadline=None, max_examples=150)
@given(st.sampled_from([("f.docx", DOCX), ("f.xlsx", XLSX), ("f.csv", CSV)]), st.data())
def test_a_damaged_file_never_raises(named, data):
    name, content = named
    spoilt = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    file = read_form(name, bytes(spoilt))
    assert (file.form is None) == bool(file.errors)
    assert all(fault.code in MESSAGES and fault.sentence for fault in file.faults)


@settings(deadline=None, max_examples=100)
@given(st.recursive(
    st.sampled_from([r("x"), p(), "<w:br/>", "<w:vMerge/>", "<w:del/>", "<w:sdt/>", '<w:numPr><w:numId w:val="1"/></w:numPr>', "<w:footnoteReference/>"]),
    lambda inner: st.builds(
        lambda name, parts: f"<w:{name}>{''.join(parts)}</w:{name}>",
        st.sampled_from(["p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "hyperlink", "pPr", "tcPr", "moveTo"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
))  # fmt: skip
def test_elements_in_any_order_never_raise(blocks):
    file = read_form("f.docx", document(blocks, tbl(tr("Clause", "Comments", "Type"), blocks)))
    assert (file.form is None) == bool(file.errors)
