"""The requirements of a pack as one CSV table, all languages side by side, out and back in."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ladder.packfiles.document import as_document
from ladder.packfiles.faults import Fault, Place
from ladder.packfiles.folder import Draft, check_parts
from ladder.packfiles.formula_safe import protect, unprotect
from ladder.packfiles.model import Pack, Text, TextKey
from ladder.packfiles.nodes import Node
from ladder.packfiles.reading import judge
from ladder.packfiles.sheets import Sheet
from ladder.packfiles.tables import TABLES
from ladder.packfiles.workbook_reading import Builder
from ladder.packfiles.workbook_writing import table_rows
from ladder.packfiles.writing import file_parts
from ladder.packfiles.yaml_text import decode

SECTION = "requirements"
# Faults of a CSV name the file alone, so the table has no sheet.
TABLE = replace(next(table for table in TABLES if table.name == SECTION), sheet="")


def write_table(pack: Pack) -> bytes:
    """UTF-8 with a byte order mark, which Excel needs; no cell begins like a formula."""
    heading, rows = table_rows(pack, as_document(pack), TABLE)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([protect(str(cell)) if cell is not None else "" for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def load_table(data: bytes, pack: Pack, name: str = "requirements.csv") -> tuple[Pack | None, list[Fault]]:
    """The pack with the requirements of a table in place of its own, or None with every fault.

    A translation whose words and source are as before keeps its state; another one is a draft of the new source.
    """
    draft = Draft(name, about=pack.about)
    cells = read_cells(data, name, draft.faults)
    if cells is None:
        return None, sorted(draft.faults)
    draft.parts = {part: as_node(content, Place(name)) for part, content in file_parts(as_document(pack)).items()}
    builder = Builder(draft, {TABLE.sheet: Sheet(TABLE.sheet, cells)})
    for language in pack.languages:
        builder.languages.append(language)
        builder.words[language] = draft.parts[f"locale/{language}"].value
        builder.words[language].pop(SECTION, None)
    builder.read_table(TABLE)
    check_parts(draft)
    made, faults = judge(draft)
    return (keep_states(pack, made) if made else None), faults


def read_cells(data: bytes, name: str, faults: list[Fault]) -> dict[tuple[int, int], Any] | None:
    """The filled cells by line and column; None where the file cannot be followed."""
    text = decode(data, name, faults)
    if text is None:
        return None
    rows = read_rows(text, name, faults)
    found = {(line, column): cell for line, row in rows for column, cell in enumerate(map(unprotect, row), 1) if cell}
    if not found and not faults:
        wanted = ", ".join(column.name for column in TABLE.columns)
        faults.append(Fault(Place(name), "table.no_rows", values=(("wanted", wanted),)))
    return None if faults else found


def read_rows(text: str, name: str, faults: list[Fault]) -> list[tuple[int, list[str]]]:
    """Rows with the line each begins on."""
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    rows, begins = [], 1
    try:
        for row in reader:
            rows.append((begins, row))
            begins = reader.line_num + 1
    except csv.Error as problem:
        faults.append(Fault(Place(name, begins), "table.syntax", values=(("problem", str(problem)),)))
    return rows


def as_node(content: Any, place: Place) -> Node:
    """Plain values as nodes that all stand at one place."""
    if isinstance(content, dict):
        return Node({key: as_node(value, place) for key, value in content.items()}, place)
    if isinstance(content, list):
        return Node([as_node(value, place) for value in content], place)
    return Node(content, place)


def keep_states(old: Pack, new: Pack) -> Pack:
    """The new pack, with the state of each translation that was not touched."""
    return replace(new, texts={language: dict(kept_texts(old, new, language)) for language in new.languages})


def kept_texts(old: Pack, new: Pack, language: str) -> Iterator[tuple[TextKey, Text]]:
    """The texts of a language, those with the same words and the same source as before."""
    for place, text in new.texts[language].items():
        before = old.texts[language].get(place)
        is_kept = before is not None and before.text == text.text and old.source_text(*place) == new.source_text(*place)
        yield place, before if before is not None and is_kept else text
