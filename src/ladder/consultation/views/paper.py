"""Pages around paper: choosing, printing, typing in with a review."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from ladder.accounts.models import User
from ladder.consultation import access
from ladder.consultation.forms.paper import PrintForm, SlipForm, read_answers, slip_of
from ladder.consultation.models import Contribution, Gathering, RoundItem
from ladder.consultation.queries.paper import items_for, printed
from ladder.consultation.services import codes
from ladder.consultation.services.paper import AGREES, CORRECTED, DIFFERS, NEW, Outcome, PaperAnswer, enter_slip
from ladder.consultation.views.gatherings import status_of, title_of
from ladder.consultation.views.saving import both_methods, faults_of, sent
from ladder.consultation.wording import say
from ladder.core.consultation.codes import show_code
from ladder.webkit.faults import Fault
from ladder.webkit.languages import find_language, html_language, pack_language


@login_required
@require_safe
def show_paper(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What to print, and the way to type it in."""
    _person, gathering = access.get_recorded_gathering_or_404(request.user, public_id)
    everything = items_for(gathering, list(gathering.round.items.values_list("key", flat=True)))
    initial = {"language": pack_language(), "items": [item.key for item in items_for(gathering)], "copies": 10}
    form = PrintForm(items=everything, initial=initial)
    context = {"gathering": gathering, "title": title_of(gathering), "form": form}
    return render(request, "consultation/paper.html", context)


@login_required
@require_safe
def print_forms(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One A4 form a person, each with a code that is kept nowhere else; the sheet for the room comes last."""
    _person, gathering = access.get_recorded_gathering_or_404(request.user, public_id)
    form = PrintForm(request.GET, items=list(gathering.round.items.order_by("position")))
    if not form.is_valid():
        return redirect("consultation:paper", public_id)
    said = form.cleaned_data
    items = items_for(gathering, said["items"])
    code = find_language(said["language"]) or "en"
    with override(code):
        context = {
            "gathering": gathering,
            "title": say(gathering.titles, said["language"]),
            "form_language": html_language(code),
            "items": printed(gathering, items, said["language"]),
            "groups": group_names(gathering, said["language"]),
            "positions": Contribution.Position.choices,
            "consents": Contribution.Consent.choices,
            "code_address": request.build_absolute_uri(reverse("consultation:code", args=[gathering.round.address])),
            "codes": [show_code(codes.draw()) for _copy in range(said["copies"])],
        }
        return render(request, "consultation/paper_forms.html", context)


def group_names(gathering: Gathering, language: str) -> list[str]:
    """Groups expected here, else all of the round, in a language."""
    rows = gathering.groups_expected.select_related("group") or gathering.round.groups.select_related("group")
    return [say(row.group.names, language) for row in rows]


@login_required
@both_methods
def enter_form(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Type in one form: first typed, then reviewed, then stored. Nothing is stored before the review is confirmed."""
    person, gathering = access.get_recorded_gathering_or_404(request.user, public_id)
    items = items_for(gathering, request.GET.getlist("items"))
    form = SlipForm(sent(request), gathering=gathering, initial={"language": pack_language()})
    faults: list[Fault] = []
    outcome: Outcome | None = None
    step = request.POST.get("step", "type")
    if request.method == "POST" and step != "back":
        answers, faults = read_answers(request.POST, items)
        if form.is_valid() and not faults:
            if step == "type":
                return show_review(request, gathering, form, items, None)
            outcome, faults = store(form, answers, gathering, person, is_right=step == "right")
            if outcome and outcome.state == DIFFERS:
                return show_review(request, gathering, form, items, outcome)
            if outcome:
                messages.success(request, said_of(outcome))
                return redirect(f"{reverse('consultation:paper_entry', args=[public_id])}?{request.GET.urlencode()}")
    context = entry_context(gathering, form, items) | {"faults": faults, "posted": request.POST}
    status = 200 if step == "back" else status_of(request)
    return render(request, "consultation/paper_entry.html", context, status=status)


def store(
    form: SlipForm, answers: Sequence[PaperAnswer], gathering: Gathering, person: User, *, is_right: bool
) -> tuple[Outcome | None, list[Fault]]:
    """The outcome, or what the service refused."""
    try:
        slip = slip_of(form, answers)
        outcome = enter_slip(gathering=gathering, slip=slip, actor=person, on=timezone.localdate(), is_right=is_right)
    except ValidationError as fault:
        return None, faults_of(fault)
    return outcome, []


def show_review(
    request: HttpRequest, gathering: Gathering, form: SlipForm, items: Sequence[RoundItem], outcome: Outcome | None
) -> HttpResponse:
    """What was typed, to be read against the paper; where it differs from the first entry, both."""
    words = dict(Contribution.Position.choices)
    typed = [
        (item, words[request.POST[f"position-{item.key}"]], request.POST.get(f"text-{item.key}", ""))
        for item in items
        if request.POST.get(f"position-{item.key}")
    ]
    hidden = [(name, value) for name, value in request.POST.items() if name not in {"step", "csrfmiddlewaretoken"}]
    context = entry_context(gathering, form, items) | {
        "typed": typed, "hidden": hidden, "outcome": outcome, "consent": form.cleaned_data["consent"],
        "code": show_code(form.cleaned_data["code"]), "group": say(form.cleaned_data["group"].group.names),
        "consents": dict(Contribution.Consent.choices),
    }  # fmt: skip
    return render(request, "consultation/paper_review.html", context)


def entry_context(gathering: Gathering, form: SlipForm, items: Sequence[RoundItem]) -> dict[str, object]:
    """What both steps show."""
    return {
        "gathering": gathering, "title": title_of(gathering), "form": form,
        "items": printed(gathering, items, pack_language()), "positions": Contribution.Position.choices,
    }  # fmt: skip


def said_of(outcome: Outcome) -> str:
    """One sentence about what became of a form."""
    return {
        NEW: gettext("The form is stored."),
        AGREES: gettext("The form was typed before, and both entries agree."),
        CORRECTED: gettext("The form is corrected."),
    }[outcome.state]
