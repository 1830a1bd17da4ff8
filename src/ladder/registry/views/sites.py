"""The list of sites, one site, and its exact place for those who work there."""

import csv
import json
from collections.abc import Iterator
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ladder.accounts.models import User
from ladder.audit.services import record_read
from ladder.core.registry.comparing import group_facts, series_of
from ladder.core.registry.places import is_cell
from ladder.core.registry.plots import plot
from ladder.packfiles.formula_safe import disarm
from ladder.registry import access
from ladder.registry.forms import SiteFilterForm
from ladder.registry.models import Site
from ladder.registry.queries.site import facts_of, legal_history, operators_of, visits_of
from ladder.registry.queries.sites import SiteRow, find_sites, rows_of
from ladder.registry.sentences import order_of_kind
from ladder.webkit.paging import page_of
from ladder.webkit.panels import columns

CSV_COLUMNS = (
    "id",
    "code",
    "name",
    "province",
    "territoire",
    "cell",
    "latitude",
    "longitude",
    "precision_km",
    "minerals",
    "headcount",
    "headcount_on",
    "is_demonstration",
    "credit",
)
CSV_CHUNK = 500


def cell_of(request: HttpRequest) -> str:
    """The cell that the address names, or "".

    Raises:
        Http404: it is not a public cell.
    """
    cell = request.GET.get("cell", "")
    if cell and not any(is_cell(cell, resolution) for resolution in (3, 4, 5)):
        raise Http404
    return cell


@require_safe
def list_sites(request: HttpRequest) -> HttpResponse:
    """Sites, thirty a page."""
    form = SiteFilterForm(request.GET or None)
    cell = cell_of(request)
    page = page_of(request, find_sites(form.wanted(cell)))
    rows = rows_of(list(page.object_list))
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "cell": cell,
        "more": columns("site", request, rows),
        "credits": sorted({row.credit for row in rows if row.credit}),
        "query": request.GET.urlencode(),
        "may_keep": access.may_keep_registry(request.user),
    }
    return render(request, "registry/sites.html", context)


@require_safe
def download_sites(request: HttpRequest) -> StreamingHttpResponse:
    """The same list as CSV, with public places only."""
    form = SiteFilterForm(request.GET or None)
    sites = find_sites(form.wanted(cell_of(request)))
    response = StreamingHttpResponse(write_csv(sites.iterator(CSV_CHUNK)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="sites.csv"'
    return response


class Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        """The text itself."""
        return text


def write_csv(sites: Iterator[Site]) -> Iterator[str]:
    """Lines of CSV, some hundred sites at a time."""
    writer = csv.writer(Line())
    yield str(writer.writerow(CSV_COLUMNS))
    chunk: list[Site] = []
    for site in sites:
        chunk.append(site)
        if len(chunk) == CSV_CHUNK:
            yield "".join(str(writer.writerow(csv_row(row))) for row in rows_of(chunk))
            chunk = []
    yield "".join(str(writer.writerow(csv_row(row))) for row in rows_of(chunk))


def csv_row(row: SiteRow) -> list[object]:
    """One site; text that a spreadsheet would run as a formula gets an apostrophe."""
    place = row.place
    cells = [
        str(row.public_id),
        row.code,
        row.name,
        place.province,
        place.territoire,
        place.cell,
        place.latitude,
        place.longitude,
        place.radius_km,
        " ".join(row.minerals),
        row.headcount,
        row.headcount_on,
        int(row.is_demonstration),
        row.credit,
    ]
    return [disarm(cell) if isinstance(cell, str) else cell for cell in cells]


@require_safe
def show_site(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is known of a site, by whom and since when. The place is the public one, whoever reads."""
    site = access.get_site_or_404(request.user, public_id)
    today = timezone.localdate()
    facts = facts_of(request.user, site)
    if any(fact.is_sensitive for fact in facts) and isinstance(request.user, User):
        record_read(actor=request.user, target=f"site:{site.public_id}", why="sensitive_facts")
    context = {
        "site": site,
        "place": access.public_place(site),
        "today": today,
        "groups": sorted(group_facts(facts, today), key=lambda group: order_of_kind(group.kind)),
        "plot": plot(series_of(facts, "headcount")),
        "legal": legal_history(site, today),
        "operators": operators_of(site),
        "visits": visits_of(site),
        "minerals": list(site.minerals.all()),
        "may_edit": access.may_edit_site(request.user, site),
        "may_set_legal": access.may_set_legal_status(request.user, site),
        "may_keep": access.may_keep_registry(request.user),
        "credits": sorted({site.source.credit} - {""}),
    }
    return render(request, "registry/site.html", context)


@require_safe
def show_place(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The exact place, for people who work on the site; each look is logged. 404 for everybody else."""
    site = access.get_site_or_404(request.user, public_id)
    place = access.place_for(request.user, site)
    access.require(place.is_exact)
    outline = json.dumps(place.polygon, indent=1) if place.polygon else ""
    return render(request, "registry/place.html", {"site": site, "place": place, "outline": outline})
