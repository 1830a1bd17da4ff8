"""Pages of years: all bodies and years at a glance, and one year of a body."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.consultation.access import is_keeper
from ladder.consultation.views.saving import UNPROCESSABLE, faults_of
from ladder.consultation.wording import read
from ladder.governance import access
from ladder.governance.models import Body
from ladder.governance.queries.years import glances, year_page
from ladder.governance.services.year_documents import submit_document
from ladder.webkit.faults import Fault
from ladder.webkit.paging import page_of


@require_safe
def list_years(request: HttpRequest) -> HttpResponse:
    """Bodies and years: approved, waiting or none."""
    keeps = is_keeper(request.user)
    rows = Body.objects.all() if keeps else Body.objects.exclude(state=Body.State.PREPARING)
    bodies = list(rows.order_by("id"))
    drafts = {body.pk: access.sees_year_drafts(request.user, body) for body in bodies}
    page = page_of(request, glances(bodies, drafts, timezone.localdate().year))
    named = [(one, read(one.body.names)) for one in page]
    context = {"page": page, "glances": named, "sees_drafts": any(drafts.values()), "may_keep": keeps}
    return render(request, "governance/years.html", context)


@require_safe
def show_year(request: HttpRequest, address: str, year: int) -> HttpResponse:
    """One year of a body."""
    return answer_year(request, access.get_year_or_404(request.user, address, year), year)


@require_POST
def submit(request: HttpRequest, address: str, year: int) -> HttpResponse:
    """Freeze the next workplan, budget or annual report."""
    keeper, body = access.get_kept_year_or_404(request.user, address, year)
    kind = request.POST.get("kind", "")
    try:
        made = submit_document(body=body, kind=kind, year=year, actor=keeper, on=timezone.localdate())
    except ValidationError as fault:
        return answer_year(request, body, year, faults_of(fault))
    return redirect("governance:year_document", made.public_id)


def answer_year(request: HttpRequest, body: Body, year: int, faults: Sequence[Fault] = ()) -> HttpResponse:
    """The page of a year, with the faults of what was tried."""
    with_drafts = access.sees_year_drafts(request.user, body)
    page = year_page(body, year, timezone.localdate(), with_drafts=with_drafts)
    damage = [
        Fault(kind, _("The approved text no longer gives its digest. Nothing of it is shown."))
        for kind in page.tampered
    ]
    context = {
        "body": body,
        "body_name": read(body.names),
        "year": year,
        "shown": page,
        "with_drafts": with_drafts,
        "may_keep": is_keeper(request.user) and body.state != Body.State.ENDED,
        "beside": [one for one in (year - 1, year + 1) if one in access.years_of(body)],
        "faults": [*faults, *damage],
    }
    return render(request, "governance/year.html", context, status=UNPROCESSABLE if faults else 200)
