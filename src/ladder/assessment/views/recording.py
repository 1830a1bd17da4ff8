"""Pages on which people record what was found at a site, and what bears on its level."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment import access, queries, services
from ladder.assessment.exchange import read_upload
from ladder.assessment.forms import (
    Answers,
    CircumstanceForm,
    ClosingForm,
    UploadForm,
    VisitForm,
    read_answers,
    state_choices,
)
from ladder.assessment.models import Assessment, Circumstance
from ladder.assessment.reading import Look, look_at, require_open
from ladder.assessment.services.circumstances import CircumstanceEntry
from ladder.assessment.services.recording import Recorded, Visit
from ladder.assessment.views.context import context_of, read_story
from ladder.assessment.words import CIRCUMSTANCE_WORDS, GRADE_WORDS, METHOD_WORDS
from ladder.catalogue.queries import ladder_of
from ladder.governance.queries.transitions import transition_of, transition_to
from ladder.packfiles.determinations import COLUMNS
from ladder.webkit.languages import pack_language

UNPROCESSABLE = 422


@login_required
def record_visit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A visit entered by form, one principle at a time."""
    look = look_at(request, public_id)
    person = access.require_record(request.user, look.site)
    require_open(look)
    form = VisitForm(request.POST or None, today=look.today, best_kind=best_kind(person, look))
    principle = request.GET.get("principle", "1")
    ladder = ladder_of(look.version)
    kinds = queries.evidence_kinds(look.version, principle)
    if not kinds:
        raise Http404
    answers = Answers((), ())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        answers = read_answers(
            request.POST, ladder, kinds, observed_on=said["observed_on"], decided_by=person.username,
            is_self=said["kind"] == Assessment.Kind.SELF,
        )  # fmt: skip
        if not answers.faults and (recorded := save(person, look, form, answers, "")):
            return say_recorded(request, look, recorded)
    story = read_story(look, queries.result_on(look.site, look.version, look.day))
    context = {
        **context_of(request, look, story),
        **transitions_at(look),
        "form": form,
        "faults": answers.faults,
        "chosen": [one for one in story.ladders if one.principle == principle],
        "states": state_choices(),
        "grades": GRADE_WORDS,
        "methods": METHOD_WORDS,
        "posted": request.POST,
        "principle": principle,
    }
    return render(request, "assessment/record.html", context, status=status_of(request))


@login_required
def upload_determinations(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A visit handed in as a CSV or XLSX file; every fault is listed with its place, or all is recorded."""
    look = look_at(request, public_id)
    person = access.require_record(request.user, look.site)
    require_open(look)
    best = best_kind(person, look)
    form = UploadForm(request.POST or None, request.FILES or None, today=look.today, best_kind=best)
    answers = Answers((), ())
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        answers = read_upload(file.name, file.read(), ladder_of(look.version), look.today, person.username)
        if not answers.faults and (recorded := save(person, look, form, answers, file.name)):
            return say_recorded(request, look, recorded)
    context = {
        **context_of(request, look),
        **transitions_at(look),
        "form": form,
        "faults": answers.faults,
        "columns": ", ".join(COLUMNS),
    }
    return render(request, "assessment/upload.html", context, status=status_of(request))


@login_required
def record_circumstance(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A condition's answer, an approval, a plan, a contest or an incident."""
    look = look_at(request, public_id)
    person = access.require_decider(request.user, look.site)
    require_open(look)
    form = CircumstanceForm(request.POST or None, ladder=ladder_of(look.version), today=look.today)
    if request.method == "POST" and form.is_valid() and tell(form, person, look):
        messages.success(request, gettext("Recorded."))
        return redirect("assessment:circumstances", public_id)
    context = {
        **context_of(request, look),
        "form": form,
        "sees_notes": access.open_notes(person, look.site),
        "conditions": queries.conditions_of(look.version, pack_language()),
        "circumstances": queries.circumstances_of(look.site, look.version),
        "kind_words": CIRCUMSTANCE_WORDS,
        "closable": queries.CLOSABLE,
    }
    return render(request, "assessment/circumstances.html", context, status=status_of(request))


@login_required
def close_circumstance(request: HttpRequest, public_id: UUID, circumstance_id: UUID) -> HttpResponse:
    """The day on which a plan, a contest or an incident ended, and why."""
    look = look_at(request, public_id)
    person = access.require_decider(request.user, look.site)
    circumstance = queries.find_closable(look.site, circumstance_id)
    if circumstance is None:
        raise Http404
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and close(form, circumstance, person, look):
        messages.success(request, gettext("Recorded."))
        return redirect("assessment:circumstances", public_id)
    context = {
        **context_of(request, look),
        "form": form,
        "circumstance": circumstance,
        "kind_words": CIRCUMSTANCE_WORDS,
    }
    return render(request, "assessment/closing.html", context, status=status_of(request))


def tell(form: CircumstanceForm, person: User, look: Look) -> bool:
    """Record it; False with the reason on the form where it is refused."""
    entry = CircumstanceEntry(**form.cleaned_data, decided_by=person.username)
    try:
        services.record_circumstance(site=look.site, version=look.version, entry=entry, actor=person, on=look.today)
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    return True


def close(form: ClosingForm, circumstance: Circumstance, person: User, look: Look) -> bool:
    """Close it; False with the faults on the form where it cannot be."""
    try:
        services.close_circumstance(circumstance=circumstance, **form.cleaned_data, actor=person, on=look.today)
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    return True


def status_of(request: HttpRequest) -> int:
    """A form that comes back was at fault."""
    return UNPROCESSABLE if request.method == "POST" else 200


def transitions_at(look: Look) -> dict[str, object]:
    """Until when this version, or the one before it, takes assessments. Two queries."""
    leaving, coming = transition_of(look.version), transition_to(look.version)
    return {
        "leaving": leaving,
        "leaving_accepts": leaving is not None and leaving.accepts(look.today),
        "coming": coming,
        "coming_accepts": coming is not None and coming.accepts(look.today),
    }


def best_kind(person: User, look: Look) -> str:
    """As whom this person looks at the site today."""
    return access.kind_of_visit(person, look.site, look.today)


def save(person: User, look: Look, form: VisitForm, answers: Answers, file_name: str) -> Recorded | None:
    """Hand checked answers to the service; None with the reason on the form where they are refused."""
    said = form.cleaned_data
    visit = Visit(said["kind"], said["observed_on"], note=said["note"], source_name=file_name[:200])
    try:
        return services.record_determinations(
            site=look.site, version=look.version, visit=visit, entries=answers.entries, actor=person, on=look.today
        )
    except ValidationError as fault:
        form.add_error(None, fault)
        return None


def say_recorded(request: HttpRequest, look: Look, recorded: Recorded) -> HttpResponse:
    """Tell what was recorded and go to the site's page."""
    sentence = gettext("Recorded: %(new)d new, %(known)d already known.")
    messages.success(request, sentence % {"new": recorded.new, "known": recorded.known})
    return redirect(reverse("assessment:site", args=[look.site.public_id]))
