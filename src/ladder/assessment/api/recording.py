"""Endpoints that record: a whole visit in one idempotent call, and what else bears on a level."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Router

from ladder.accounts.api_auth import signed_in
from ladder.assessment import access, queries, services
from ladder.assessment.api.schemas import AnswerIn, CircumstanceIn, CircumstanceOut, EndIn, RecordedOut, VisitIn
from ladder.assessment.entries import DeterminationEntry, EvidenceEntry
from ladder.assessment.forms import CircumstanceForm, is_sensible, why_not_kind
from ladder.assessment.reading import Look, look_on, require_open
from ladder.assessment.services.circumstances import CircumstanceEntry
from ladder.assessment.services.recording import Visit
from ladder.assessment.validity import why_not_until
from ladder.catalogue.queries import ladder_of
from ladder.core.assessment.document import as_document
from ladder.core.assessment.facts import NOT_APPLICABLE
from ladder.core.catalogue.ladder import STOP, Ladder
from ladder.registry import access as registry_access
from ladder.webkit.faults import Fault
from ladder.webkit.reading import FaultyInput

router = Router(tags=["assessment"])
HOLDS = {None: "", True: "yes", False: "no"}


@router.post(
    "/sites/{uuid:public_id}/visits",
    response=RecordedOut,
    auth=signed_in,
    summary="Record a whole visit; sending it again changes nothing",
)
def record_visit(request: HttpRequest, public_id: UUID, visit: VisitIn, version: str = "") -> dict[str, Any]:
    """All answers or none. Faults are listed with their place, such as `answers[3].observed_on`."""
    look = look_on(request.user, public_id, timezone.localdate(), version)
    actor = access.require_record(request.user, look.site)
    require_open(look)
    best_kind = access.kind_of_visit(actor, look.site, look.today)
    faults = faults_of_visit(visit, ladder_of(look.version), look, best_kind)
    if faults:
        raise FaultyInput(faults)
    entries = [entry_of(answer, actor.username) for answer in visit.answers]
    with as_fault("version"):
        recorded = services.record_determinations(
            site=look.site, version=look.version, visit=Visit(visit.kind, visit.started_on, note=visit.note),
            entries=entries, actor=actor, on=look.today,
        )  # fmt: skip
    return {
        "assessment": recorded.assessment_id,
        "new": recorded.new,
        "known": recorded.known,
        "level": {key: value for key, value in as_document(recorded.result).items() if key != "requirements"},
    }


@router.post(
    "/sites/{uuid:public_id}/circumstances",
    response=CircumstanceOut,
    auth=signed_in,
    summary="Record a condition's answer, an approval, a plan, a contest or an incident",
)
def record_circumstance(
    request: HttpRequest, public_id: UUID, told: CircumstanceIn, version: str = ""
) -> dict[str, Any]:
    """Sending it again changes nothing."""
    look = look_on(request.user, public_id, timezone.localdate(), version)
    actor = access.require_decider(request.user, look.site)
    require_open(look)
    said = told.dict() | {"holds": HOLDS[told.holds]}
    form = CircumstanceForm(said, ladder=ladder_of(look.version), today=look.today)
    raise_faults(form)
    entry = CircumstanceEntry(**form.cleaned_data, decided_by=actor.username)
    with as_fault("version"):
        row = services.record_circumstance(
            site=look.site, version=look.version, entry=entry, actor=actor, on=look.today
        )
    return {"circumstance": row.public_id, "known_on": row.known_on}


@router.post(
    "/sites/{uuid:public_id}/circumstances/{uuid:circumstance_id}/end",
    response=CircumstanceOut,
    auth=signed_in,
    summary="End a plan, a contest or an incident",
)
def close_circumstance(request: HttpRequest, public_id: UUID, circumstance_id: UUID, told: EndIn) -> dict[str, Any]:
    """What was recorded stays; its end is a new entry."""
    site = registry_access.get_site_or_404(request.user, public_id)
    actor = access.require_decider(request.user, site)
    circumstance = queries.find_closable(site, circumstance_id)
    if circumstance is None:
        raise Http404
    row = services.close_circumstance(
        circumstance=circumstance, closed_on=told.closed_on, reason=told.reason, actor=actor, on=timezone.localdate()
    )
    return {"circumstance": row.public_id, "known_on": row.known_on}


@contextmanager
def as_fault(where: str) -> Iterator[None]:
    """What a service refuses, told as a fault in one place of what was sent."""
    try:
        yield
    except ValidationError as refused:
        raise FaultyInput([Fault(where, sentence) for sentence in refused.messages]) from refused


def raise_faults(form: CircumstanceForm) -> None:
    """Raise FaultyInput with every fault of a form."""
    if not form.is_valid():
        raise FaultyInput([Fault(name, str(one)) for name, found in form.errors.items() for one in found])


def entry_of(answer: AnswerIn, decided_by: str) -> DeterminationEntry:
    """One answer as it is recorded."""
    evidence = tuple(EvidenceEntry(**one.dict()) for one in answer.evidence)
    return DeterminationEntry(
        answer.requirement,
        answer.state,
        answer.observed_on,
        answer.valid_until,
        answer.grade,
        decided_by,
        answer.reason,
        evidence,
    )


def faults_of_visit(visit: VisitIn, ladder: Ladder, look: Look, best_kind: str) -> list[Fault]:
    """Everything that is wrong with a visit, in one go. `best_kind`: as whom whoever sends it looks at the site."""
    faults = []
    if sentence := why_not_kind(visit.kind, best_kind):
        faults.append(Fault("kind", sentence))
    if visit.started_on > look.today:
        faults.append(Fault("started_on", gettext("The date lies in the future.")))
    seen: dict[tuple[str, date], str] = {}
    for number, answer in enumerate(visit.answers):
        faults += faults_of_answer(answer, ladder, look.today, f"answers[{number}]")
        earlier = seen.setdefault((answer.requirement, answer.observed_on), answer.state)
        if earlier != answer.state:
            sentence = gettext("Two states for one requirement on one day. Keep one.")
            faults.append(Fault(f"answers[{number}].state", sentence))
    return faults


def faults_of_answer(answer: AnswerIn, ladder: Ladder, today: date, where: str) -> list[Fault]:
    """What is wrong with one answer."""
    requirement = ladder.by_key.get(answer.requirement)
    if requirement is None:
        return [Fault(f"{where}.requirement", gettext("This version has no such requirement."))]
    faults = []
    if answer.observed_on > today:
        faults.append(Fault(f"{where}.observed_on", gettext("The date lies in the future.")))
    elif not is_sensible(answer.observed_on, today):
        faults.append(Fault(f"{where}.observed_on", gettext("The date is before the year 2000. Check the year.")))
    if answer.valid_until and answer.valid_until < answer.observed_on:
        faults.append(Fault(f"{where}.valid_until", gettext("This date is before the day it was observed.")))
    if sentence := why_not_until(entry_of(answer, ""), ladder):
        faults.append(Fault(f"{where}.valid_until", sentence))
    if answer.state == NOT_APPLICABLE and requirement.gate == STOP:
        sentence = gettext("This requirement always applies: it guards people against grave abuse.")
        faults.append(Fault(f"{where}.state", sentence))
    return faults
