"""How people come in, come back, and leave without a trace on the phone."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ladder.consultation import access
from ladder.consultation.forms.survey import CodeForm, TakePartForm
from ladder.consultation.models import Participant, Round
from ladder.consultation.services import limits
from ladder.consultation.services.participants import arrive_invited, arrive_openly, find_by_code
from ladder.consultation.services.presence import enter, leave, participant_of
from ladder.consultation.views.present import answer_closed, survey_context
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, sent, sentences_of
from ladder.webkit.answers import answer_status

HARMLESS = "https://www.wikipedia.org/"  # where the quick exit leads: a page that nobody wonders about


@both_methods
def take_part(request: HttpRequest, address: str) -> HttpResponse:
    """Come in by an invitation, by the open link, or again by one's own code."""
    row = access.get_round_or_404(request.user, address)
    if not row.is_open_on(timezone.localdate()):
        return answer_closed(request, row)
    form = TakePartForm(sent(request), in_round=row)
    if form.is_valid():
        limit = limits.CODES if form.cleaned_data["code"] else limits.ARRIVALS
        if limits.is_spent(request, limit):
            return answer_status(request, limits.TOO_MANY)
        if let_in(request, row, form):
            return go_on(request, row)
    context = {**survey_context(request, row), "form": form, "is_here": participant_of(request, row) is not None}
    return render(request, "consultation/take_part.html", context, status=UNPROCESSABLE if form.errors else 200)


def let_in(request: HttpRequest, row: Round, form: TakePartForm) -> bool:
    """Whether somebody came in; if not, the form says why, and a wrong code was counted."""
    code = form.cleaned_data["code"]
    try:
        participant, own_code = come_in(row, code, form)
    except ValidationError as fault:
        if code:
            limits.spend(request, limits.CODES)
        for name, sentences in sentences_of(fault).items():
            form.add_error(name if name in form.fields else None, sentences)
        return False
    if not code:
        limits.spend(request, limits.ARRIVALS)
    enter(request, participant, own_code)
    return True


def come_in(row: Round, code: str, form: TakePartForm) -> tuple[Participant, str]:
    """The participant and the code to come back with: their earlier one, or one that is new.

    Raises:
        ValidationError: the code opens nothing, or no group was chosen.
    """
    today = timezone.localdate()
    if not code:
        return arrive_openly(in_round=row, arrival=form.arrival(), on=today)
    known = find_by_code(row, code)
    if known is not None:
        return known, code
    return arrive_invited(in_round=row, code=code, arrival=form.arrival(), on=today)


def go_on(request: HttpRequest, row: Round) -> HttpResponse:
    """To the requirement that somebody came from, or to the first one of a sitting."""
    key = request.GET.get("comment", "")
    if row.items.filter(key=key).exists():
        return redirect("consultation:item", row.address, key)
    return redirect("consultation:next_subject", row.address)


@both_methods
def come_back(request: HttpRequest, address: str) -> HttpResponse:
    """Go on with one's own code, also to read and withdraw after the round is over."""
    row = access.get_round_or_404(request.user, address)
    form = CodeForm(sent(request))
    if form.is_valid():
        if limits.is_spent(request, limits.CODES):
            return answer_status(request, limits.TOO_MANY)
        code = form.cleaned_data["code"]
        participant = find_by_code(row, code)
        if participant is not None:
            enter(request, participant, code)
            return redirect("consultation:mine", row.address)
        limits.spend(request, limits.CODES)
        form.add_unknown()
    context = {**survey_context(request, row), "form": form}
    return render(request, "consultation/code.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
def leave_now(request: HttpRequest, address: str) -> HttpResponse:
    """Forget everything in this browser and go to a page that nobody wonders about.

    One tap has to be enough, so this answers to a link; the worst that a forged one does is that a code is typed again.
    """
    row = access.get_round_or_404(request.user, address)
    leave(request, row)
    return redirect(HARMLESS)
