"""A discreet way to tell the facilitator alone what is too risky to say aloud."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ladder.consultation import access
from ladder.consultation.forms.survey import AsideForm
from ladder.consultation.models import Gathering, Round
from ladder.consultation.services import limits
from ladder.consultation.services.side_notes import leave_note
from ladder.consultation.views.present import answer_closed, survey_context
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, sent
from ladder.webkit.answers import answer_status
from ladder.webkit.languages import pack_language


@both_methods
def tell_alone(request: HttpRequest, address: str) -> HttpResponse:
    """Leave a note; nobody needs to take part for that, and it is not tied to who does."""
    row = access.get_round_or_404(request.user, address)
    if row.status != Round.Status.OPEN:
        return answer_closed(request, row, lost=request.POST.get("text", ""))
    form = AsideForm(sent(request), initial={"language": pack_language()})
    gathering = gathering_of(row, request.GET.get("gathering", ""))
    if form.is_valid():
        if limits.is_spent(request, limits.ARRIVALS):
            return answer_status(request, limits.TOO_MANY)
        limits.spend(request, limits.ARRIVALS)
        leave_note(in_round=row, gathering=gathering, **form.cleaned_data)
        return redirect(f"{request.path}?told=1")
    context = {
        **survey_context(request, row),
        "form": form,
        "gathering": gathering,
        "is_told": "told" in request.GET,
    }
    return render(request, "consultation/aside.html", context, status=UNPROCESSABLE if form.errors else 200)


def gathering_of(row: Round, written: str) -> Gathering | None:
    """The gathering that an address names; None where it names none of this round."""
    try:
        return row.gatherings.filter(public_id=UUID(written)).first()
    except ValueError:
        return None
