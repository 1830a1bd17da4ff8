"""The CSV of requirements: safe to open in a spreadsheet, and read back with every fault in its line and column."""

import csv
import io
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from ladder.packfiles.formula_safe import protect, unprotect
from ladder.packfiles.model import Text, TextKey
from ladder.packfiles.reading import read_pack
from ladder.packfiles.requirement_table import load_table, write_table
from tests.packfiles.small_pack import write_small

SMALL = read_pack(write_small(Path(tempfile.mkdtemp()) / "small"))
TITLE = TextKey("requirements", "A-1", "title")


def rows_of(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def changed(old, new):
    text = write_table(SMALL).decode("utf-8-sig")
    assert old in text
    return text.replace(old, new, 1).encode()


def found(data):
    return [
        (str(fault.place).removeprefix("requirements.csv:"), fault.code)
        for fault in load_table(data, SMALL)[1]
        if fault.severity == "error"
    ]


@pytest.mark.parametrize("text", ["=1+1", "+33", "-5", "@SUM(A1)", "\tx", "'=x", "''"])
def test_what_a_spreadsheet_might_run_is_guarded_and_comes_back(text):
    assert protect(text)[0] == "'"
    assert unprotect(protect(text)) == text


@pytest.mark.parametrize("text", ["", "plain", "a=b", "l'eau"])
def test_ordinary_text_is_left_alone(text):
    assert protect(text) == unprotect(text) == text


def test_no_cell_begins_like_a_formula_and_excel_finds_the_encoding():
    english = {**SMALL.texts["en"], TITLE: Text("=cmd|' /C calc'!A0")}
    data = write_table(replace(SMALL, texts={**SMALL.texts, "en": english}))
    assert data.startswith(b"\xef\xbb\xbf")
    assert rows_of(data)[1][8] == "'=cmd|' /C calc'!A0"
    assert [cell for row in rows_of(data) for cell in row if cell[:1] in {"=", "+", "-", "@"}] == []


def test_a_new_requirement_and_a_new_text_are_taken_and_untouched_states_kept():
    reviewed = {**SMALL.texts["fr"], TITLE: replace(SMALL.texts["fr"][TITLE], state="reviewed")}
    pack = replace(SMALL, texts={**SMALL.texts, "fr": reviewed})
    text = write_table(pack).decode("utf-8-sig") + "A-3,1,1,none,document,D,low,,new,neuf,does,fait,seen,vu,,\r\n"
    made, _ = load_table(text.replace("requirements A-2 text", "sharper", 1).encode(), pack)
    assert made.requirement_by_id["A-3"].cost == "low"
    assert made.say("requirements", "A-3", "text", "fr") == "fait"
    assert made.texts["fr"][TITLE].state == "reviewed"
    assert made.mappings == SMALL.mappings


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("A-2,1,2,stop", "A-2,1,9,stop", ("3:3", "meaning.unknown")),
        ("A-2,1,2,stop", "A-2,1,two,stop", ("3:3", "form.type")),
        ("A-2,1,2,stop", "A-1,1,2,stop", ("3:1", "meaning.duplicate")),
        ("A-2,1,2,stop", "A-2,1,2,perhaps", ("3:4", "form.choice")),
        ("id,principle", "id,principal", ("1:2", "book.unknown_column")),
        ("fr requirements A-1 title", "", ("2:1", "text.missing")),
    ],
)
def test_a_fault_is_named_by_line_and_column(old, new, expected):
    assert expected in found(changed(old, new))


def test_a_requirement_that_a_relation_needs_cannot_vanish_unnoticed():
    text = write_table(SMALL).decode("utf-8-sig").splitlines(keepends=True)
    assert "meaning.unknown" in [
        code for _, code in found("".join(line for line in text if not line.startswith("A-2")).encode())
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table.no_rows"),
        (b"\n\n", "table.no_rows"),
        ("id;é".encode("latin-1"), "file.not_utf8"),
        (b'id,level\n"A-1,1\n', "table.syntax"),
        ("id,level".encode("utf-16"), "file.not_utf8"),
    ],
)
def test_what_is_no_table_is_refused(data, code):
    assert [code_ for _, code_ in found(data)] == [code]
