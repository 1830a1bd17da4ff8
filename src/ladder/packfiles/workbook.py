"""Packs as XLSX workbooks, for people who work in spreadsheets."""

from ladder.packfiles.workbook_reading import load_workbook, read_workbook
from ladder.packfiles.workbook_writing import write_workbook

__all__ = ["load_workbook", "read_workbook", "write_workbook"]
