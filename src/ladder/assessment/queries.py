"""Reads what was recorded at a site, as the frozen facts that `core.assessment` judges."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from ladder.assessment.models import Assessment, Circumstance, Determination, LevelSnapshot, SecondReading, SiteLevel
from ladder.catalogue.models import FrameworkVersion, RequirementVersion
from ladder.catalogue.queries import ladder_of, pack_of
from ladder.core.assessment.facts import (
    NOT_APPLICABLE,
    Approval,
    ConditionAnswer,
    Contest,
    CorrectivePlan,
    Dossier,
    Incident,
)
from ladder.core.assessment.facts import Determination as Finding
from ladder.core.assessment.judge import judge
from ladder.core.assessment.result import STATUSES, SiteResult
from ladder.core.assessment.timeline import Step, next_change
from ladder.core.catalogue.ladder import Ladder
from ladder.registry.models import Site

DUE = "due"
CLOSABLE = (Circumstance.Kind.PLAN, Circumstance.Kind.CONTEST, Circumstance.Kind.INCIDENT)
FORESIGHT = timedelta(days=731)
FINDING_COLUMNS = (
    "requirement__key", "state", "observed_on", "valid_until", "grade", "decided_by", "known_on", "is_independent",
    "withdrawal__known_on",
)  # fmt: skip
KNOWN_ON = FINDING_COLUMNS.index("known_on")
CIRCUMSTANCE_COLUMNS = (
    "id", "kind", "subject", "holds", "starts_on", "ends_on", "known_on", "closes_id", "reason", "decided_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Files:
    """Everything recorded about a site under one version, as rows."""

    findings: tuple[tuple[Any, ...], ...]
    circumstances: tuple[dict[str, Any], ...]
    digests: frozenset[str]

    def dossier(self, version: FrameworkVersion, *, known_by: date, more: Iterable[tuple[Any, ...]] = ()) -> Dossier:
        """The facts known by a day, with others that were just stored."""
        findings = [row for row in (*self.findings, *more) if row[KNOWN_ON] <= known_by]
        circumstances = [row for row in self.circumstances if row["known_on"] <= known_by]
        return build_dossier(ladder_of(version), findings, circumstances, known_by)


def result_on(site: Site, version: FrameworkVersion, day: date) -> SiteResult:
    """Level of a site under a version on any day, from what was seen and known by then. Two queries."""
    ladder = ladder_of(version)
    return judge(ladder, dossier_of(site, version, ladder, known_by=day), day)


def result_and_forecast(site: Site, version: FrameworkVersion, day: date) -> tuple[SiteResult, Step | None]:
    """The level on a day, and its first change within two years if nothing new is recorded. Two queries."""
    ladder = ladder_of(version)
    dossier = dossier_of(site, version, ladder, known_by=day)
    return judge(ladder, dossier, day), next_change(ladder, dossier, day, day + FORESIGHT)


def read_files(site: Site, version: FrameworkVersion) -> Files:
    """Everything recorded about a site under a version, with what tells repeated entries. Two queries."""
    rows = list(Determination.objects.filter(site=site, version=version).values_list(*FINDING_COLUMNS, "digest"))
    return Files(
        tuple(row[:-1] for row in rows), tuple(circumstance_rows(site, version)), frozenset(row[-1] for row in rows)
    )


def circumstance_rows(site: Site, version: FrameworkVersion, **known: date) -> list[dict[str, Any]]:
    """Circumstances in the order in which they were recorded."""
    found = Circumstance.objects.filter(site=site, version=version, **known).order_by("id")
    return [dict(row) for row in found.values(*CIRCUMSTANCE_COLUMNS)]


def dossier_of(
    site: Site, version: FrameworkVersion, ladder: Ladder, *, known_by: date,
    but: Iterable[int] = (), but_circumstances: Collection[int] = (),
) -> Dossier:  # fmt: skip
    """The facts about a site under one version that were known by a day, but for some of them. Two queries."""
    findings = Determination.objects.filter(site=site, version=version, known_on__lte=known_by).exclude(pk__in=but)
    rows = circumstance_rows(site, version, known_on__lte=known_by)
    circumstances = [row for row in rows if row["id"] not in but_circumstances]
    return build_dossier(ladder, findings.values_list(*FINDING_COLUMNS), circumstances, known_by)


def requirement_ids(version: FrameworkVersion) -> Mapping[str, int]:
    """Primary keys of a version's requirements by their key; one query the first time."""
    return read_requirement_ids(version.pk, version.content_hash)


