"""What pages read of submissions: lists, counts, and one of them question by question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from ladder.assessment.incident_kinds import count_names, kind_names
from ladder.assessment.models import Determination, Evidence, Incident
from ladder.catalogue.queries import pack_of
from ladder.core.field.answers import Answer
from ladder.core.field.receiving import WITHDRAWN
from ladder.field.entries import source_key_of
from ladder.field.models import Submission, SubmissionEvent
from ladder.field.reading import Reading, read_submission
from ladder.registry.models import Site
from ladder.webkit.languages import pack_language

LATELY = timedelta(days=30)
MOST_SITES = 12
MOST_EVENTS = 200
State = Submission.State


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which submissions a list shows; "" and None leave that side open."""

    state: str = ""
    site: UUID | None = None

    @classmethod
    def read(cls, address: Mapping[str, str]) -> "Wanted":
        """From an address; words it does not know are left out."""
        state = address.get("state", "")
        return cls(state if state in State.values else "", as_uuid(address.get("site", "")))


def as_uuid(text: str) -> UUID | None:
    """A public id, or None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def list_submissions(visible: QuerySet[Submission], wanted: Wanted) -> QuerySet[Submission]:
    """Those that are wanted, latest first, with what a row shows."""
    rows = visible.select_related("site", "person", "field_form").defer(
        "xml", "field_form__xml", "field_form__xlsform", "field_form__questions"
    )
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.site:
        rows = rows.filter(site__public_id=wanted.site)
    missing = Count("files", filter=Q(files__is_named=True, files__sha256=""))
    return rows.annotate(named=Count("files", filter=Q(files__is_named=True)), missing=missing).order_by("-pk")


def sites_in(visible: QuerySet[Submission]) -> QuerySet[Site]:
    """The sites that any of them is about, by name."""
    return (
        Site.objects.filter(pk__in=visible.order_by().values("site")).only("public_id", "name").order_by("name_folded")
    )


def count_states(visible: QuerySet[Submission]) -> dict[str, int]:
    """How many are in each state, without those that were left aside for good: they wait for nobody. One query."""
    waiting = visible.exclude(state=State.ASIDE, aside_reason=WITHDRAWN)
    counted = dict(waiting.order_by().values_list("state").annotate(number=Count("pk")))
    return {state: counted.get(state, 0) for state in State.values}


def lately_by_site(visible: QuerySet[Submission]) -> list[dict[str, Any]]:
    """The sites from which something came within 30 days: how many, and when last. One query."""
    since = timezone.now() - LATELY
    rows = visible.filter(received_at__gte=since, site__isnull=False).order_by().values("site__public_id", "site__name")
    return list(rows.annotate(number=Count("pk"), last=Max("received_at")).order_by("-last")[:MOST_SITES])


@dataclass(frozen=True, slots=True)
class Photo:
    """One file of a submission, and the evidence that it became."""

    name: str
    size_bytes: int | None
    is_here: bool
    is_named: bool
    evidence: UUID | None = None


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One requirement as the form answers it, in the reader's language."""

    title: str
    language: str
    answer: Answer
    photos: tuple[Photo, ...] = ()
    finding: Determination | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One submission as a page tells it."""

    reading: Reading
    lines: tuple[AnswerLine, ...] = ()
    conditions: tuple[tuple[str, bool, str], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    incident_kind: str = ""
    files: tuple[Photo, ...] = ()
    events: tuple[SubmissionEvent, ...] = ()
    incidents: tuple[Incident, ...] = ()
    replaces: Submission | None = None
    findings: Mapping[str, Determination] = field(default_factory=dict)


def tell(submission: Submission) -> Story:
    """Everything that a page shows of one submission. Its queries do not grow with its answers."""
    reading, language = read_submission(submission), pack_language()
    key = source_key_of(submission.instance_id)
    found = Determination.objects.filter(source_key=key).select_related("requirement", "withdrawal")
    findings = {row.requirement.key: row for row in found}
    files = list_files(submission, key)
    return Story(
        reading=reading,
        lines=tuple(lines_of(reading, findings, {file.name: file for file in files}, language)),
        conditions=conditions_of(reading, language),
        counts=tuple((count_names().get(name, name), number) for name, number in reading.sheet.counts.items()),
        incident_kind=kind_names().get(reading.sheet.incident.kind, "") if reading.sheet.incident else "",
        files=files,
        events=tuple(SubmissionEvent.objects.filter(instance_id=submission.instance_id).order_by("pk")[:MOST_EVENTS]),
        incidents=tuple(Incident.objects.filter(source_key=key)),
        replaces=Submission.objects.defer("xml").filter(replaced_by=submission).first(),
        findings=findings,
    )


def list_files(submission: Submission, key: str) -> tuple[Photo, ...]:
    """The files it names or brought, each with the evidence that it became. Two queries."""
    evidence = dict(Evidence.objects.filter(uses__determination__source_key=key).values_list("file_name", "public_id"))
    rows = submission.files.order_by("name")
    return tuple(
        Photo(row.name, row.size_bytes, bool(row.sha256), row.is_named, evidence.get(row.name)) for row in rows
    )


def lines_of(
    reading: Reading, findings: Mapping[str, Determination], files: Mapping[str, Photo], language: str
) -> list[AnswerLine]:
    """The answers in the order of the requirements, with titles in the reader's language where there are any."""
    if reading.form is None:
        return []
    pack = pack_of(reading.form.version)
    lines = []
    for answer in reading.answers.answers:
        words = pack.read("requirements", answer.requirement, "title", language)
        photos = tuple(files[name] for name in answer.photos if name in files)
        lines.append(AnswerLine(words.text, words.language, answer, photos, findings.get(answer.requirement)))
    return lines


def conditions_of(reading: Reading, language: str) -> tuple[tuple[str, bool, str], ...]:
    """Questions of the conditions with their answers."""
    if reading.form is None:
        return ()
    pack = pack_of(reading.form.version)
    return tuple(
        (pack.say("conditions", each.condition, "question", language), each.holds, each.seen)
        for each in reading.answers.conditions
    )
