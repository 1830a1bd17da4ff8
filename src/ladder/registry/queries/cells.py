"""How many sites the public cells hold."""

from collections.abc import Iterable

from django.db.models import Count

from ladder.core.registry.maps import Box, CellCount, cells_over, is_inside, widen
from ladder.registry.models import Site, SiteMineral

EDGE_DEGREES = {3: 0.7, 4: 0.3, 5: 0.12}


def count_cells(box: Box, resolution: int, province: str = "", mineral: str = "") -> list[CellCount]:
    """Sites per cell of a resolution (3 to 5) whose middle lies in or just around a window; one query."""
    column = f"cell_{resolution}"
    sites = Site.objects.exclude(cell_3="")
    if resolution > 3:  # noqa: PLR2004 - the coarsest cells are few: all of them are counted
        sites = sites.filter(cell_3__in=cells_over(box))
    if province:
        sites = sites.filter(province=province)
    if mineral:
        sites = sites.filter(pk__in=SiteMineral.objects.filter(mineral=mineral).values("site"))
    counted = sites.order_by(column).values_list(column).annotate(Count("id"))
    return inside((CellCount(cell, count) for cell, count in counted), widen(box, EDGE_DEGREES[resolution]))


def inside(counts: Iterable[CellCount], box: Box) -> list[CellCount]:
    """Those whose middle lies in a window."""
    return [each for each in counts if is_inside(each.cell, box)]


def count_without_place() -> int:
    """Sites whose position is not known: they stand in the list and not on the map."""
    return Site.objects.filter(cell_3="").count()


def shows_ipis() -> bool:
    """Whether any site comes from IPIS, so that pages with counts credit it."""
    return Site.objects.filter(source__key="ipis").exists()
