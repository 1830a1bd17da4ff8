"""Pages of whoever holds a seat: declare an interest, see what was declared, and let it end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ladder.accounts.models import User
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, faults_of, sent, try_to_save
from ladder.consultation.wording import read
from ladder.governance import access
from ladder.governance.forms.holders import InterestForm
from ladder.governance.models import Interest, Proposal, Tenure
from ladder.governance.queries.interests import PROPOSAL, interests_of, proposals_for
from ladder.governance.queries.subjects import find_subjects
from ladder.governance.services import interests


def get_sitting_or_404(request: HttpRequest) -> tuple[User, list[Tenure]]:
    """The person and the seats that they hold or stand in for; 404 for everybody else."""
    mine = access.tenures_of(request.user)
    if isinstance(request.user, User) and mine:
        return request.user, mine
    raise Http404


@both_methods
def keep_interests(request: HttpRequest) -> HttpResponse:
    """One's own interests, and a form to declare one: in an open proposal, or in what a search finds."""
    person, mine = get_sitting_or_404(request)
    tenure = chosen_seat(request, mine)
    text = request.GET.get("q", "").strip()[:80]
    offered = [*proposals_for(tenure), *find_subjects(text)]
    form = InterestForm(sent(request), choices=[(one.subject, one.name) for one in offered])
    made = try_to_save(form, lambda found: declare(person, tenure, form, found["about"]))
    if made is not None:
        messages.success(request, _("Your interest is declared. The seat takes no position where it matters."))
        return redirect("governance:interests")
    context: dict[str, Any] = {
        "lines": interests_of(person, timezone.localdate()),
        "seats": [(one, read(one.seat.names), read(one.seat.body.names)) for one in mine],
        "chosen": tenure,
        "text": text,
        "is_offered": bool(offered),
        "form": form,
    }
    return render(request, "governance/interests.html", context, status=UNPROCESSABLE if form.errors else 200)


def chosen_seat(request: HttpRequest, mine: list[Tenure]) -> Tenure:
    """The seat for which an interest is declared: the one that was asked for, else the first."""
    asked = request.GET.get("seat", "")
    return next((one for one in mine if str(one.public_id) == asked), mine[0])


def declare(person: User, tenure: Tenure, form: InterestForm, about: str) -> Interest:
    """Declare it, in a proposal or in a subject."""
    proposal, subject = None, about
    if about.startswith(PROPOSAL):
        proposal, subject = Proposal.objects.get(public_id=about.removeprefix(PROPOSAL)), ""
    return interests.declare_interest(
        actor=person, tenure=tenure, reasons=form.reasons(), on=timezone.localdate(), proposal=proposal, subject=subject
    )


@require_POST
def end_interest(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let one of one's own interests end today."""
    person, mine = get_sitting_or_404(request)
    found = Interest.objects.filter(public_id=public_id, tenure__in=mine).first()
    if found is None:
        raise Http404
    try:
        interests.end_interest(actor=person, interest=found, on=timezone.localdate())
    except ValidationError as fault:
        for one in faults_of(fault):
            messages.error(request, one.sentence)
    else:
        messages.success(request, _("The interest ends today."))
    return redirect("governance:interests")
