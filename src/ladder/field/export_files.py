"""Opens what another server exported: a table as CSV or XLSX, or a zip of a table and the files it names.

What it is and how large it gets is known before anything is unpacked; a path never leads anywhere, only names count.
"""

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from django.utils.translation import gettext

from ladder.catalogue.faults import translate_faults
from ladder.core.field.exports import recognise
from ladder.core.field.file_names import plain_name
from ladder.packfiles.archive import (
    BROKEN,
    FREE_BYTES,
    LARGEST_RATIO,
    LARGEST_UPLOAD_BYTES,
    ZIP_BEGINNING,
    open_archive,
)
from ladder.packfiles.delimited import read_delimited
from ladder.packfiles.faults import Fault as PackFault
from ladder.packfiles.faults import Place
from ladder.packfiles.sheets import Cell, Sheet, read_sheets
from ladder.packfiles.yaml_text import CONTROL
from ladder.webkit.faults import Fault

MOST_FILES = 3000
LARGEST_UNPACKED_BYTES = 60_000_000
LARGEST_MEDIA_BYTES = 15_000_000
MOST_COLUMNS = 2000
MOST_ROWS = 2000
WORKBOOK_PART = "[Content_Types].xml"
TABLE_ENDS = (".csv", ".xlsx")
LIMITS = {"files": MOST_FILES, "megabytes": LARGEST_UNPACKED_BYTES // 1_000_000}


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `number` is its row in the file, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """A table and the files beside it. `media` maps plain names to their places in the archive."""

    name: str
    headings: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    media: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    archive: zipfile.ZipFile | None = None

    def find(self, name: str, folder: str) -> str:
        """The place of a file in the archive: the only one of its name, or the one in a folder of this name."""
        places = self.media.get(plain_name(name), ())
        beside = [each for each in places if folder and f"/{folder}/" in f"/{each}"]
        chosen = beside or places
        return chosen[0] if len(chosen) == 1 else ""

    def read(self, place: str) -> bytes:
        """The bytes of a file in the archive."""
        return self.archive.read(place) if self.archive else b""


def open_export(name: str, content: bytes) -> tuple[Export | None, list[Fault]]:
    """The export, or every reason why it is not opened."""
    if len(content) > LARGEST_UPLOAD_BYTES:
        limit = {"limit": LARGEST_UPLOAD_BYTES // 1_000_000}
        return None, [Fault(name, gettext("The file is larger than %(limit)d MB. Export it in parts.") % limit)]
    if not content.startswith(ZIP_BEGINNING):
        return read_table(name, content)
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        names = archive.namelist()
    except BROKEN:
        return None, [Fault(name, gettext("The file is damaged and cannot be opened. Export it again."))]
    if WORKBOOK_PART in names:
        return read_table(name, content)
    faults = judge_archive(name, archive.infolist())
    return (None, faults) if faults else read_archive(name, archive)


def judge_archive(name: str, entries: Sequence[zipfile.ZipInfo]) -> list[Fault]:
    """What the directory of a zip alone says against it, before anything is unpacked."""
    climbing = [each.filename for each in entries if is_climbing(each.filename)]
    unpacked, packed = sum(each.file_size for each in entries), sum(each.compress_size for each in entries)
    is_bomb = unpacked > LARGEST_UNPACKED_BYTES or (unpacked > FREE_BYTES and unpacked > LARGEST_RATIO * max(packed, 1))
    sentences = {
        gettext("The archive holds a path that leads out of it. Export it again; do not repack it."): bool(climbing),
        gettext("The archive is locked with a password. Export it without one."): any(e.flag_bits & 1 for e in entries),
        gettext(
            "The archive unpacks to more than %(megabytes)d MB, or holds more than %(files)d files. Export in parts."
        )
        % LIMITS: is_bomb or len(entries) > MOST_FILES,
    }
    return [Fault(name, sentence) for sentence, is_so in sentences.items() if is_so]


def is_climbing(path: str) -> bool:
    """Whether a path leads out of its archive, or would on some system."""
    steps = path.replace("\\", "/").split("/")
    return ".." in steps or path.startswith(("/", "\\")) or ":" in steps[0]


def read_archive(name: str, archive: zipfile.ZipFile) -> tuple[Export | None, list[Fault]]:
    """The one table of an archive that carries the marks of an export, with the names of all other files."""
    files = [each for each in archive.infolist() if not each.is_dir()]
    tables = [
        each for each in files if each.filename.lower().endswith(TABLE_ENDS) and "/media/" not in f"/{each.filename}"
    ]
    faults: list[Fault] = []
    found: Export | None = None
    for entry in sorted(tables, key=lambda each: (each.filename.count("/"), each.filename)):
        try:
            export, more = read_table(entry.filename, archive.read(entry))
        except BROKEN:
            return None, [Fault(name, gettext("The file is damaged and cannot be opened. Export it again."))]
        faults += more
        if export and recognise(export.headings) and (not found or len(export.headings) > len(found.headings)):
            found = export
    if found is None:
        return None, faults or [Fault(name, gettext("The archive holds no table of answers as CSV or XLSX."))]
    media: dict[str, tuple[str, ...]] = {}
    for entry in files:
        if entry not in tables and entry.file_size <= LARGEST_MEDIA_BYTES:
            key = plain_name(entry.filename)
            media[key] = (*media.get(key, ()), entry.filename)
    return Export(found.name, found.headings, found.lines, media, archive), []


def read_table(name: str, content: bytes) -> tuple[Export | None, list[Fault]]:
    """A table alone."""
    problems: list[PackFault] = []
    if content.startswith(ZIP_BEGINNING):
        lines = read_workbook(name, content, problems)
    else:
        lines = [Line(row.number, row.cells) for row in read_delimited(name, content, problems)]
    if problems:
        return None, translate_faults(problems)
    if not lines:
        return None, [Fault(name, gettext("The table is empty."))]
    if len(lines) > MOST_ROWS + 1:
        limit = {"limit": MOST_ROWS}
        return None, [Fault(name, gettext("The table has more than %(limit)d rows. Export it in parts.") % limit)]
    return Export(name, lines[0].cells, tuple(lines[1:])), []


def read_workbook(name: str, content: bytes, problems: list[PackFault]) -> list[Line]:
    """The sheet of a workbook that carries the marks of an export, else its first."""
    archive = open_archive(content, name, problems)
    if archive is None:
        return []
    sheets = read_sheets(archive, name, problems, takes_days=True, takes_moments=True, most_columns=MOST_COLUMNS)
    tables = {sheet.name: lines for sheet in sheets.values() if (lines := lines_of(sheet))}
    chosen = next((each for each, lines in tables.items() if recognise(lines[0].cells)), next(iter(tables), ""))
    lines = tables.get(chosen, [])
    problems += refuse_control(lines, name, chosen)
    return lines


def refuse_control(lines: Iterable[Line], name: str, sheet: str) -> Iterator[PackFault]:
    """A fault for every cell with signs that no document can hold: a workbook writes them as _x000B_, a CSV cannot."""
    for line in lines:
        for column, cell in enumerate(line.cells, 1):
            if sign := CONTROL.search(cell):
                values = (("character", str(ord(sign.group()))),)
                yield PackFault(Place(name, line.number, column, sheet), "file.control_character", values=values)


def lines_of(sheet: Sheet) -> list[Line]:
    """The rows of a sheet that are not blank, each as wide as the widest."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), value in sheet.cells.items():
        rows.setdefault(row, {})[column] = as_text(value)
    width = max((column for cells in rows.values() for column in cells), default=0)
    return [Line(row, tuple(rows[row].get(each, "") for each in range(1, width + 1))) for row in sorted(rows)]


def as_text(value: Cell) -> str:
    """A cell as an export in CSV would write it."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return value.strip()
