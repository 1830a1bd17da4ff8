"""The resident monitor's day sheet: filled in by hand, and the numbers over time."""

import uuid
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from ladder.accounts.models import User
from ladder.assessment import incident_access as access
from ladder.assessment.count_charts import draw_counts
from ladder.assessment.day_sheet_queries import SHOWN_DAYS, series_of, sheets_since
from ladder.assessment.incident_kinds import count_names
from ladder.assessment.models import DaySheet
from ladder.assessment.monitoring_forms import DaySheetForm
from ladder.assessment.services.day_sheets import incidents_from, record_day_sheet
from ladder.audit.services import record_read
from ladder.core.assessment.day_sheet import COUNTS, oddities_of
from ladder.registry import access as registry_access
from ladder.registry.models import Site
from ladder.webkit.paging import page_of

UNPROCESSABLE = 422


@login_required
def show_day_sheets(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Fill in a day; the numbers of the last six weeks, as drawings and as a table."""
    site = registry_access.get_site_or_404(request.user, public_id)
    person = access.require_counter(request.user, site)
    today = timezone.localdate()
    form = DaySheetForm(request.POST or None, initial={"sent": uuid.uuid4(), "day": today})
    if request.method == "POST" and form.is_valid() and (sheet := record(form, site, person)):
        messages.success(request, say_recorded(sheet))
        for part, whole in named_oddities(sheet, count_names()):
            sentence = gettext("Check it: more of “%(part)s” than of “%(whole)s”.")
            messages.warning(request, sentence % {"part": part, "whole": whole})
        return redirect("assessment:site", public_id)  # of which no reading is logged
    record_read(actor=person, target=f"site:{site.public_id}", why="day_sheets")
    first, names = today - timedelta(days=SHOWN_DAYS - 1), count_names()
    sheets = sheets_since(site, first)
    context = {
        "site": site,
        "form": form,
        "charts": [draw_counts(one.key, names[one.key], one.numbers) for one in series_of(sheets, first, today)],
        "page": page_of(request, [row_of(sheet, names) for sheet in sheets], SHOWN_DAYS),
        "first": first,
        "today": today,
    }
    return render(request, "assessment/day_sheets.html", context, status=UNPROCESSABLE if form.errors else 200)


def row_of(sheet: DaySheet, names: dict[str, str]) -> dict[str, object]:
    """One day as the table shows it."""
    return {
        "day": sheet.day,
        "numbers": [(names[key], sheet.counts[key]) for key in COUNTS if key in sheet.counts],
        "note": sheet.note,
        "odd": named_oddities(sheet, names),
    }


def named_oddities(sheet: DaySheet, names: dict[str, str]) -> list[tuple[str, str]]:
    """Of which part more was counted than of its whole."""
    return [(names[part], names[whole]) for part, whole in oddities_of(sheet.counts)]


def record(form: DaySheetForm, site: Site, person: User) -> DaySheet | None:
    """Record it; None with the reasons on the form where it is refused."""
    try:
        return record_day_sheet(site=site, entry=form.entry(site), actor=person, on=timezone.localdate())
    except ValidationError as fault:
        form.add_error(None, fault)
        return None


def say_recorded(sheet: DaySheet) -> str:
    """What the sheet did: a sheet that opens an incident says so."""
    opened = len(incidents_from(sheet))
    if not opened:
        return gettext("Recorded.")
    sentence = ngettext(
        "Recorded. %(number)d incident is open because of these numbers.",
        "Recorded. %(number)d incidents are open because of these numbers.",
        opened,
    )
    return sentence % {"number": opened}
