"""Work and budget of a year as tables for spreadsheets, out and in again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, sent
from ladder.governance import access
from ladder.governance.forms.years import TablesForm
from ladder.governance.models import Body
from ladder.governance.queries.year_content import ITEMS, LINES, budget_content, workplan_content
from ladder.governance.services.year_imports import import_year
from ladder.governance.views.year_items import about
from ladder.governance.year_sheets import BUDGET, KINDS, WORK, Row, table_rows, write_csv, write_xlsx
from ladder.webkit.downloads import offer_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def send_workbook(request: HttpRequest, address: str, year: int) -> HttpResponse:
    """Both tables as one workbook."""
    _keeper, body = access.get_kept_year_or_404(request.user, address, year)
    content = write_xlsx({kind: rows_of(body, year, kind) for kind in KINDS})
    return offer_file(content, f"{address}-{year}.xlsx", XLSX)


@require_safe
def send_csv(request: HttpRequest, address: str, year: int, kind: str) -> HttpResponse:
    """One table as CSV."""
    _keeper, body = access.get_kept_year_or_404(request.user, address, year)
    if kind not in KINDS:
        raise Http404
    content = write_csv(kind, rows_of(body, year, kind))
    return offer_file(content, f"{address}-{year}-{kind}.csv", "text/csv; charset=utf-8")


@both_methods
def bring(request: HttpRequest, address: str, year: int) -> HttpResponse:
    """Take a table in again, or say of each row at fault what is wrong."""
    keeper, body = access.get_kept_year_or_404(request.user, address, year)
    form = TablesForm(sent(request), request.FILES if request.method == "POST" else None)
    faults = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        taken = import_year(body=body, year=year, name=file.name, content=file.read(), actor=keeper)
        faults = taken.faults
        if not faults:
            words = _("Taken in: %(added)s added, %(changed)s changed, %(same)s as they were.")
            told = {"added": taken.added, "changed": taken.changed, "same": taken.same}
            messages.success(request, words % told)
            return redirect("governance:year", address, year)
    context = {**about(body, year), "form": form, "faults": faults, "files": [(kind, f"{kind}.csv") for kind in KINDS]}
    return render(
        request, "governance/year_tables.html", context, status=UNPROCESSABLE if faults or form.errors else 200
    )


def rows_of(body: Body, year: int, kind: str) -> list[Row]:
    """What stands in the tables today."""
    content = {WORK: workplan_content, BUDGET: budget_content}[kind](body, year)
    return table_rows(kind, content[ITEMS if kind == WORK else LINES])
