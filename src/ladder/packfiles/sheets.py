"""Reads the cells of an XLSX as a stream: no formulas, merged cells, entities or endless sheets get through."""

import math
import posixpath
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers import expat

from ladder.packfiles.archive import Archive, BrokenArchiveError
from ladder.packfiles.faults import Fault, Place

MOST_ROWS = 20_000
MOST_COLUMNS = 120
# A sheet of 20,000 rows and 15 filled columns has about a million.
MOST_ELEMENTS = 1_200_000
FIRST_SURE_SERIAL = 61  # Excel believes in a 29 February 1900 before it
LAST_SERIAL = 2_950_000
SECONDS_A_DAY = 86_400
DATE_FORMATS = frozenset({*range(14, 23), *range(45, 48)})
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = b"macroEnabled"

Cell = str | float | bool


@dataclass(slots=True)
class Sheet:
    """The filled cells of one sheet by row and column, which count from 1."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)


def read_sheets(
    archive: Archive, file: str, faults: list[Fault], *, takes_days: bool = False, takes_moments: bool = False,
    most_columns: int = MOST_COLUMNS,
) -> dict[str, Sheet]:  # fmt: skip
    """Every sheet by its name. Faults name sheet, row and column.

    `takes_days`: cells that hold a day are read as text in ISO 8601; otherwise they are faults. `takes_moments`: so are
    cells with a time of day, which says nothing of its zone.
    """
    try:
        check_kind(archive)
        strings = read_strings(archive)
        dates = read_date_styles(archive)
        day_zero = read_day_zero(archive) if takes_days or takes_moments else None
        sheets = {}
        for name, part in list_sheets(archive):
            reader = SheetReader(name, file, strings, dates, faults)
            reader.day_zero, reader.takes_moments, reader.most_columns = day_zero, takes_moments, most_columns
            sheets[name] = reader.read(archive.read(part))
    except BrokenArchiveError as problem:
        faults.append(Fault(Place(file), problem.code, values=problem.values))
        return {}
    return sheets


def check_kind(archive: Archive) -> None:
    """Refuse what is no workbook without macros, whatever its file is called."""
    types = archive.read("[Content_Types].xml")
    if MACRO_TYPE in types:
        raise BrokenArchiveError("book.macros", name="[Content_Types].xml")
    if MAIN_TYPE not in types:
        raise BrokenArchiveError("book.not_xlsx")


def list_sheets(archive: Archive) -> list[tuple[str, str]]:
    """Name and part of each sheet, in the order of the workbook."""
    targets = {
        found["Id"]: found.get("Target", "")
        for tag, found, _ in elements(archive, "xl/_rels/workbook.xml.rels")
        if tag == "Relationship" and "Id" in found
    }
    listed = []
    for tag, found, _ in elements(archive, "xl/workbook.xml"):
        if tag == "sheet":
            target = targets.get(next((found[key] for key in found if key.endswith(" id")), ""), "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            listed.append((found.get("name", ""), part))
    if not listed:
        raise BrokenArchiveError("book.broken", name="xl/workbook.xml")
    return listed


def read_strings(archive: Archive) -> list[str]:
    """The shared strings; readings for pronunciation are left out."""
    if "xl/sharedStrings.xml" not in archive.names():
        return []
    strings, parts, skipping = [], [], 0
    for tag, _, text in elements(archive, "xl/sharedStrings.xml", with_starts=True):
        if tag == "<rPh":
            skipping += 1
        elif tag == "rPh":
            skipping -= 1
        elif tag == "t" and not skipping:
            parts.append(text)
        elif tag == "si":
            strings.append(unescape("".join(parts)))
            parts = []
    return strings


def read_date_styles(archive: Archive) -> set[int]:
    """Numbers of the cell styles that show a date or time."""
    if "xl/styles.xml" not in archive.names():
        return set()
    own, styles, inside = set(DATE_FORMATS), [], False
    for tag, found, _ in elements(archive, "xl/styles.xml", with_starts=True):
        if tag == "numFmt" and is_date_format(found.get("formatCode", "")):
            own.add(format_number(found))
        elif tag in {"<cellXfs", "cellXfs"}:
            inside = tag.startswith("<")
        elif tag == "xf" and inside:
            styles.append(format_number(found))
    return {index for index, number in enumerate(styles) if number in own}


def format_number(attributes: dict[str, str]) -> int:
    """The number of a cell's format; one that is no number makes the workbook a broken one."""
    try:
        return int(attributes.get("numFmtId", "0"))
    except ValueError:
        raise BrokenArchiveError("book.broken", name="xl/styles.xml") from None


