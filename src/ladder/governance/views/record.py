"""Pages and files of the public record: the same for everybody who asks."""

from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ladder.governance.access import get_body_or_404
from ladder.governance.forms.record import RecordForm, YearForm
from ladder.governance.public_record.charts import chart_of
from ladder.governance.public_record.popolo import record_of
from ladder.governance.public_record.tables import TABLES, write_record_table
from ladder.governance.queries.record_bodies import read_bodies
from ladder.governance.queries.record_decisions import load_decisions, on_record
from ladder.governance.queries.record_filter import RecordFilter, bodies_on_record, decisions_on_record
from ladder.webkit.downloads import offer_file
from ladder.webkit.paging import page_of


def query_of(wanted: RecordFilter) -> str:
    """The filter as the end of an address, for links that keep it."""
    chosen = {"body": wanted.body, "year": wanted.year}
    kept = {name: value for name, value in chosen.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


@require_safe
def show_record(request: HttpRequest) -> HttpResponse:
    """Every body with its seats, meetings and decisions in numbers, thirty a page."""
    form = YearForm(request.GET or None)
    wanted = form.wanted()
    page = page_of(request, bodies_on_record(wanted))
    today = timezone.localdate()
    bodies = [(one, one.held_seats(today), one.open_seats(today)) for one in read_bodies(page.object_list, wanted.year)]
    context = {"form": form, "page": page, "bodies": bodies, "wanted": wanted, "query": query_of(wanted)}
    return render(request, "governance/record.html", context)


@require_safe
def show_body(request: HttpRequest, address: str) -> HttpResponse:
    """One body: who sat where over time, and who was there in its meetings."""
    row = get_body_or_404(AnonymousUser(), address)
    form = YearForm(request.GET or None)
    wanted = form.wanted(row.address)
    (found,) = read_bodies([row], wanted.year)
    chart = chart_of(found, wanted.year, timezone.localdate())
    context = {"form": form, "found": found, "chart": chart, "wanted": wanted, "query": query_of(wanted)}
    return render(request, "governance/record_body.html", context)


@require_safe
def list_decisions(request: HttpRequest) -> HttpResponse:
    """Decisions with counts by chamber, objections, recusals and dissent in full, thirty a page."""
    form = RecordForm(request.GET or None)
    wanted = form.wanted()
    page = page_of(request, load_decisions(decisions_on_record(wanted)))
    context = {
        "form": form,
        "page": page,
        "decisions": list(map(on_record, page)),
        "wanted": wanted,
        "query": query_of(wanted),
    }
    return render(request, "governance/record_decisions.html", context)


@require_safe
def send_popolo(request: HttpRequest) -> JsonResponse:
    """The whole record, or that of a body and a year, in Popolo's words."""
    wanted = RecordForm(request.GET or None).wanted()
    return JsonResponse(record_of(wanted).dict(), json_dumps_params={"ensure_ascii": False})


@require_safe
def send_table(request: HttpRequest, name: str) -> HttpResponse:
    """One table of the record for a spreadsheet."""
    if name not in TABLES:
        raise Http404
    content = write_record_table(name, RecordForm(request.GET or None).wanted())
    return offer_file(content, f"record-{name}.csv", "text/csv; charset=utf-8")
