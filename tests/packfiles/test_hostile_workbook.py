"""A file that calls itself a workbook and is not, or is one that would hurt: refused with a clear fault, quickly."""

import tempfile
import time
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from ladder.packfiles import archive
from ladder.packfiles.reading import read_pack
from ladder.packfiles.workbook import load_workbook, write_workbook
from tests.packfiles.small_pack import write_small

BOOK = write_workbook(read_pack(write_small(Path(tempfile.mkdtemp()) / "small")))
SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"


def rebuilt(replace=None, add=None, packing=zipfile.ZIP_DEFLATED):
    """The book with parts replaced or added."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(BOOK)) as old, zipfile.ZipFile(stream, "w", packing) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, (replace or {}).get(entry.filename, old.read(entry)))
        for name, data in (add or {}).items():
            new.writestr(name, data)
    return stream.getvalue()


def part(name):
    with zipfile.ZipFile(BytesIO(BOOK)) as book:
        return book.read(name)


def codes(data):
    pack, faults = load_workbook(data)
    assert pack is None
    return sorted({fault.code for fault in faults})


def test_the_book_itself_is_sound():
    assert load_workbook(BOOK)[1] == []
    assert load_workbook(rebuilt())[1] == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "book.not_xlsx"),
        (b"id,principle\nA-1,1\n", "book.not_xlsx"),
        (b"%PDF-1.7", "book.not_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "book.old_or_encrypted"),
        (b"PK\x03\x04 and then nothing", "book.broken"),
        (BOOK[: len(BOOK) // 2], "book.broken"),
    ],
)
def test_what_is_no_workbook_is_refused(data, code):
    assert codes(data) == [code]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("xl/vbaProject.bin", "book.macros"),
        ("xl/macrosheets/sheet1.xml", "book.macros"),
        ("xl/externalLinks/externalLink1.xml", "book.external"),
        ("xl/connections.xml", "book.external"),
        ("xl/embeddings/oleObject1.bin", "book.embedded"),
    ],
)
def test_what_a_pack_never_carries_is_refused_by_its_name(name, code):
    assert codes(rebuilt(add={name: b"x"})) == [code]


def test_a_macro_workbook_under_another_name_is_refused_by_its_type():
    types = part("[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    assert codes(rebuilt({"[Content_Types].xml": types})) == ["book.macros"]


def test_an_encrypted_entry_is_refused():
    data = bytearray(BOOK)
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "book.old_or_encrypted" in codes(bytes(data))


def test_a_bomb_is_refused_by_the_directory_before_it_is_unpacked():
    bomb = rebuilt({SHEET: b" " * 80_000_000})
    assert len(bomb) < 400_000
    tracemalloc.start()
    assert codes(bomb) == ["book.bomb"]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_bomb_that_lies_in_its_directory_is_stopped_while_reading(monkeypatch):
    monkeypatch.setattr(archive, "is_bomb", lambda _: False)
    started = time.process_time()
    assert codes(rebuilt({SHEET: HEAD + b" " * 80_000_000 + TAIL})) == ["book.bomb"]
    assert time.process_time() - started < 5


def test_too_many_entries_and_a_name_twice_are_refused():
    assert codes(rebuilt(add={f"xl/media/{n}.png": b"" for n in range(600)})) == ["book.broken"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice_is_refused():
    assert codes(rebuilt(add={SHEET: b"x"})) == ["book.broken"]


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"])
def test_entities_are_refused_in_every_part(name):
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    xml = part(name)
    head, mark, rest = xml.partition(b"?>") if xml.startswith(b"<?xml") else (b"", b"", xml)
    assert codes(rebuilt({name: head + mark + laughs + rest})) == ["book.entities"]


@pytest.mark.parametrize("data", [b"<worksheet>", b"\xff\xfe\x00", b"", b"\xef\xbb\xbf<a>\xe9</a>"])
def test_a_part_that_is_not_xml_is_refused(data):
    assert codes(rebuilt({SHEET: data})) == ["book.broken"]


def test_a_part_that_is_missing_is_refused():
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(BOOK)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            if entry.filename != SHEET:
                new.writestr(entry.filename, old.read(entry))
    assert codes(stream.getvalue()) == ["book.broken"]


@pytest.mark.parametrize("inside", [b"<sheets/>", b""])
def test_a_workbook_without_a_sheet_is_damage(inside):
    book = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + inside + b"</workbook>"
    assert codes(rebuilt({"xl/workbook.xml": book})) == ["book.broken"]


def test_a_format_whose_number_is_none_is_damage():
    styles = part("xl/styles.xml")
    assert b'numFmtId="0"' in styles
    assert codes(rebuilt({"xl/styles.xml": styles.replace(b'numFmtId="0"', b'numFmtId="none"')})) == ["book.broken"]


def test_two_cells_at_the_ends_of_the_sheet_do_not_make_it_endless():
    corners = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>key</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    )
    started = time.process_time()
    found = codes(rebuilt({SHEET: b'<?xml version="1.0"?>' + HEAD + corners + TAIL}))
    assert "book.too_many_rows" in found
    assert time.process_time() - started < 2


def test_cells_far_to_the_right_are_named_once():
    wide = b'<row r="2">' + b"".join(b'<c r="XF%c2"><v>1</v></c>' % (65 + n) for n in range(3)) + b"</row>"
    pack, faults = load_workbook(rebuilt({SHEET: HEAD + wide + TAIL}))
    assert pack is None
    assert [str(fault.place) for fault in faults if fault.code == "book.too_many_columns"] == [
        "workbook.xlsx:Pack!XFA2"
    ]


def test_a_shared_string_out_of_range_and_a_number_that_is_none_are_damage():
    for cell in (b'<c r="A1" t="s"><v>999999</v></c>', b'<c r="A1"><v>nan</v></c>', b'<c r="A1"><v>many</v></c>'):
        assert codes(rebuilt({SHEET: HEAD + b'<row r="1">' + cell + b"</row>" + TAIL})) == ["book.broken"]


def test_escapes_that_hide_a_control_character_or_half_a_pair_are_found():
    for escape in (b"_x0000_", b"_xD800_"):
        row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>key</t></is></c></row>'
        row += b'<row r="2"><c r="A2" t="inlineStr"><is><t>a' + escape + b"</t></is></c></row>"
        assert "file.control_character" in codes(rebuilt({SHEET: HEAD + row + TAIL}))


def test_shared_strings_as_excel_writes_them_are_read_without_their_readings():
    strings = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<si><t>key</t></si><si><r><t>va</t></r><r><t>lue</t></r><rPh><t>reading</t></rPh></si><si><t>urn</t></si></sst>"
    )
    rows = (
        b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        b'<row><c t="s"><v>2</v></c><c t="s"><v>2</v></c></row>'
    )
    pack, faults = load_workbook(rebuilt({SHEET: HEAD + rows + TAIL}, add={"xl/sharedStrings.xml": strings}))
    assert pack is None
    # The heading was understood, so only the one value that is there can be wrong: `urn` is no urn.
    assert [str(fault.place) for fault in faults if fault.code == "form.pattern"] == ["workbook.xlsx:Pack!B2"]
    assert "book.no_column" not in [fault.code for fault in faults]


@pytest.mark.parametrize("filler", [b"<c/>" * 1_500_000, b"<a>" * 1_500_000, b'<c r="A3"><v>1</v></c>' * 700_000])
def test_millions_of_tiny_parts_end_early(filler):
    started = time.process_time()
    sheet = HEAD + b'<row r="3">' + filler + b"</row>" + TAIL
    assert codes(rebuilt({SHEET: sheet}, packing=zipfile.ZIP_STORED)) == ["book.too_many_cells"]
    assert time.process_time() - started < 8
