"""Pages of gatherings: the list, the plan, the record."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ladder.accounts.models import User
from ladder.audit.services import record_read
from ladder.consultation import access
from ladder.consultation.capture_words import RECORDS
from ladder.consultation.forms.gatherings import GatheringForm, filled_from
from ladder.consultation.models import Contribution, Gathering, Round
from ladder.consultation.queries.gatherings import list_gatherings as rows_of
from ladder.consultation.queries.gatherings import record_of
from ladder.consultation.services import gatherings as services
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, faults_of, sent, try_to_save
from ladder.consultation.wording import name_of_language, say
from ladder.webkit.paging import page_of


@login_required
@require_safe
def list_gatherings(request: HttpRequest) -> HttpResponse:
    """The gatherings whose record this person sees, and the rounds in which they plan new ones."""
    person = access.require_planner(request.user)
    page = page_of(request, rows_of(person))
    rows = [(row, title_of(row)) for row in page]
    rounds = [(row, say(row.titles)) for row in Round.objects.exclude(status=Round.Status.CLOSED)]
    return render(request, "consultation/gatherings.html", {"page": page, "rows": rows, "rounds": rounds})


@login_required
@both_methods
def plan_gathering(request: HttpRequest, address: str) -> HttpResponse:
    """Plan a gathering of a round; a facilitator who plans records it."""
    person = access.require_planner(request.user)
    in_round = access.get_round_or_404(person, address)
    form = GatheringForm(sent(request), in_round=in_round, initial=opening(person, in_round))
    saved = try_to_save(form, lambda _said: services.plan_gathering(in_round=in_round, plan=form.plan(), actor=person))
    if saved is not None:
        messages.success(request, gettext("The gathering is planned."))
        return redirect("consultation:gathering", saved.public_id)
    context = {"form": form, "round": in_round, "title": gettext("Plan a gathering")}
    return render(request, "consultation/gathering_form.html", context, status=status_of(request))


@login_required
@both_methods
def change_gathering(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change a plan."""
    person, gathering = access.get_read_gathering_or_404(request.user, public_id)
    if gathering.kind == Gathering.Kind.DIALOGUE:
        raise Http404  # an online dialogue is planned on its own page
    form = GatheringForm(sent(request), in_round=gathering.round, initial=filled_from(gathering))
    saved = try_to_save(
        form, lambda _said: services.change_gathering(gathering=gathering, plan=form.plan(), actor=person)
    )
    if saved is not None:
        messages.success(request, gettext("The plan is changed."))
        return redirect("consultation:gathering", public_id)
    context = {
        "form": form, "round": gathering.round, "gathering": gathering, "gathering_title": title_of(gathering),
        "title": gettext("Change the plan"),
    }  # fmt: skip
    return render(request, "consultation/gathering_form.html", context, status=status_of(request))


@login_required
@require_POST
def cancel_gathering(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Call a gathering off."""
    person, gathering = access.get_read_gathering_or_404(request.user, public_id)
    try:
        services.cancel_gathering(gathering=gathering, actor=person)
    except ValidationError as fault:
        for one in faults_of(fault):
            messages.error(request, one.sentence)
    else:
        messages.success(request, gettext("The gathering is called off."))
    return redirect("consultation:gathering", public_id)


@login_required
@require_safe
def show_gathering(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The plan and the record as it stands; opening words that people said is logged."""
    person, gathering = access.get_read_gathering_or_404(request.user, public_id)
    record = record_of(gathering)
    if record.words:
        record_read(actor=person, target=f"gathering:{public_id}", why="gathering_record")
    context = {
        "gathering": gathering,
        "title": title_of(gathering),
        "record": record,
        "kinds": RECORDS,
        "positions": Contribution.Position.choices,
        "agenda": [(point, say(point.titles)) for point in gathering.agenda.select_related("item")],
        "facilitators": gathering.facilitators.order_by("username"),
        "spoken": ", ".join(name_of_language(code) for code in gathering.languages),
        "may_record": access.may_record(person, gathering),
        "is_planned_here": gathering.kind != Gathering.Kind.DIALOGUE,
    }
    return render(request, "consultation/gathering.html", context)


def title_of(gathering: Gathering) -> str:
    """The title in the reader's language, else the kind."""
    return say(gathering.titles) or str(gathering.get_kind_display())


def opening(person: User, in_round: Round) -> dict[str, object]:
    """What a new plan starts with."""
    own = [person.pk] if access.is_facilitator(person) else []
    return {"facilitators": own, "languages": in_round.languages}


def status_of(request: HttpRequest) -> int:
    """200 for a form that was opened, 422 for one that came back."""
    return UNPROCESSABLE if request.method == "POST" else 200
