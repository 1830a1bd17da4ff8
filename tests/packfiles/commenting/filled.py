"""Filled forms for the tests of this folder."""

from ladder.packfiles.commenting.model import KEYS, CommentForm, FormRow
from ladder.packfiles.commenting.words import words_for

HEAD = (("date", "2026-03-14"), ("document", "Framework 0.2.0"), ("project", "Round two"))
ROW = ("CD", "17", "P2-L2-01", "Table 1", "te", "Too strict for small teams.", "Say “where possible”.", "")


def form_of(*rows, language="en", head=HEAD) -> CommentForm:
    assert all(len(row) == len(KEYS) for row in rows)
    return CommentForm(head, words_for(language).columns, tuple(FormRow(tuple(row)) for row in rows))


def row_with(**cells) -> tuple[str, ...]:
    return tuple(cells.get(key, cell) for key, cell in zip(KEYS, ROW, strict=True))


def codes(file) -> list[str]:
    return sorted({fault.code for fault in file.faults})
