"""Pages of incidents: report one, see what follows it, and the list of all that wait."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment import incident_access as access
from ladder.assessment.access.review import reviewable_sites
from ladder.assessment.incident_kinds import kind_names
from ladder.assessment.incident_queries import case_of, cases_of, incidents_at, open_incidents, steps_of
from ladder.assessment.models import Incident
from ladder.assessment.monitoring_forms import IncidentForm, StepForm
from ladder.assessment.monitoring_words import CHANNEL_WORDS, CLASS_WORDS, DUE_WORDS, STEP_WORDS
from ladder.assessment.reading import Look, look_at, require_open
from ladder.assessment.services.incident_steps import take_step
from ladder.assessment.services.incidents import record_incident
from ladder.audit.services import record_read
from ladder.core.assessment.incidents import METHOD, METHOD_VERSION, next_steps
from ladder.registry import access as registry_access
from ladder.webkit.paging import page_of

UNPROCESSABLE = 422
JUDGES = frozenset({Incident.Channel.ASSESSOR.value, Incident.Channel.MONITOR.value})
WORDS = {"class_words": CLASS_WORDS, "step_words": STEP_WORDS, "due_words": DUE_WORDS, "channel_words": CHANNEL_WORDS}


@login_required
def list_at_site(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Report an incident at a site; those that were reported, with their clocks."""
    look = look_at(request, public_id)
    person, channel = access.require_reporter(request.user, look.site)
    require_open(look)
    form = IncidentForm(
        request.POST or None, judges=channel in JUDGES, initial={"sent": uuid.uuid4(), "occurred_on": look.today}
    )
    if request.method == "POST" and form.is_valid() and (incident := record(form, person, channel, look)):
        messages.success(request, say_recorded(incident))
        # To a page of which no reading is logged: the log would name the reporter beside the report
        return redirect("assessment:site", public_id)
    page = page_of(request, incidents_at(look.site))
    answers = access.may_answer(person, look.site)
    if answers:
        record_read(actor=person, target=f"site:{look.site.public_id}", why="incidents")
    context = {
        **WORDS,
        "site": look.site,
        "form": form,
        "page": page,
        "cases": cases_of(page.object_list, timezone.now()),
        "names": kind_names(),
        "answers": answers,
        "person": person,
    }
    return render(request, "assessment/incidents.html", context, status=UNPROCESSABLE if form.errors else 200)


def record(form: IncidentForm, person: User, channel: str, look: Look) -> Incident | None:
    """Record it; None with the reasons on the form where it is refused."""
    entry = form.entry(channel, look.site)
    try:
        return record_incident(site=look.site, version=look.version, entry=entry, actor=person, on=look.today)
    except ValidationError as fault:
        form.add_error(None, fault)
        return None


def say_recorded(incident: Incident) -> str:
    """What the report did."""
    if not incident.requirement:
        return gettext("Recorded. It bears on no requirement of this version, so the level stays as it is.")
    if not incident.is_credible:
        return gettext("Recorded. Until somebody looked, what it bears on counts as contested.")
    return gettext("Recorded. It counts from now on; the level was judged again.")


@login_required
def show_incident(request: HttpRequest, public_id: UUID, incident_id: UUID) -> HttpResponse:
    """One incident with its clocks and steps; those from outside add the next step here."""
    site = registry_access.get_site_or_404(request.user, public_id)
    person, incident = access.open_incident(request.user, site, incident_id)
    answers = access.may_answer(person, site)
    if request.method == "POST" and not answers:
        raise Http404
    due = next_steps(steps_of(incident))
    form = StepForm(request.POST or None, steps=due, initial={"done_on": timezone.localdate()}) if answers else None
    if form is not None and request.method == "POST" and form.is_valid() and add_step(form, incident, person):
        messages.success(request, gettext("Recorded."))
        return redirect("assessment:incident", public_id, incident_id)
    context = {
        **WORDS,
        "site": site,
        "incident": incident,
        "case": case_of(incident, timezone.now()),
        "kind": kind_names().get(incident.kind, incident.kind),
        "form": form,
        "answers": answers,
        "method": f"{METHOD} {METHOD_VERSION}",
    }
    status = UNPROCESSABLE if form is not None and form.errors else 200
    return render(request, "assessment/incident.html", context, status=status)


def add_step(form: StepForm, incident: Incident, person: User) -> bool:
    """Take the step; False with the reasons on the form where it is refused."""
    try:
        take_step(incident=incident, **form.cleaned_data, actor=person, on=timezone.localdate())
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    return True


@login_required
def list_waiting(request: HttpRequest) -> HttpResponse:
    """All open incidents of the sites that a person answers for, overdue ones first."""
    person = access.require_desk(request.user)
    cases = cases_of(open_incidents(reviewable_sites(person)), timezone.now())
    record_read(actor=person, target="incidents:waiting", why="incidents")
    context = {
        **WORDS,
        "page": page_of(request, cases),
        "names": kind_names(),
        "overdue": sum(1 for case in cases if case.clocks.is_overdue),
    }
    return render(request, "assessment/incidents_waiting.html", context)