def read_day_zero(archive: Archive) -> date:
    """The day that the workbook counts days from: Excel's, or that of workbooks begun on old Macintoshes."""
    properties = [found for tag, found, _ in elements(archive, "xl/workbook.xml") if tag == "workbookPr"]
    is_1904 = any(found.get("date1904", "") in {"1", "true"} for found in properties)
    return date(1904, 1, 1) if is_1904 else date(1899, 12, 30)


def is_date_format(code: str) -> bool:
    """Whether a number format shows a date: day, month, year, hour or second outside quotation marks."""
    return re.search(r"[dmyhs]", re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", code).lower()) is not None


def elements(archive: Archive, part: str, *, with_starts: bool = False) -> list[tuple[str, dict[str, str], str]]:
    """Elements of a small part as they end: local name, attributes, text. With starts, `<name` is given first."""
    found: list[tuple[str, dict[str, str], str]] = []
    stack: list[tuple[dict[str, str], list[str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        stack.append((attributes, []))
        if with_starts:
            found.append((f"<{local(tag)}", attributes, ""))

    def end(tag: str) -> None:
        attributes, text = stack.pop()
        found.append((local(tag), attributes, "".join(text)))

    def characters(text: str) -> None:
        if stack:
            stack[-1][1].append(text)

    parse(archive.read(part), part, start, end, characters)
    return found


def parse(data: bytes, part: str, start: Any, end: Any, characters: Any) -> None:
    """Run the XML parser. Raises BrokenArchiveError for entities and for what is not XML."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.EndElementHandler, parser.CharacterDataHandler = end, characters
    left = iter(range(MOST_ELEMENTS))

    def count(tag: str, attributes: dict[str, str]) -> None:
        if next(left, None) is None:
            raise BrokenArchiveError("book.too_many_cells", limit=str(MOST_ELEMENTS))
        start(tag, attributes)

    parser.StartElementHandler = count

    def refuse(*_: Any) -> None:
        raise BrokenArchiveError("book.entities", name=part)

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise BrokenArchiveError("book.broken", name=part) from None


def local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition(" ")[2]


def unescape(text: str) -> str:
    """Text with the escapes of the format (`_x000D_`) undone."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def finite(raw: str) -> float:
    """A number. Raises ValueError for what is none, which makes the sheet a broken one."""
    number = float(raw)
    if not math.isfinite(number):
        raise ValueError(raw)
    return number


def column_of(letters: str) -> int:
    """Number of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class SheetReader:
    """Collects the filled cells of one sheet and the faults among them."""

    def __init__(self, name: str, file: str, strings: list[str], dates: set[int], faults: list[Fault]) -> None:
        self.sheet = Sheet(name)
        self.file = file
        self.strings = strings
        self.dates = dates
        self.faults = faults
        self.row = self.column = 0
        self.attributes: dict[str, str] = {}
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.beyond: set[str] = set()
        self.day_zero: date | None = None
        self.takes_moments = False
        self.most_columns = MOST_COLUMNS

    def read(self, data: bytes) -> Sheet:
        """All cells of the sheet's XML."""
        parse(data, self.sheet.name, self.start, self.end, self.characters)
        return self.sheet

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin a row or a cell, or note merged cells."""
        name = local(tag)
        self.open.append(name)
        if name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif name == "c":
            self.attributes, self.texts = attributes, {}
            match = REFERENCE.fullmatch(attributes.get("r", ""))
            self.column = column_of(match[1]) if match else self.column + 1
            self.row = int(match[2]) if match else self.row
        elif name == "f":
            self.texts["f"] = []
        elif name == "mergeCell":
            self.note_merged(attributes.get("ref", ""))

    def characters(self, text: str) -> None:
        """Collect the text of a value, a formula or an inline string."""
        if self.open and self.open[-1] in {"v", "f", "t"} and "rPh" not in self.open:
            self.texts.setdefault(self.open[-1], []).append(text)

    def end(self, tag: str) -> None:
        """Take a cell when it ends."""
        self.open.pop()
        if local(tag) == "c" and any(self.texts.get(kind) is not None for kind in ("v", "f", "t")):
            self.take()

    def take(self) -> None:
        """Keep the value of a filled cell, or note its fault."""
        if self.row > MOST_ROWS or self.column > self.most_columns:
            self.note_beyond()
        elif "f" in self.texts:
            self.fault("book.formula")
        else:
            value = self.value("".join(self.texts.get("v", [])), "".join(self.texts.get("t", [])))
            if value is not None and value != "":
                self.sheet.cells[self.row, self.column] = value

    def value(self, raw: str, inline: str) -> Cell | None:
        """The value of a cell by its type."""
        kind = self.attributes.get("t", "n")
        if kind == "s":
            index = int(raw) if raw.isdecimal() else -1
            if not 0 <= index < len(self.strings):
                raise BrokenArchiveError("book.broken", name=self.sheet.name)
            return self.strings[index]
        if kind in {"inlineStr", "str"}:
            return unescape(inline or raw)
        if kind == "b":
            return raw == "1"
        return self.number(kind, raw)

    def number(self, kind: str, raw: str) -> Cell | None:
        """The number of a cell, or its day; errors are faults."""
        if kind == "e":
            self.fault("book.error_cell", value=raw)
        elif kind == "d" or int(self.attributes.get("s", "0")) in self.dates:
            return self.day(kind, raw) if raw else None
        else:
            return finite(raw) if raw else None
        return None

    def day(self, kind: str, raw: str) -> str | None:
        """The day of a cell where days are taken; a time of day is a fault."""
        if self.day_zero is not None and kind == "d" and raw[10:] in {"", "T00:00:00"}:
            return raw[:10]
        if self.day_zero is not None and kind != "d":
            serial = finite(raw)
            if serial.is_integer() and FIRST_SURE_SERIAL <= serial <= LAST_SERIAL:
                return (self.day_zero + timedelta(days=int(serial))).isoformat()
            if self.takes_moments and FIRST_SURE_SERIAL <= serial <= LAST_SERIAL:
                midnight = datetime.combine(self.day_zero, time.min)
                return (midnight + timedelta(seconds=round(serial * SECONDS_A_DAY))).isoformat()
        if self.takes_moments and kind == "d":
            return raw
        self.fault("book.date_cell")
        return None

    def note_merged(self, area: str) -> None:
        """Merged cells hide which row a value belongs to."""
        match = REFERENCE.match(area)
        place = Place(self.file, int(match[2]), column_of(match[1]), self.sheet.name) if match else Place(self.file)
        self.faults.append(Fault(place, "book.merged", values=(("name", area),)))

    def note_beyond(self) -> None:
        """One fault for all cells below or right of what a sheet may hold."""
        code, limit = ("rows", MOST_ROWS) if self.row > MOST_ROWS else ("columns", self.most_columns)
        if code not in self.beyond:
            self.beyond.add(code)
            self.fault(f"book.too_many_{code}", limit=str(limit))

    def fault(self, code: str, **values: str) -> None:
        """Note a fault at the present cell."""
        place = Place(self.file, self.row, self.column, self.sheet.name)
        self.faults.append(Fault(place, code, values=tuple(values.items())))
