"""Turns the bytes of a table into rows, or says why they are not a table."""

import csv
from collections.abc import Iterator

from ladder.core.registry.ipis_columns import Trouble

MOST_BYTES = 32 * 1024 * 1024
MOST_ROWS = 100_000
LONGEST_CELL = 5_000
BEGINNINGS = (
    (b"PK\x03\x04", "is_zip"),
    (b"\x1f\x8b", "is_zip"),
    (b"\xff\xfe", "is_utf16"),
    (b"\xfe\xff", "is_utf16"),
    (b"%PDF", "is_pdf"),
    (b"\xd0\xcf\x11\xe0", "is_old_excel"),
)


def read_text(content: bytes) -> tuple[str, tuple[Trouble, ...]]:
    """The text of a file, or every fault that keeps it from being read."""
    if not content.strip():
        return "", (Trouble("is_empty"),)
    if len(content) > MOST_BYTES:
        return "", (Trouble("too_large", seen=str(len(content))),)
    for beginning, rule in BEGINNINGS:
        if content.startswith(beginning):
            return "", (Trouble(rule),)
    troubles = tuple(Trouble("has_nul", line) for line in lines_with(content, b"\x00"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        return "", (*troubles, Trouble("not_utf8", line, seen=f"0x{content[fault.start]:02x}"))
    return ("", troubles) if troubles else (text, ())


def lines_with(content: bytes, sign: bytes) -> list[int]:
    """Numbers of the first ten lines that hold a sign."""
    found = []
    for number, line in enumerate(content.split(b"\n"), 1):
        if sign in line:
            found.append(number)
            if len(found) == 10:  # noqa: PLR2004 - ten are enough to find them all
                break
    return found


def iterate_rows(text: str) -> Iterator[list[str]]:
    """Rows of comma-separated text, quoted cells with line breaks included.

    Raises:
        csv.Error: a quote is never closed or a cell is beyond the limit.
    """
    csv.field_size_limit(131_072)
    return csv.reader((line + "\n" for line in text.split("\n")), strict=True)
