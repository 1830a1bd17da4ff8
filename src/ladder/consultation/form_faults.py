"""Says in the reader's language what is wrong with a commenting form, or should be known of it, and in which rows."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladder.consultation.services.submissions import ReadRow
from ladder.core.consultation.clauses import SEVERAL
from ladder.packfiles.commenting.docx_reading import PAGE_HEADER, TABLE
from ladder.packfiles.faults import Fault as FileFault
from ladder.packfiles.faults import Place, letters_of
from ladder.packfiles.messages import MESSAGES
from ladder.webkit.faults import Fault

MOST_ROWS_NAMED = 12


def say_faults(faults: Iterable[FileFault]) -> list[Fault]:
    """Each fault with its table, row and column."""
    return [Fault(say_place(fault.place), say_fault(fault)) for fault in faults]


def say_fault(fault: FileFault) -> str:
    """The sentence of a fault."""
    return _(MESSAGES[fault.code]) % dict(fault.values)


def say_place(place: Place) -> str:
    """Where something stands: the table of a document, the sheet of a workbook, the line of a table."""
    if not place.sheet:
        return place.file if (place.line, place.column) == (1, 1) else f"{place.file}, {say_row(place)}"
    return f"{say_table(place.sheet)}, {say_row(place)}"


def say_row(place: Place) -> str:
    """Row and column."""
    words = _("row %(row)s, column %(column)s")
    return words % {"row": place.line, "column": letters_of(place.column)}


def say_table(sheet: str) -> str:
    """A table of a document by its number; a sheet by its name."""
    kind, _blank, number = sheet.partition(" ")
    words = {TABLE: _("table %(number)s"), PAGE_HEADER: _("page header, table %(number)s")}
    return words[kind] % {"number": number} if kind in words and number.isdecimal() else sheet


def say_warnings(warnings: Iterable[FileFault], rows: Iterable[ReadRow]) -> list[Fault]:
    """What should be known, each sentence once with the rows it is about."""
    grouped: dict[tuple[str, str], list[int]] = {}
    for sheet, line, sentence in (*told(warnings), *told_of_clauses(rows)):
        grouped.setdefault((sheet, sentence), []).append(line)
    return [Fault(name_rows(sheet, lines), sentence) for (sheet, sentence), lines in grouped.items()]


def told(warnings: Iterable[FileFault]) -> Iterator[tuple[str, int, str]]:
    """Sheet, row and sentence of each warning."""
    for warning in warnings:
        yield warning.place.sheet, warning.place.line, say_fault(warning)


def told_of_clauses(rows: Iterable[ReadRow]) -> Iterator[tuple[str, int, str]]:
    """Clauses that mean no requirement of the round, or several: such a comment is kept for the whole document."""
    unknown = _("The clause “%(clause)s” is no requirement of this round: kept for the document as a whole.")
    several = _("The clause “%(clause)s” names several requirements: kept for the document as a whole.")
    for one in rows:
        if one.meant.trouble:
            words = several if one.meant.trouble == SEVERAL else unknown
            yield one.row.place.sheet, one.row.place.line, words % {"clause": " ".join(one.clause.split())[:60]}


def name_rows(sheet: str, lines: list[int]) -> str:
    """The rows of a table that a sentence is about; of very many, the first."""
    shown = ", ".join(str(line) for line in sorted(set(lines))[:MOST_ROWS_NAMED])
    more = " …" if len(set(lines)) > MOST_ROWS_NAMED else ""
    rows = ngettext("row %(rows)s", "rows %(rows)s", len(set(lines))) % {"rows": shown + more}
    return f"{say_table(sheet)}, {rows}" if sheet else rows
