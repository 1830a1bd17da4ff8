"""What came by the open link, protected like everything else and shown beside the results, never in them."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ladder.core.canonical import write_canonically
from ladder.core.synthesis.disclosure import CellCount, PrivateEvidence, PublishedTables, protect
from ladder.core.synthesis.evidence import GroupFrame
from ladder.core.synthesis.rules import Rules
from ladder.synthesis.queries.evidence import Evidence
from ladder.synthesis.queries.matrix import Cell, cell_of_row

OPEN_LINK = "open_link"


def open_link_tables(evidence: Evidence, rules: Rules) -> PublishedTables:
    """The open link as a round of its own with one group; made once, at the close, so that nothing can be compared."""
    cells = tuple(cell_of(item, counts) for item, counts in sorted(evidence.beside.items()))
    own = PrivateEvidence(items=evidence.statements, groups=(GroupFrame(OPEN_LINK),), cells=cells)
    return protect(own, (), rules).tables


def cell_of(item: str, counts: Mapping[str, int]) -> CellCount:
    """The counts of one requirement."""
    agree = counts["as_written"] + counts["with_change"]
    return CellCount(item, OPEN_LINK, agree, counts["cannot"], counts["unclear"], counts["with_change"])


def write_open_link(tables: PublishedTables) -> str:
    """The cells of the open link as JSON."""
    rows = [{"item": row.item, **asdict(cell_of_row(OPEN_LINK, row, set()))} for row in tables.rows]
    return write_canonically(rows).decode("utf-8")


def read_open_link(text: str) -> dict[str, Cell]:
    """By requirement the cell of the open link."""
    rows: list[dict[str, Any]] = json.loads(text)
    return {row.pop("item"): Cell(**{**row, "members": tuple(row["members"])}) for row in rows}
