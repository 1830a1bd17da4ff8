"""A form comes back cell by cell from every kind of file, and through several of them in turn."""

import csv
import io
import zipfile

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.packfiles.commenting.csv_files import read_csv, write_csv
from ladder.packfiles.commenting.docx_reading import read_docx
from ladder.packfiles.commenting.docx_writing import write_docx
from ladder.packfiles.commenting.model import LONGEST_CELL, Column, CommentForm, FormRow
from ladder.packfiles.commenting.words import WORDS, words_for
from ladder.packfiles.commenting.xlsx_reading import read_xlsx
from ladder.packfiles.commenting.xlsx_writing import write_xlsx
from tests.packfiles.commenting.filled import HEAD, ROW, form_of, row_with

ENGLISH = words_for("en")
WAYS = {
    "docx": (lambda form: write_docx(form, ENGLISH), lambda data: read_docx("f.docx", data)),
    "xlsx": (lambda form: write_xlsx(form, ENGLISH), lambda data: read_xlsx("f.xlsx", data)),
    "csv": (lambda form: write_csv(form, ENGLISH), lambda data: read_csv("f.csv", data)),
}
HARD = (
    "=1+1", '=HYPERLINK("http://x")', "+49", "-1", "@SUM(A1)", "'already guarded", "'=x", "\tindented", "a\tb",
    "first\nsecond\n\nfourth", "ends\n", "\nbegins", "  two blanks  ", "مرحبا بالعالم", "a مرحبا b", "שלום",
    "👩🏿‍🏭 washes 钴矿", "尊重劳动者的权利", "<b>&amp;</b>", "]]>", "_x000D_", "_x0041_", "1.10", "007", "1e5", "TRUE",
    "2026-03-14", "\u00a0", "soft\u00adhyphen", "non\u2011breaking", "\u2028line", "\ufeffmark", '"quoted", and; more',
    "é" * 1000, "\U0001f600" * 200,
)  # fmt: skip


def through(form: CommentForm, *ways: str) -> CommentForm:
    for way in ways:
        write, read = WAYS[way]
        file = read(write(form))
        assert file.form is not None, file.faults
        form = file.form
    return form


def thousand() -> CommentForm:
    rows = []
    for at in range(1000):
        hard = HARD[at % len(HARD)]
        rows.append((f"ORG-{at % 7}", str(at), f"P{at % 7 + 1}-L1-01", hard, ["ge", "te", "ed", "tr"][at % 4],
                     f"{at}: {hard}", hard, "" if at % 3 else hard))  # fmt: skip
    return form_of(*rows)


@pytest.mark.parametrize(
    "ways", [("docx",), ("xlsx",), ("csv",), ("docx", "xlsx", "docx"), ("xlsx", "csv", "docx", "xlsx"), ("docx", "docx")],
    ids="-".join,
)  # fmt: skip
def test_a_thousand_comments_come_back_cell_by_cell(ways):
    form = thousand()
    assert through(form, *ways) == form


@pytest.mark.parametrize("hard", HARD)
@pytest.mark.parametrize("way", WAYS)
def test_hard_words_survive_in_every_column(way, hard):
    form = form_of((hard,) * 5 + ("kept", hard, hard), ROW)
    assert through(form, way) == form


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n\t", exclude_characters="\ufffe\uffff"),
    max_size=30,
).filter(lambda text: text.isascii() or all(ord(sign) & 0xFFFE != 0xFFFE for sign in text))  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(
    rows=st.lists(st.tuples(*[TEXTS] * 5, TEXTS.filter(str.strip), TEXTS, TEXTS), min_size=1, max_size=4),
    ways=st.lists(st.sampled_from(sorted(WAYS)), min_size=1, max_size=3),
)
def test_any_words_survive_any_way(rows, ways):
    form = form_of(*(("x" + row[0], *row[1:]) for row in rows))
    assert through(form, *ways) == form


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("way", ["docx", "xlsx", "csv"])
def test_the_form_is_known_again_in_each_of_its_languages(way, language):
    write = {"docx": write_docx, "xlsx": write_xlsx, "csv": write_csv}[way]
    form = form_of(ROW, language=language)
    assert WAYS[way][1](write(form, words_for(language))).form == form


@pytest.mark.parametrize("way", WAYS)
def test_columns_of_another_order_and_a_column_more_stay_as_they_are(way):
    columns = (
        Column("comments", "Comment (justification for change)"),
        Column("", "ISO/CS"),
        Column("clause", "Clause no."),
        Column("type", "Type of comment"),
    )
    form = CommentForm(HEAD, columns, (FormRow(("Unclear.", "seen", "3.1", "ed")), FormRow(("=A1", "", "", "ge"))))
    assert through(form, way) == form


def test_a_workbook_takes_what_looks_like_a_formula_as_words():
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(form_of(row_with(comments="=1+1")), ENGLISH)))
    cell = book["Comments"]["F6"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_a_table_guards_what_looks_like_a_formula():
    rows = list(csv.reader(io.StringIO(write_csv(form_of(row_with(comments="=1+1")), ENGLISH).decode("utf-8-sig"))))
    assert rows[-1][5] == "'=1+1"


def test_a_document_is_the_same_to_the_byte_and_another_reader_finds_the_words():
    form = form_of(ROW, row_with(comments="one\ntwo"))
    data = write_docx(form, ENGLISH)
    assert data == write_docx(form, ENGLISH)
    tables = docx.Document(io.BytesIO(data)).tables
    assert [cell.text for cell in tables[0].rows[0].cells] == [
        "Date: 2026-03-14", "Document: Framework 0.2.0", "Project: Round two",
    ]  # fmt: skip
    assert [cell.text for cell in tables[1].rows[1].cells] == list(ROW)
    assert tables[1].rows[2].cells[5].text == "one\ntwo"


def test_words_from_right_to_left_are_set_from_right_to_left():
    with zipfile.ZipFile(io.BytesIO(write_docx(form_of(row_with(comments="مرحبا")), ENGLISH))) as archive:
        text = archive.read("word/document.xml").decode()
    assert "<w:bidi/>" in text
    assert "<w:rtl/>" in text


@pytest.mark.parametrize("way", WAYS)
def test_the_longest_cell_comes_back_and_one_more_is_refused(way):
    longest = form_of(row_with(comments="x" * LONGEST_CELL))
    assert through(longest, way) == longest


@pytest.mark.parametrize("way", ["docx", "csv"])
def test_a_cell_longer_than_a_workbook_holds_is_refused_with_its_place(way):
    write, read = WAYS[way]
    file = read(write(form_of(row_with(comments="😀" * (LONGEST_CELL // 2 + 1)))))
    assert [(fault.code, fault.place.column) for fault in file.errors] == [("commenting.long_cell", 6)]
