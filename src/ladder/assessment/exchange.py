"""Determinations in and out of files: CSV and XLSX in the columns that `ladder assess` reads."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext

from ladder.assessment.entries import DeterminationEntry
from ladder.assessment.forms import Answers
from ladder.assessment.models import Determination
from ladder.assessment.validity import why_not_until
from ladder.catalogue.faults import translate_faults
from ladder.core.catalogue.ladder import Ladder
from ladder.packfiles.archive import open_archive
from ladder.packfiles.delimited import TableRow
from ladder.packfiles.determinations import COLUMNS, DeterminationsFile, read_determinations, read_rows
from ladder.packfiles.faults import Fault as PackFault
from ladder.packfiles.faults import Place
from ladder.packfiles.formula_safe import disarm
from ladder.packfiles.sheets import Cell, Sheet, read_sheets
from ladder.packfiles.yaml_text import CONTROL
from ladder.webkit.faults import Fault

WORKBOOK_SIGNS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def write_csv(rows: Iterable[Determination], *, with_notes: bool) -> str:
    """Every determination, latest first. Without notes, who decided is left out; cells are safe in a spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([
            row.requirement.key, row.state, row.observed_on.isoformat(),
            row.valid_until.isoformat() if row.valid_until else "", row.grade,
            disarm(row.decided_by) if with_notes else "",
        ])  # fmt: skip
    return stream.getvalue()


def read_upload(name: str, content: bytes, ladder: Ladder, today: date, decided_by: str) -> Answers:
    """The entries of an uploaded file, or every fault in it with its place."""
    read = (
        read_workbook if content.startswith(WORKBOOK_SIGNS) or name.lower().endswith(".xlsx") else read_determinations
    )
    found = read(name, content, ladder, as_of=today)
    entries = tuple(
        DeterminationEntry(
            one.requirement, one.state, one.observed_on, one.valid_until, one.grade or "", one.decided_by or decided_by
        )
        for one in found.determinations
    )
    faults = (*translate_faults(found.faults), *faults_of_validity(name, entries, ladder))
    if not entries and not faults:
        faults = (Fault(name, gettext("No requirement was answered. Choose a state for at least one.")),)
    return Answers(entries, faults)


def faults_of_validity(name: str, entries: Iterable[DeterminationEntry], ladder: Ladder) -> Iterator[Fault]:
    """Last days that are named and cannot be right, each with its requirement."""
    for one in entries:
        if sentence := why_not_until(one, ladder):
            yield Fault(f"{name}, {one.requirement}", sentence)


def read_workbook(name: str, content: bytes, ladder: Ladder, *, as_of: date) -> DeterminationsFile:
    """The determinations on the first sheet of an XLSX workbook; nothing of a hostile one is unpacked."""
    faults: list[PackFault] = []
    archive = open_archive(content, name, faults)
    sheets = list(read_sheets(archive, name, faults, takes_days=True).values()) if archive else []
    faults += faults_of_text(name, sheets[0]) if sheets else []
    if faults:
        return DeterminationsFile((), tuple(faults))
    sheet = sheets[0]
    found = read_rows(name, rows_of(sheet), ladder, as_of)
    placed = (replace(fault, place=replace(fault.place, sheet=sheet.name)) for fault in found.faults)
    return DeterminationsFile(found.determinations, tuple(placed))


def faults_of_text(name: str, sheet: Sheet) -> list[PackFault]:
    """Cells whose escapes (`_x0000_`, `_xD800_`) hide a character that no database can hold."""
    return [
        PackFault(Place(name, row, column, sheet.name), "file.control_character",
                  values=(("character", str(ord(found.group()))),))
        for (row, column), cell in sorted(sheet.cells.items(), key=lambda each: each[0])
        if isinstance(cell, str) and (found := CONTROL.search(cell))
    ]  # fmt: skip


def rows_of(sheet: Sheet) -> list[TableRow]:
    """The filled rows of a sheet, each as wide as the widest."""
    width = max((column for _, column in sheet.cells), default=0)
    numbers = sorted({row for row, _ in sheet.cells})
    return [
        TableRow(number, tuple(text_of(sheet.cells.get((number, column), "")) for column in range(1, width + 1)))
        for number in numbers
    ]


def text_of(cell: Cell) -> str:
    """A cell as text; whole numbers without a decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
