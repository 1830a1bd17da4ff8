"""Public tables as JSON and back, for whoever must keep them until the next release."""

from collections.abc import Mapping
from typing import Any

from ladder.core.synthesis.disclosure.published import Place, PublishedTables
from ladder.core.synthesis.disclosure.table_cells import (
    cells_of_group,
    cells_of_item,
    cells_of_people,
    cells_of_row,
    group_of_cells,
    item_of_cells,
    people_of_cells,
    row_of_cells,
)

NOWHERE = Place()


def document_of_tables(tables: PublishedTables) -> dict[str, object]:
    """Public tables as JSON."""
    return {
        "number": tables.number,
        "groups": [cells_of_group(each) for each in tables.groups],
        "rows": [cells_of_row(each) for each in tables.rows],
        "items": [cells_of_item(each) for each in tables.items],
        "people": [cells_of_people(each) for each in tables.people],
    }


def tables_of_document(document: Mapping[str, Any]) -> PublishedTables:
    """Public tables from JSON.

    Raises:
        CellError: a figure in it cannot be read.
        KeyError: a part is missing.
    """
    number = int(document["number"])
    return PublishedTables(
        number,
        tuple(group_of_cells(each) for each in document["groups"]),
        tuple(row_of_cells(each, number, NOWHERE) for each in document["rows"]),
        tuple(item_of_cells(each, number, NOWHERE) for each in document["items"]),
        tuple(people_of_cells(each, number, NOWHERE) for each in document["people"]),
    )
