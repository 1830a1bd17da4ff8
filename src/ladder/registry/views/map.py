"""The map: counts of sites per public cell, drawn on the server."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ladder.core.registry.maps import CLASSES, COUNTRY, Box, Hexagon, box_of, draw, finest_for, move, read_box
from ladder.core.registry.places import PUBLIC_RESOLUTION, is_cell, radius_of
from ladder.registry.forms import SiteFilterForm
from ladder.registry.queries.cells import count_cells, count_without_place, shows_ipis
from ladder.webkit.paging import page_of


@require_safe
def show_map(request: HttpRequest) -> HttpResponse:
    """A window of the map, its legend, and the same counts as a table."""
    form = SiteFilterForm(request.GET or None)
    wanted = form.wanted()
    box, resolution = window_of(request)
    kept = {name: value for name, value in (("province", wanted.province), ("mineral", wanted.mineral)) if value}
    cells = count_cells(box, resolution, **kept)
    drawing = draw(cells, box, resolution)
    page = page_of(request, sorted(drawing.hexagons, key=lambda each: (-each.count, each.cell)))
    context = {
        "form": form,
        "box": box,
        "resolution": resolution,
        "drawing": drawing,
        "hexagons": [(each, link_of(each, resolution, kept)) for each in drawing.hexagons],
        "rows": [(each, link_of(each, resolution, kept)) for each in page],
        "page": page,
        "total": sum(each.count for each in cells),
        "moves": moves(box, kept),
        "radius_km": radius_of(resolution),
        "legend": legend(resolution),
        "without_place": count_without_place(),
        "shows_ipis": shows_ipis(),
        "data_query": urlencode({"bbox": box.as_text(), "resolution": resolution, **kept}),
    }
    return render(request, "registry/map.html", context)


def window_of(request: HttpRequest) -> tuple[Box, int]:
    """The window and the size of cells that the address asks for; cells never finer than the window may show.

    Raises:
        Http404: the window, the cell or the zoom is not one.
    """
    box = COUNTRY
    if cell := request.GET.get("cell"):
        box = box_of(cell) if is_cell(cell) else not_found()
    elif text := request.GET.get("bbox"):
        box = read_box(text) or not_found()
    zoom = request.GET.get("zoom", "")
    if zoom not in {"", "3", "4", "5"}:
        not_found()
    return box, min(int(zoom or PUBLIC_RESOLUTION), finest_for(box))


def not_found() -> Box:
    """Answer 404."""
    raise Http404


def link_of(hexagon: Hexagon, resolution: int, kept: dict[str, str]) -> str:
    """Where a cell leads: closer, or to the list of its sites where it cannot be made out any closer."""
    name = "registry:sites" if resolution == PUBLIC_RESOLUTION else "registry:map"
    return f"{reverse(name)}?{urlencode({'cell': hexagon.cell, **kept})}"


def moves(box: Box, kept: dict[str, str]) -> list[tuple[str, str]]:
    """Links that move the window, without scripts."""
    windows = [
        (gettext("Closer"), move(box, factor=0.5)),
        (gettext("Farther"), move(box, factor=2)),
        (gettext("North"), move(box, up=0.5)),
        (gettext("South"), move(box, up=-0.5)),
        (gettext("West"), move(box, right=-0.5)),
        (gettext("East"), move(box, right=0.5)),
        (gettext("Whole country"), COUNTRY),
    ]
    return [(label, "?" + urlencode({"bbox": window.as_text(), **kept})) for label, window in windows]


def legend(resolution: int) -> list[tuple[int, str]]:
    """Classes of counts: number of the shade and its range."""
    least = CLASSES[resolution]
    pairs = zip(map(str, least), (str(following - 1) for following in least[1:]), strict=False)
    ranges = [first if first == last else f"{first}–{last}" for first, last in pairs]
    return list(enumerate([*ranges, f"≥ {least[-1]}"], 1))
