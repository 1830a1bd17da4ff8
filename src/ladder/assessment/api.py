"""Endpoints of the assessment room: levels, reasons, and a whole site's answers in one idempotent call."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Field, Query, Router, Schema

from ladder.accounts.api_auth import optional, signed_in
from ladder.assessment import access, queries, services
from ladder.assessment.entries import DeterminationEntry, EvidenceEntry
from ladder.assessment.forms import is_sensible
from ladder.assessment.reading import Look, look_on
from ladder.assessment.services.recording import Visit
from ladder.catalogue.queries import current_version, ladder_of
from ladder.core.assessment.document import as_document
from ladder.core.assessment.facts import NOT_APPLICABLE
from ladder.core.catalogue.ladder import STOP, Ladder
from ladder.webkit.faults import Fault
from ladder.webkit.reading import FaultyInput

router = Router(tags=["assessment"])
LARGEST_PAGE = 200
State = Literal["met", "partly", "not_met", "not_applicable", "not_assessed", "contested"]
FIELDS = ("requirement", "state", "observed_on", "valid_until", "grade", "known_on")


class EvidenceIn(Schema):
    """Evidence named with an answer."""

    kind: Annotated[str, Field(min_length=1, max_length=40)]
    title: Annotated[str, Field(min_length=1, max_length=200)]
    method: Literal["D", "O", "I", "M"]
    observed_on: date
    valid_until: date | None = None


class AnswerIn(Schema):
    """The state of one requirement."""

    requirement: Annotated[str, Field(min_length=1, max_length=80)]
    state: State
    observed_on: date
    valid_until: date | None = None
    grade: Literal["A", "B", "C", "D", ""] = ""
    reason: Annotated[str, Field(max_length=2000)] = ""
    evidence: Annotated[list[EvidenceIn], Field(max_length=20)] = []


class VisitIn(Schema):
    """A whole visit. Sending it again changes nothing."""

    kind: Literal["self", "second", "third", "monitoring"]
    started_on: date
    note: Annotated[str, Field(max_length=2000)] = ""
    answers: Annotated[list[AnswerIn], Field(min_length=1, max_length=1000)]


class RecordedOut(Schema):
    """What a visit came to."""

    assessment: UUID | None
    new: int
    known: int
    level: dict[str, Any]


class LevelOut(Schema):
    """A site's present level, as lists show it."""

    site: UUID
    code: str
    name: str
    level: int
    status: str
    grade: str
    levels: dict[str, int]
    computed_on: date
    changes_on: date | None


class LevelsOut(Schema):
    """A page of levels."""

    version: str | None
    total: int
    items: list[LevelOut]


class DeterminationsOut(Schema):
    """Every determination at a site: `columns` name the values of each row, to keep the answer small."""

    version: str
    columns: list[str]
    rows: list[list[str | None]]


@router.get("/levels", response=LevelsOut, auth=optional, summary="Present levels of all sites")
def list_levels(
    request: HttpRequest, level: Annotated[int | None, Query(ge=0, le=9)] = None, status: str = "",
    offset: Annotated[int, Query(ge=0, le=10**7)] = 0, limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = 50,
) -> dict[str, Any]:  # fmt: skip
    """Highest level first. What is shown is public: no reasons, no names of people, no precise place."""
    del request
    version = current_version()
    found = queries.levels_for(version, queries.LevelFilter(level, status)).defer("document")
    items = [
        {"site": one.site.public_id, "code": one.site.code, "name": one.site.name, "level": one.level,
         "status": one.status, "grade": one.grade, "levels": one.vector, "computed_on": one.computed_on,
         "changes_on": one.changes_on}
        for one in found[offset:offset + limit]
    ]  # fmt: skip
    return {"version": version.version if version else None, "total": found.count(), "items": items}


@router.get("/sites/{uuid:public_id}/level", auth=optional, summary="Level of a site as of a date, with its reasons")
def read_level(request: HttpRequest, public_id: UUID, on: date | None = None, version: str = "") -> dict[str, Any]:
    """The document that `ladder assess` prints. Reasons are left out for those who may not see them."""
    today = timezone.localdate()
    if on and not is_sensible(on, today):
        raise FaultyInput([Fault("on", gettext("Give a day from the year 2000 to ten years ahead."))])
    look = look_on(request.user, public_id, on or today, version)
    document = as_document(queries.result_on(look.site, look.version, look.day))
    if not access.may_see_reasons(request.user, look.site):
        document = {key: document[key] for key in ("as_of", "site_level", "levels", "status", "grade", "method")}
    return {**document, "version": look.version.version, "content_hash": look.version.content_hash}


@router.get(
    "/sites/{uuid:public_id}/determinations",
    response=DeterminationsOut,
    auth=optional,
    summary="Every determination at a site",
)
def list_determinations(request: HttpRequest, public_id: UUID, version: str = "") -> dict[str, Any]:
    """Newest first; names and reasons only for those who work on the site."""
    look = look_on(request.user, public_id, timezone.localdate(), version)
    access.require_reasons(request.user, look.site)
    fields = ["requirement__key", *FIELDS[1:]]
    names = list(FIELDS)
    if access.open_notes(request.user, look.site):
        fields, names = [*fields, "decided_by", "reason"], [*names, "decided_by", "reason"]
    rows = queries.history_of(look.site, look.version).values_list(*fields)
    return {
        "version": look.version.version,
        "columns": names,
        "rows": [[None if value is None else str(value) for value in row] for row in rows],
    }


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
    faults = faults_of_visit(
        visit, ladder_of(look.version), look, is_outsider=access.may_look_from_outside(actor, look.site)
    )
    if faults:
        raise FaultyInput(faults)
    entries = [entry_of(answer, actor.username) for answer in visit.answers]
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


def faults_of_visit(visit: VisitIn, ladder: Ladder, look: Look, *, is_outsider: bool) -> list[Fault]:
    """Everything that is wrong with a visit, in one go."""
    faults = []
    if visit.kind != "self" and not is_outsider:
        faults.append(Fault("kind", gettext("Your role records self-assessments only. Use “self”.")))
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
    if answer.valid_until and answer.valid_until < answer.observed_on:
        faults.append(Fault(f"{where}.valid_until", gettext("This date is before the day it was observed.")))
    if answer.state == NOT_APPLICABLE and requirement.gate == STOP:
        sentence = gettext("This requirement always applies: it guards people against grave abuse.")
        faults.append(Fault(f"{where}.state", sentence))
    return faults
