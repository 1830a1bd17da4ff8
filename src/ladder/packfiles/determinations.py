"""Reads a table of determinations: every fault in one go with its row and column, or the facts for the level rules.

A table does not say who is independent or how a condition was answered. So a determination graded A to C by a named
person counts as independent, and "not applicable" on a requirement with a condition is the dated answer to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ladder.core.assessment.facts import GRADES, NOT_APPLICABLE, SELF_DECLARED, STATES, Determination
from ladder.core.catalogue.ladder import Ladder
from ladder.packfiles.delimited import TableRow, read_delimited
from ladder.packfiles.faults import Fault, Place

REQUIREMENT, STATE, OBSERVED_ON, VALID_UNTIL = "requirement", "state", "observed_on", "valid_until"
GRADE, DECIDED_BY = "evidence_grade", "decided_by"
COLUMNS = (REQUIREMENT, STATE, OBSERVED_ON, VALID_UNTIL, GRADE, DECIDED_BY)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class DeterminationsFile:
    """What a table held: determinations in the order of its rows, or the faults that keep all of it out."""

    determinations: tuple[Determination, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row with its cells by column name."""

    file: str
    row: int
    cells: dict[str, str]
    places: dict[str, int]

    def fault(self, column: str, code: str, /, **values: str) -> Fault:
        """A fault in a cell of this row; columns count from 1."""
        return Fault(Place(self.file, self.row, self.places[column]), code, column, tuple(values.items()))


def read_determinations(name: str, content: bytes, ladder: Ladder, *, as_of: date) -> DeterminationsFile:
    """The determinations of a CSV file. `name` is what faults call it; nothing may be observed after `as_of`."""
    faults: list[Fault] = []
    rows = read_delimited(name, content, faults)
    if faults:
        return DeterminationsFile((), tuple(faults))
    return read_rows(name, rows, ladder, as_of)


def read_rows(name: str, rows: list[TableRow], ladder: Ladder, as_of: date) -> DeterminationsFile:
    """The determinations of a table whose first row is its heading."""
    if not rows:
        fault = Fault(Place(name), "table.no_rows", values=(("wanted", ", ".join(COLUMNS)),))
        return DeterminationsFile((), (fault,))
    faults = list(faults_of_heading(name, rows[0]))
    if faults:
        return DeterminationsFile((), tuple(faults))
    places = {column: rows[0].cells.index(column) + 1 for column in COLUMNS}
    entries: list[Entry] = []
    for row in rows[1:]:
        if len(row.cells) == len(rows[0].cells):
            cells = {column: row.cells[place - 1] for column, place in places.items()}
            entries.append(Entry(name, row.number, cells, places))
        else:
            values = (("found", str(len(row.cells))), ("wanted", str(len(rows[0].cells))))
            faults.append(Fault(Place(name, row.number), "table.cells", values=values))
    for entry in entries:
        faults += faults_of_entry(entry, ladder, as_of)
    faults += contradictions(entries)
    if faults:
        return DeterminationsFile((), tuple(sorted(faults)))
    return DeterminationsFile(tuple(build(entry, ladder) for entry in entries), ())


def faults_of_heading(name: str, heading: TableRow) -> Iterator[Fault]:
    """Columns that are missing or stand twice; further columns are let pass unread."""
    for column in COLUMNS:
        if column not in heading.cells:
            yield Fault(Place(name, heading.number), "table.no_column", column, (("name", column),))
        elif heading.cells.count(column) > 1:
            second = len(heading.cells) - heading.cells[::-1].index(column)
            yield Fault(Place(name, heading.number, second), "book.duplicate_column", column, (("name", column),))


def faults_of_entry(entry: Entry, ladder: Ladder, as_of: date) -> Iterator[Fault]:
    """Everything wrong with one row, read by itself."""
    key, state, grade = entry.cells[REQUIREMENT], entry.cells[STATE], entry.cells[GRADE]
    if key not in ladder.by_key:
        yield entry.fault(REQUIREMENT, "determination.requirement", value=key) if key else empty(entry, REQUIREMENT)
    if state not in STATES:
        wanted = ", ".join(STATES)
        yield entry.fault(STATE, "form.choice", value=state, wanted=wanted) if state else empty(entry, STATE)
    if grade and grade not in GRADES:
        yield entry.fault(GRADE, "form.choice", value=grade, wanted=", ".join(GRADES))
    if len(entry.cells[DECIDED_BY]) > LONGEST_NAME:
        yield entry.fault(DECIDED_BY, "form.too_long", wanted=f"at most {LONGEST_NAME} characters")
    yield from faults_of_days(entry, as_of)


def empty(entry: Entry, column: str) -> Fault:
    """A cell that must be filled in."""
    return entry.fault(column, "form.empty")


def faults_of_days(entry: Entry, as_of: date) -> Iterator[Fault]:
    """Days that do not exist, lie ahead, or end before they begin."""
    days = {column: read_day(entry.cells[column]) for column in (OBSERVED_ON, VALID_UNTIL)}
    for column, day in days.items():
        if day is None and entry.cells[column]:
            yield entry.fault(column, "determination.day", value=entry.cells[column])
    seen_on, until = days[OBSERVED_ON], days[VALID_UNTIL]
    if not entry.cells[OBSERVED_ON]:
        yield empty(entry, OBSERVED_ON)
    if seen_on and seen_on > as_of:
        yield entry.fault(OBSERVED_ON, "determination.future", value=seen_on.isoformat(), as_of=as_of.isoformat())
    if seen_on and until and until < seen_on:
        yield entry.fault(VALID_UNTIL, "determination.ends_early", value=until.isoformat(), seen=seen_on.isoformat())


def read_day(text: str) -> date | None:
    """A day written YYYY-MM-DD, or None where it is none."""
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def contradictions(entries: list[Entry]) -> Iterator[Fault]:
    """Rows in which one person says two states of one requirement on one day; the same row again is let pass."""
    first: dict[tuple[str, str, str], Entry] = {}
    for entry in entries:
        cells = entry.cells
        said = first.setdefault((cells[REQUIREMENT], cells[OBSERVED_ON], cells[DECIDED_BY]), entry)
        if cells[STATE] != said.cells[STATE]:
            yield entry.fault(
                STATE,
                "determination.two_states",
                value=cells[STATE],
                other=said.cells[STATE],
                requirement=cells[REQUIREMENT],
                row=str(said.row),
            )


def build(entry: Entry, ladder: Ladder) -> Determination:
    """The fact that a faultless row states."""
    cells = entry.cells
    seen_on = date.fromisoformat(cells[OBSERVED_ON])
    grade = cells[GRADE] or None
    return Determination(
        cells[REQUIREMENT],
        cells[STATE],
        seen_on,
        read_day(cells[VALID_UNTIL]),
        grade,
        cells[DECIDED_BY],
        independent=grade not in {None, SELF_DECLARED} and bool(cells[DECIDED_BY]),
        answers_condition=cells[STATE] == NOT_APPLICABLE and bool(ladder.by_key[cells[REQUIREMENT]].condition),
    )