@lru_cache(maxsize=32)
def read_requirement_ids(version_pk: int, content_hash: str) -> Mapping[str, int]:
    """The same, remembered: the requirements of a version with this hash never change."""
    del content_hash  # part of what is remembered: a draft that is replaced has another
    return dict(RequirementVersion.objects.filter(version=version_pk).values_list("key", "pk"))


def build_dossier(
    ladder: Ladder, findings: Iterable[tuple[Any, ...]], circumstances: Sequence[Mapping[str, Any]], known_by: date
) -> Dossier:
    """Rows to frozen facts, as they were known by a day."""
    closings: dict[int, Mapping[str, Any]] = {}
    for row in circumstances:
        if row["closes_id"]:
            closings.setdefault(row["closes_id"], row)
    facts: dict[str, list[Any]] = {kind: [] for kind in Circumstance.Kind.values}
    for row in circumstances:
        is_taken_back = row["kind"] == Circumstance.Kind.CONDITION and row["id"] in closings
        if not row["closes_id"] and not is_taken_back:
            facts[row["kind"]].append(build_fact(row, closings.get(row["id"])))
    return Dossier(
        determinations=tuple(build_finding(ladder, row, known_by) for row in findings),
        answers=tuple(facts[Circumstance.Kind.CONDITION]),
        approvals=tuple(facts[Circumstance.Kind.APPROVAL]),
        plans=tuple(facts[Circumstance.Kind.PLAN]),
        contests=tuple(facts[Circumstance.Kind.CONTEST]),
        incidents=tuple(facts[Circumstance.Kind.INCIDENT]),
    )


def build_finding(ladder: Ladder, row: tuple[Any, ...], known_by: date) -> Finding:
    """One determination. Not applicable on a conditional requirement is itself the dated answer to its condition.

    A withdrawal that became known later is left out, so that no earlier forecast knows of it.
    """
    key, state, observed_on, valid_until, grade, decided_by, known_on, independent, withdrawn_on = row
    answers = state == NOT_APPLICABLE and bool(ladder.by_key[key].condition) and independent
    if withdrawn_on is not None and withdrawn_on > known_by:
        withdrawn_on = None
    return Finding(
        key, state, observed_on, valid_until, grade or None, decided_by, known_on, independent, answers, withdrawn_on
    )


def build_fact(
    row: Mapping[str, Any], closing: Mapping[str, Any] | None
) -> ConditionAnswer | Approval | CorrectivePlan | Contest | Incident:
    """One circumstance, with the row that closed it where there is one."""
    subject, start, end, known = row["subject"], row["starts_on"], row["ends_on"], row["known_on"]
    closed_on, closing_known_on = (closing["starts_on"], closing["known_on"]) if closing else (None, None)
    match row["kind"]:
        case Circumstance.Kind.CONDITION:
            return ConditionAnswer(subject, row["holds"], start, end, known, evidenced=bool(row["reason"]))
        case Circumstance.Kind.APPROVAL:
            return Approval(subject, row["reason"], row["decided_by"], start, end, known)
        case Circumstance.Kind.PLAN:
            return CorrectivePlan(subject, start, end, closed_on, known, closing_known_on)
        case Circumstance.Kind.CONTEST:
            return Contest(subject, start, closed_on, known, closing_known_on)
    return Incident(subject, start, row["holds"], closed_on, known, closing_known_on)


def latest_levels(version: FrameworkVersion | None, sites: Iterable[Site]) -> dict[int, SiteLevel]:
    """Present level of each of these sites by primary key: under this version, else under the newest. One query."""
    found = SiteLevel.objects.filter(site__in=[site.pk for site in sites]).defer("document", "vector")
    ordered = found.select_related("version").order_by("version__position")
    levels: dict[int, SiteLevel] = {}
    for level in ordered:
        known = levels.get(level.site_id)
        if known is None or known.version != version:
            levels[level.site_id] = level
    return levels


def due_levels(on: date) -> QuerySet[SiteLevel]:
    """Levels whose evidence ran out since they were computed."""
    return SiteLevel.objects.filter(changes_on__lte=on).select_related("site", "version__framework").order_by("pk")


def published_levels(site: Site, version: FrameworkVersion) -> list[LevelSnapshot]:
    """Levels as they were published, oldest first: the last of each day, and only where something changed."""
    last_of_day: dict[date, LevelSnapshot] = {}
    for one in LevelSnapshot.objects.filter(site=site, version=version).order_by("as_of", "id"):
        last_of_day[one.as_of] = one
    told: list[LevelSnapshot] = []
    for one in last_of_day.values():
        if not told or (told[-1].level, told[-1].status) != (one.level, one.status):
            told.append(one)
    return told


