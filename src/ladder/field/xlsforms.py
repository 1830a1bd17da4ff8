"""Writes the sheets of a form as XLSX, and turns them into an XForm with pyxform."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from pyxform.xls2xform import convert

Tables = Mapping[str, Sequence[Mapping[str, str]]]
NO_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - a file whose content says all has no day of its own


class FormFaultError(ValueError):
    """pyxform found something to complain of; its own words follow."""


def write_xlsx(tables: Tables) -> bytes:
    """The XLSForm as people open it: one sheet each for survey, choices and settings, every cell plain text."""
    book = Workbook(write_only=True)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        headings = headings_of(rows)
        sheet.append(headings)
        for row in rows:
            sheet.append([row.get(heading, "") for heading in headings])
    book.properties.created = book.properties.modified = NO_MOMENT
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def headings_of(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Every heading that any row uses, in the order in which they come up."""
    return list(dict.fromkeys(heading for row in rows for heading in row))


def as_xform(tables: Tables) -> bytes:
    """The XForm of the sheets, in UTF-8: the same bytes as pyxform makes of the XLSX.

    Raises:
        FormFaultError: pyxform warns of anything, such as a missing translation; it raises its own error on worse.
    """
    warnings: list[str] = []
    workbook: dict[str, list[dict[str, str | None]]] = {}
    for name, rows in tables.items():
        headings = headings_of(rows)
        workbook[name] = [{each: plain(row[each]) for each in headings if each in row} for row in rows]
        workbook[f"{name}_header"] = [dict.fromkeys(headings)]
    made = convert(xlsform=workbook, warnings=warnings, validate=False, pretty_print=False)
    if warnings:
        raise FormFaultError("; ".join(warnings))
    return str(made.xform).encode()


def plain(cell: str) -> str:
    """A cell as pyxform reads it out of a workbook: blanks that do not break become ordinary ones."""
    return cell.replace("\xa0", " ").strip()
