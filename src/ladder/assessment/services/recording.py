"""Records determinations: all of one hand-in or none, once however often it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ladder.accounts.models import User
from ladder.assessment.access.ties import is_tied
from ladder.assessment.entries import DeterminationEntry, EvidenceEntry
from ladder.assessment.models import Assessment, Determination, Evidence, EvidenceUse
from ladder.assessment.photo_claims import file_fields
from ladder.assessment.queries import read_files, requirement_ids
from ladder.assessment.services.acceptance import refuse_after_transition
from ladder.assessment.services.evidence_files import check_all, keep_file
from ladder.assessment.services.incident_versions import bring_incidents
from ladder.assessment.services.levels import lock_site, publish_level, published_of
from ladder.assessment.storage import Kept
from ladder.assessment.validity import last_good_day
from ladder.audit import services as audit
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import ladder_of
from ladder.core.assessment.facts import GRADES, SELF_DECLARED
from ladder.core.assessment.judge import judge
from ladder.core.assessment.result import SiteResult
from ladder.core.catalogue.ladder import Ladder
from ladder.registry.models import Organisation, Site


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one hand-in came to: how many entries were new, how many were known already, and the level now."""

    assessment_id: UUID | None
    new: int
    known: int
    result: SiteResult


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looked, when and in whose name. A self-assessment never yields better than grade D."""

    kind: str
    started_on: date
    organisation: Organisation | None = None
    note: str = ""
    source_name: str = ""


@transaction.atomic
def record_determinations(  # noqa: PLR0913 - all that it needs
    *, site: Site, version: FrameworkVersion, visit: Visit, entries: Sequence[DeterminationEntry],
    actor: User | None, on: date, is_dated_record: bool = False, into: Assessment | None = None,
) -> Recorded:  # fmt: skip
    """Store the entries that are new, judge the site again, and write the audit entry; where nothing is new, nothing.

    `on` is today. An entry counts from the day it was recorded; `is_dated_record` (the demonstration, records kept on
    paper at the time) lets it count from the day it was observed. Entries have been checked against the version
    before: an unknown requirement is a KeyError here. `into` is the hand-in that these belong to, where part of it was
    recorded before.

    Raises:
        ValidationError: the transition from this version to the next is over. What is known already may be sent again.
        ValueError: the hand-in is one of another site.
    """
    lock_site(site)
    if into is not None and into.site_id != site.pk:
        raise ValueError(f"{into.public_id} is no hand-in of {site.public_id}")
    files = read_files(site, version)
    told = {entry.digest(version.content_hash): entry for entry in (held_to_kind(entry, visit) for entry in entries)}
    fresh = {digest: entry for digest, entry in told.items() if digest not in files.digests}
    if not fresh:
        return Recorded(None, 0, len(entries), judge(ladder_of(version), files.dossier(version, known_by=on), on))
    refuse_after_transition(version, on)
    if bring_incidents(site, version):
        files = read_files(site, version)
    assessment = into or create_assessment(site, version, visit, actor)
    rows = store(assessment, fresh, actor, None if is_dated_record else on)
    before = published_of(site, version)
    as_of = before.no_earlier(on)
    dossier = files.dossier(version, known_by=as_of, more=rows)
    result = publish_level(site=site, version=version, dossier=dossier, before=before, on=as_of)
    write_audit(assessment, actor, len(fresh), len(entries) - len(fresh), result)
    return Recorded(assessment.public_id, len(fresh), len(entries) - len(fresh), result)


def write_audit(assessment: Assessment, actor: User | None, new: int, known: int, result: SiteResult) -> None:
    """Numbers and keys only."""
    detail = {"assessment": str(assessment.public_id), "new": new, "known": known, "level": result.site_level,
              "status": result.status}  # fmt: skip
    target = f"site:{assessment.site.public_id}"
    audit.record(actor=actor, action="assessment.determinations_recorded", target=target, detail=detail)


def held_to_kind(entry: DeterminationEntry, visit: Visit) -> DeterminationEntry:
    """What people say of their own site is grade D, whatever the file claims; A is for a third party alone."""
    if visit.kind == Assessment.Kind.SELF and entry.grade != SELF_DECLARED:
        return replace(entry, grade=SELF_DECLARED)
    if visit.kind != Assessment.Kind.THIRD and entry.grade == GRADES[0]:
        return replace(entry, grade=GRADES[1])
    return entry


def create_assessment(site: Site, version: FrameworkVersion, visit: Visit, actor: User | None) -> Assessment:
    """The row that holds one hand-in together."""
    return Assessment.objects.create(
        site=site, version=version, kind=visit.kind, organisation=visit.organisation, started_on=visit.started_on,
        note=visit.note, source_name=visit.source_name, created_by=actor, created_at=timezone.now(),
    )  # fmt: skip


def store(
    assessment: Assessment, fresh: Mapping[str, DeterminationEntry], actor: User | None, known_on: date | None
) -> list[tuple[object, ...]]:
    """Determinations in one insert, their evidence in two more; returns the facts in the columns of `queries`."""
    ladder, ids = ladder_of(assessment.version), requirement_ids(assessment.version)
    tied = actor is not None and is_tied(actor, assessment.site)
    rows = [
        build_row(assessment, ladder, ids, digest, entry, actor, known_on, tied=tied) for digest, entry in fresh.items()
    ]
    Determination.objects.bulk_create(rows)
    pairs = list(zip(rows, fresh.values(), strict=True))
    store_evidence(assessment.site, pairs, actor)
    return [
        (entry.requirement, row.state, row.observed_on, row.valid_until, row.grade, row.decided_by, row.known_on,
         row.is_independent, None)
        for row, entry in pairs
    ]  # fmt: skip


def build_row(  # noqa: PLR0913, PLR0917 - all that it needs
    assessment: Assessment, ladder: Ladder, ids: Mapping[str, int], digest: str, entry: DeterminationEntry,
    actor: User | None, known_on: date | None, *, tied: bool,
) -> Determination:  # fmt: skip
    """One determination as a row. Whoever is tied to the site opens no gate there, whatever grade they typed."""
    until = last_good_day(entry, ladder)
    return Determination(
        site=assessment.site, version=assessment.version, requirement_id=ids[entry.requirement], assessment=assessment,
        state=entry.state, grade=entry.grade, observed_on=entry.observed_on, valid_until=until,
        known_on=max(known_on or entry.observed_on, entry.observed_on), decided_by=entry.decided_by,
        is_independent=assessment.kind != Assessment.Kind.SELF and entry.grade not in {"", SELF_DECLARED} and not tied,
        reason=entry.reason, digest=digest, source_key=entry.source_key, rule=entry.rule, recorded_by=actor,
        recorded_at=assessment.created_at,
    )  # fmt: skip


def store_evidence(site: Site, pairs: Sequence[tuple[Determination, DeterminationEntry]], actor: User | None) -> None:
    """Evidence named with the entries, and what each was used for. Bytes of files are in the store already.

    One file of one hand-in is one piece, whatever number of findings stand on it. Images are looked at and compared
    once the transaction is over.
    """
    named = [(row, entry, one) for row, entry in pairs for one in entry.evidence]
    if not named:
        return
    pieces: dict[tuple[object, ...], Evidence] = {}
    for number, (row, entry, one) in enumerate(named):
        key = piece_key(number, entry, one)
        if key not in pieces:
            pieces[key] = build_piece(site, row, entry, one, actor)
    Evidence.objects.bulk_create(pieces.values())
    uses = {
        (row.pk, piece.pk, one.method): EvidenceUse(determination=row, evidence=piece, method=one.method)
        for number, (row, entry, one) in enumerate(named)
        for piece in [pieces[piece_key(number, entry, one)]]
    }
    EvidenceUse.objects.bulk_create(uses.values())
    with_files = [piece for piece in pieces.values() if piece.file_id is not None]
    if with_files:
        transaction.on_commit(partial(check_all, with_files), robust=True)


def piece_key(number: int, entry: DeterminationEntry, one: EvidenceEntry) -> tuple[object, ...]:
    """What makes two named pieces one: the same file of the same hand-in. Pieces without a file are each their own."""
    if one.file is None:
        return (number,)
    return one.file.sha256, one.file.name, entry.source_key, one.kind, one.observed_on


def build_piece(
    site: Site, row: Determination, entry: DeterminationEntry, one: EvidenceEntry, actor: User | None
) -> Evidence:
    """One piece of evidence as a row."""
    told: dict[str, Any] = {} if one.file is None else file_fields(one.file)
    if one.file is not None:
        told["file"] = keep_file(Kept(one.file.sha256, one.file.size_bytes), one.file.name)
    return Evidence(
        site=site, kind=one.kind, title=one.title, observed_on=one.observed_on, received_at=row.recorded_at,
        valid_until=one.valid_until, source_key=entry.source_key, recorded_by=actor, **told,
    )  # fmt: skip