def published_versions() -> QuerySet[FrameworkVersion]:
    """Versions that were published and under which any level is known, newest first."""
    judged = SiteLevel.objects.filter(version=OuterRef("pk"))
    found = FrameworkVersion.objects.exclude(status=FrameworkVersion.Status.DRAFT).filter(Exists(judged))
    return found.select_related("framework").order_by("-position")


def judged_versions(site: Site) -> QuerySet[FrameworkVersion]:
    """Versions under which anything was recorded at this site, newest first."""
    used = Determination.objects.filter(site=site, version=OuterRef("pk"))
    return FrameworkVersion.objects.filter(Exists(used)).select_related("framework").order_by("-position")


def version_after(version: FrameworkVersion, *, with_drafts: bool) -> FrameworkVersion | None:
    """The newest published version after this one, else the newest draft where drafts are shown. One query."""
    draft, published = FrameworkVersion.Status.DRAFT, FrameworkVersion.Status.PUBLISHED
    later = FrameworkVersion.objects.filter(framework=version.framework_id, position__gt=version.position)
    rows = list(later.filter(status__in=[published, draft] if with_drafts else [published]).order_by("-position"))
    return min(rows, key=lambda one: one.status == draft, default=None)


@dataclass(frozen=True, slots=True)
class LevelFilter:
    """Which levels a list shows; None or "" leaves that side open. Status DUE: those to be judged again."""

    level: int | None = None
    status: str = ""

    @classmethod
    def read(cls, address: Mapping[str, str]) -> "LevelFilter":
        """From an address; words it does not know are left out."""
        level, status = address.get("level", ""), address.get("status", "")
        is_rank = level.isascii() and level.isdecimal() and len(level) == 1
        return cls(int(level) if is_rank else None, status if status in {*STATUSES, DUE} else "")


def levels_for(version: FrameworkVersion | None, wanted: LevelFilter, today: date) -> QuerySet[SiteLevel]:
    """Present levels with their sites, highest first; those that are due have no status until judged again."""
    found = SiteLevel.objects.filter(version=version).select_related("site").defer("document")
    found = found.order_by("-level", "site_id")
    if wanted.level is not None:
        found = found.filter(level=wanted.level)
    if wanted.status == DUE:
        return found.filter(changes_on__lte=today)
    if wanted.status:
        return found.filter(status=wanted.status).exclude(changes_on__lte=today)
    return found


def count_levels(version: FrameworkVersion | None) -> list[dict[str, int]]:
    """How many sites stand at each level. One query."""
    counted = SiteLevel.objects.filter(version=version).values("level").annotate(sites=Count("pk"))
    return [{"level": row["level"], "sites": row["sites"]} for row in counted.order_by("level")]


def history_of(site: Site, version: FrameworkVersion) -> QuerySet[Determination]:
    """Every determination at a site under a version, latest observation first."""
    rows = Determination.objects.filter(site=site, version=version)
    found = rows.select_related("requirement", "assessment", "withdrawal")
    return found.order_by("-observed_on", "requirement__position", "-id")


def circumstances_of(site: Site, version: FrameworkVersion | None) -> QuerySet[Circumstance]:
    """Every circumstance at a site under a version (None: any), latest first, with what closed it."""
    found = Circumstance.objects.filter(site=site, closes=None).prefetch_related("closings")
    found = found.select_related("incident", "incident_step__incident")
    return (found.filter(version=version) if version else found).order_by("-starts_on", "-id")


def find_closable(site: Site, public_id: UUID) -> Circumstance | None:
    """A plan, contest or incident of this very site that has not ended."""
    found = circumstances_of(site, None).filter(public_id=public_id, kind__in=CLOSABLE, closings=None)
    # What belongs to an incident ends on the incident's own page, by its rules
    found = found.filter(incident=None, incident_step=None).exclude(source_key__startswith="incident:")
    by_reading = SecondReading.objects.exclude(contest=None).values("contest")
    found = found.exclude(pk__in=by_reading)  # two who read it differ: only a third look settles that
    return found.select_related("version").first()


def visits_of(site: Site, version: FrameworkVersion) -> QuerySet[Assessment]:
    """Every look at a site under a version, latest first."""
    return Assessment.objects.filter(site=site, version=version).order_by("-started_on", "-id")


def evidence_kinds(version: FrameworkVersion, principle: str) -> dict[str, str]:
    """The kind of evidence that each requirement of a principle asks for."""
    pack = pack_of(version)
    return {one.id: one.evidence_kind for one in pack.requirements if str(one.principle) == principle}


def conditions_of(version: FrameworkVersion, language: str) -> list[tuple[str, str]]:
    """Keys and questions of the conditions of a version."""
    pack = pack_of(version)
    return [(one.key, pack.say("conditions", one.key, "question", language)) for one in pack.conditions]
