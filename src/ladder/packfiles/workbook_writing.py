"""Writes a pack as a workbook: one sheet a list, all languages side by side, every cell plain text."""

import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ladder.packfiles.document import as_document
from ladder.packfiles.model import SOURCE, Pack, TextKey, fingerprint
from ladder.packfiles.sections import SECTIONS
from ladder.packfiles.tables import (
    ABOUT_SHEET,
    PACK_ROWS,
    PACK_SHEET,
    TABLES,
    TRANSLATION_COLUMNS,
    TRANSLATIONS_SHEET,
    WORDS,
    Table,
    words_key,
)

Rows = list[list[Any]]
# The format itself writes control characters as _x000D_; text that only looks so is escaped too.
NEEDS_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|\r")
NARROW, WIDE, LONG_TEXT = 16, 48, 24


def write_workbook(pack: Pack) -> bytes:
    """The pack as an XLSX, which `read_workbook` turns back into an equal pack."""
    document = as_document(pack)
    book = Workbook()
    del book["Sheet"]
    add_sheet(book, PACK_SHEET, ["key", "value"], pack_rows(document))
    for table in TABLES:
        add_sheet(book, table.sheet, *table_rows(pack, document, table))
    add_sheet(book, TRANSLATIONS_SHEET, list(TRANSLATION_COLUMNS), translation_rows(pack))
    add_sheet(book, ABOUT_SHEET, ["text"], [[line] for line in pack.about.split("\n")])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def pack_rows(document: dict[str, Any]) -> Rows:
    """The single values of a pack, one a row."""
    rows = []
    for column in PACK_ROWS:
        value: Any = document
        for step in column.name.split("."):
            value = value.get(step) if value else None
        rows.append([column.name, " ".join(value) if column.kind == WORDS else value])
    return rows


def table_rows(pack: Pack, document: dict[str, Any], table: Table) -> tuple[list[str], Rows]:
    """Heading and rows of one table, with the words of all languages beside each entry."""
    fields = SECTIONS[table.section].fields if table.section else ()
    languages = ordered_languages(pack)
    heading = [column.name for column in table.columns] + [f"{field} {lang}" for field in fields for lang in languages]
    rows = []
    for entry in entries_of(pack, document, table):
        cells = [" ".join(entry[c.name]) if c.kind == WORDS else entry[c.name] for c in table.columns]
        places = [TextKey(table.section, words_key(table, entry), field) for field in fields]
        rows.append(cells + [words(pack, language, place) for place in places for language in languages])
    return heading, rows


def entries_of(pack: Pack, document: dict[str, Any], table: Table) -> list[dict[str, Any]]:
    """The entries that a table shows."""
    if table.name == "items":
        return [{"system": system["key"], **item} for system in document["systems"] for item in system["items"]]
    if table.part == "migration":
        return document["migration"]["steps"] if document["migration"] else []
    if table.part == "words":
        texts = pack.texts[pack.authoritative_language]
        return [{"key": key} for key in sorted({place.key for place in texts if place.section == table.section})]
    entries: list[dict[str, Any]] = document[table.name]
    return entries


def ordered_languages(pack: Pack) -> list[str]:
    """The authoritative language first."""
    return sorted(pack.languages, key=lambda language: (language != pack.authoritative_language, language))


def words(pack: Pack, language: str, place: TextKey) -> str | None:
    """The words of a language as they stand, without falling back to another."""
    found = pack.texts[language].get(place)
    return found.text if found else None


def translation_rows(pack: Pack) -> Rows:
    """Translations that are not simply a draft of the present source: their state and what they translate."""
    return [
        [*place, language, text.state, text.of]
        for language in ordered_languages(pack)
        for place, text in sorted(pack.texts[language].items())
        if text.state != SOURCE and (text.state, text.of) != ("draft", fingerprint(pack.source_text(*place)))
    ]


def add_sheet(book: Workbook, name: str, heading: list[str], rows: Iterable[list[Any]]) -> None:
    """One sheet with a frozen, bold heading row; text columns are formatted as text so that nothing is guessed."""
    sheet = book.create_sheet(name)
    for number, row in enumerate([heading, *rows], start=1):
        for column, value in enumerate(row, start=1):
            if value is not None and value != "":
                fill(sheet, number, column, value)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, title in enumerate(heading, start=1):
        width = WIDE if " " in title or name == ABOUT_SHEET else NARROW
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "B2"


def fill(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    """One cell; text that begins like a formula stays text, also when somebody edits the cell."""
    cell: Any = sheet.cell(row=row, column=column)
    if isinstance(value, str):
        cell.value = escape(value)
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = value[0] in "=+-@"
        if len(value) > LONG_TEXT:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.value = value


def escape(text: str) -> str:
    """Text as the format carries it without loss."""
    return NEEDS_ESCAPE.sub(lambda match: "_x005F_" if match[0] == "_" else "_x000D_", text)
