"""Determinations in and out of files: CSV and XLSX in the columns that `ladder assess` reads."""

import csv
import io
from collections.abc import Iterable
from datetime import date

from ladder.assessment.entries import DeterminationEntry
from ladder.assessment.forms import Answers
from ladder.assessment.models import Determination
from ladder.core.catalogue.ladder import Ladder
from ladder.packfiles.determinations import read_determinations
from ladder.webkit.faults import Fault

COLUMNS = ("requirement", "state", "observed_on", "valid_until", "evidence_grade", "decided_by")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(rows: Iterable[Determination], *, with_notes: bool) -> str:
    """Every determination, latest first. Without notes, who decided is left out; cells are safe in a spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([
            row.requirement.key, row.state, row.observed_on.isoformat(),
            row.valid_until.isoformat() if row.valid_until else "", row.grade,
            guard(row.decided_by) if with_notes else "",
        ])  # fmt: skip
    return stream.getvalue()


def guard(text: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def read_upload(name: str, content: bytes, ladder: Ladder, today: date, decided_by: str) -> Answers:
    """The entries of an uploaded file, or every fault in it with its place."""
    found = read_determinations(name, content, ladder, as_of=today)
    faults = tuple(Fault(str(fault.place), fault.sentence) for fault in found.faults)
    entries = tuple(
        DeterminationEntry(one.requirement, one.state, one.observed_on, one.valid_until, one.grade or "",
                           one.decided_by or decided_by)
        for one in found.determinations
    )  # fmt: skip
    return Answers(entries, faults)
