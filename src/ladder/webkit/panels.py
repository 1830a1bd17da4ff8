"""Places on a page that later rooms fill, so that an earlier room never needs to know them.

A later room registers in `AppConfig.ready`; the page of the earlier room renders what is registered.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString

Panel = Callable[[HttpRequest, Any], SafeString]
Cells = Callable[[HttpRequest, Sequence[Any]], Mapping[Any, SafeString]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: `cells` gets all rows of the page at once (constant queries) and answers by primary key."""

    key: str
    heading: str | Promise
    cells: Cells
    order: int = 100


@dataclass(frozen=True, slots=True)
class FilledColumn:
    """A column with its cells for one page of rows."""

    key: str
    heading: str
    cells: Mapping[Any, SafeString]


_panels: dict[str, dict[str, tuple[int, Panel]]] = {}
_columns: dict[str, dict[str, Column]] = {}


def register(place: str, panel: Panel, order: int = 100) -> None:
    """Add a panel to a place such as "site"; the same function replaces itself."""
    _panels.setdefault(place, {})[f"{panel.__module__}.{panel.__qualname__}"] = (order, panel)


def panels_for(place: str, request: HttpRequest, subject: Any) -> list[SafeString]:
    """The HTML of every panel of a place, in order; empty ones are left out."""
    ordered = sorted(_panels.get(place, {}).items(), key=lambda named: (named[1][0], named[0]))
    return [html for _, (_, panel) in ordered if (html := panel(request, subject))]


def register_column(place: str, column: Column) -> None:
    """Add a column to the list of a place; the same key replaces."""
    _columns.setdefault(place, {})[column.key] = column


def columns(place: str, request: HttpRequest, rows: Sequence[Any]) -> list[FilledColumn]:
    """Every registered column of a place, filled for these rows."""
    ordered = sorted(_columns.get(place, {}).values(), key=lambda column: (column.order, column.key))
    return [FilledColumn(column.key, str(column.heading), column.cells(request, rows)) for column in ordered]
