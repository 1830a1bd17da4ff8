"""A workbook that a person edited: what is right is taken, what is wrong is named by sheet, row and column."""

import tempfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from ladder.packfiles.faults import PackFaultsError
from ladder.packfiles.model import Text, TextKey, fingerprint
from ladder.packfiles.reading import read_pack
from ladder.packfiles.workbook import load_workbook, read_workbook, write_workbook
from tests.packfiles.small_pack import write_small

SMALL = read_pack(write_small(Path(tempfile.mkdtemp()) / "small"))


def edited(*changes):
    """The small pack's workbook with cells changed: (sheet, cell, value)."""
    book = openpyxl.load_workbook(BytesIO(write_workbook(SMALL)))
    for sheet, cell, value in changes:
        book[sheet][cell].value = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def found(data):
    return [
        (str(fault.place).removeprefix("workbook.xlsx:"), fault.code)
        for fault in load_workbook(data)[1]
        if fault.severity == "error"
    ]


def test_a_workbook_saved_by_another_program_is_read_the_same():
    assert read_workbook(edited()) == SMALL


def test_all_languages_stand_side_by_side():
    sheet = openpyxl.load_workbook(BytesIO(write_workbook(SMALL)))["Requirements"]
    assert [cell.value for cell in sheet[1]][8:12] == ["title en", "title fr", "text en", "text fr"]
    assert [cell.value for cell in sheet[2]][:8] == ["A-1", 1, 1, "none", "document", "D", "none", None]


def test_a_new_source_makes_the_old_translation_a_draft_of_it_only_when_the_sheet_says_nothing_else():
    pack = read_workbook(edited(("Requirements", "I2", "sharper"), ("Requirements", "J2", "plus net")))
    assert pack.texts["fr"][TextKey("requirements", "A-1", "title")] == Text(
        "plus net", "draft", fingerprint("sharper")
    )


def test_numbers_typed_into_text_cells_and_words_typed_for_truth_are_understood():
    pack = read_workbook(edited(("Requirements", "C2", "1"), ("Pack", "B6", "yes"), ("Requirements", "F3", "D, O")))
    assert pack.requirement_by_id["A-1"].level == 1
    assert pack.illustrative
    assert pack.requirement_by_id["A-2"].evidence_methods == ("D", "O")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("Requirements", "C2", 9), ("Requirements!C2", "meaning.unknown")),
        (("Requirements", "C2", 1.5), ("Requirements!C2", "form.type")),
        (("Requirements", "C2", "high"), ("Requirements!C2", "form.type")),
        (("Requirements", "A3", "A-1"), ("Requirements!A3", "meaning.duplicate")),
        (("Requirements", "A3", None), ("Requirements!A3", "form.required")),
        (("Requirements", "D3", "=1+1"), ("Requirements!D3", "book.formula")),
        (("Requirements", "D3", "perhaps"), ("Requirements!D3", "form.choice")),
        (("Requirements", "B1", "Principal"), ("Requirements!B1", "book.unknown_column")),
        (("Requirements", "B1", "id"), ("Requirements!B1", "book.duplicate_column")),
        (("Requirements", "Z3", "stray"), ("Requirements!Z3", "book.stray_cell")),
        (("Requirements", "J2", None), ("Requirements!A2", "text.missing")),
        (("Mappings", "C2", "2"), ("Mappings!C2", "meaning.unknown")),
        (("Mappings", "D2", "resembles"), ("Mappings!D2", "form.choice")),
        (("Items", "A2", "nobody"), ("Items!A2", "book.unknown_system")),
        (("Pack", "A4", "vershion"), ("Pack!A4", "form.unknown_key")),
        (("Pack", "B4", "one"), ("Pack!B4", "form.pattern")),
        (("Translations", "A2", "requirements"), ("Translations!A2", "text.orphan")),
    ],
)
def test_a_fault_is_named_by_sheet_row_and_column(change, expected):
    assert expected in found(edited(change))


def test_merged_cells_dates_and_errors_are_refused_where_they_stand():
    book = openpyxl.load_workbook(BytesIO(write_workbook(SMALL)))
    book["Levels"].merge_cells("D2:D3")
    book["Pack"]["B5"].value = date(2025, 1, 1)
    book["Pack"]["B5"].number_format = "yyyy-mm-dd"
    cell = book["Costs"]["D2"]
    cell.value, cell.data_type = "#REF!", "e"
    stream = BytesIO()
    book.save(stream)
    faults = found(stream.getvalue())
    assert ("Levels!D2", "book.merged") in faults
    assert ("Pack!B5", "book.date_cell") in faults
    assert ("Costs!D2", "book.error_cell") in faults


def test_sheets_missing_and_unknown_are_named():
    book = openpyxl.load_workbook(BytesIO(write_workbook(SMALL)))
    del book["Mappings"]
    del book["Levels"]
    book.create_sheet("Notes")["A1"].value = "mine"
    stream = BytesIO()
    book.save(stream)
    faults = load_workbook(stream.getvalue())[1]
    assert [dict(fault.values)["name"] for fault in faults if fault.code == "book.no_sheet"] == ["Levels", "Mappings"]
    assert ("Notes!A1", "book.unknown_sheet") in found(stream.getvalue())


def test_every_fault_is_listed_in_one_run_and_raised_together():
    data = edited(("Requirements", "C2", 9), ("Requirements", "D3", "perhaps"), ("Mappings", "C2", "2"))
    with pytest.raises(PackFaultsError) as raised:
        read_workbook(data)
    assert {"Requirements!C2", "Requirements!D3", "Mappings!C2"} <= {
        str(fault.place).removeprefix("workbook.xlsx:") for fault in raised.value.faults
    }


def test_text_that_looks_like_a_formula_is_written_as_text():
    english = {**SMALL.texts["en"], TextKey("requirements", "A-1", "title"): Text("=HYPERLINK('x')")}
    sheet = openpyxl.load_workbook(BytesIO(write_workbook(replace(SMALL, texts={**SMALL.texts, "en": english}))))[
        "Requirements"
    ]
    assert (sheet["I2"].data_type, sheet["I2"].quotePrefix) == ("s", True)
