"""Reads the plain part of Markdown that packs use for their notes on sources: headings, lists, tables, paragraphs."""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Kind = Literal["heading", "list", "table", "paragraph"]
HEADING = re.compile(r"^#{1,6}\s+")
BULLET = re.compile(r"^(?:[-*]|\d+\.)\s+")
RULE = re.compile(r"\|?[\s:|-]+\|?")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines of one kind; table rows hold their cells, everything else one cell a line."""

    kind: Kind
    rows: tuple[tuple[str, ...], ...]


def read_blocks(text: str) -> tuple[Block, ...]:
    """The text as blocks, in order. Marks of emphasis are taken away, addresses stay as they are written."""
    blocks: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = [line for line in paragraph.splitlines() if line.strip()]
        for kind, run in groupby(join_wrapped(lines), key=kind_of):
            blocks.append(block_of(kind, list(run)))
    return tuple(block for block in blocks if block.rows)


def join_wrapped(lines: list[str]) -> list[str]:
    """Lines that only continue the one before, joined to it."""
    joined: list[str] = []
    for line in lines:
        is_fresh = kind_of(line) != "paragraph" or not joined or kind_of(joined[-1]) in {"heading", "table"}
        if is_fresh:
            joined.append(line.strip())
        else:
            joined[-1] += f" {line.strip()}"
    return joined


def kind_of(line: str) -> Kind:
    """What a line is."""
    stripped = line.strip()
    if HEADING.match(stripped):
        return "heading"
    if BULLET.match(stripped):
        return "list"
    return "table" if stripped.startswith("|") else "paragraph"


def block_of(kind: Kind, lines: list[str]) -> Block:
    """The lines without their marks."""
    if kind == "table":
        rows = [tuple(plain(cell) for cell in line.strip("|").split("|")) for line in lines if not RULE.fullmatch(line)]
        return Block(kind, tuple(rows))
    return Block(kind, tuple((plain(BULLET.sub("", HEADING.sub("", line, count=1), count=1)),) for line in lines))


def plain(text: str) -> str:
    """Words without emphasis and code marks."""
    return re.sub(r"\*\*|`", "", text).strip()
