"""Reads one hand-in, one finding and appeals as their pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Prefetch, QuerySet

from ladder.assessment.models import (
    Appeal,
    Assessment,
    Circumstance,
    Determination,
    Evidence,
    EvidenceCheck,
    EvidenceUse,
    OperatorStatement,
    SecondReading,
)
from ladder.catalogue.queries import pack_of
from ladder.core.assessment.photo_flags import SERIOUS
from ladder.packfiles.model import Reading
from ladder.webkit.languages import pack_language


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence behind a finding, and what is seriously odd about it."""

    evidence: Evidence
    method: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding of a hand-in with all that a reviewer needs beside it."""

    row: Determination
    title: Reading
    text: Reading
    pieces: tuple[Piece, ...]
    statement: OperatorStatement | None
    appeals: tuple[Appeal, ...]
    readings: tuple[SecondReading, ...]
    is_contested: bool


def show_findings(assessment: Assessment) -> list[Shown]:
    """Every finding of a hand-in, gates first, then in the framework's order. Eight queries."""
    rows = with_all(Determination.objects.filter(assessment=assessment))
    contested = contested_keys(assessment)
    return [show(row, contested) for row in sorted(rows, key=order_of)]


def order_of(row: Determination) -> tuple[int, int, int]:
    """Stop gates, cap gates, the rest; each as the framework has them."""
    return {"stop": 0, "cap": 1}.get(row.requirement.gate, 2), row.requirement.position, row.pk


def with_all(rows: QuerySet[Determination]) -> QuerySet[Determination]:
    """Findings with their evidence and its checks, statements, appeals, readings and withdrawal."""
    checks = Prefetch("evidence__checks", EvidenceCheck.objects.order_by("-pk"))
    uses = Prefetch(
        "evidence_uses", EvidenceUse.objects.select_related("evidence__file").order_by("pk").prefetch_related(checks)
    )
    statements = Prefetch("statements", OperatorStatement.objects.select_related("organisation").order_by("-pk"))
    appeals = Prefetch("appeals", Appeal.objects.select_related("organisation", "decision").order_by("pk"))
    readings = Prefetch("second_readings", SecondReading.objects.order_by("pk"))
    found = rows.select_related("requirement", "version__framework", "site", "withdrawal", "assessment")
    return found.prefetch_related(uses, statements, appeals, readings)


def contested_keys(assessment: Assessment) -> frozenset[str]:
    """Requirements of a hand-in's site that an open contest disputes. One query."""
    found = Circumstance.objects.filter(
        site=assessment.site_id, version=assessment.version_id, kind=Circumstance.Kind.CONTEST, closes=None,
        closings=None,
    )  # fmt: skip
    return frozenset(found.values_list("subject", flat=True))


def show(row: Determination, contested: Iterable[str] = ()) -> Shown:
    """One finding of `with_all`, with its requirement's words in the reader's language."""
    pack, key, language = pack_of(row.version), row.requirement.key, pack_language()
    statements = list(row.statements.all())
    return Shown(
        row=row, title=pack.read("requirements", key, "title", language),
        text=pack.read("requirements", key, "text", language),
        pieces=tuple(piece_of(use) for use in row.evidence_uses.all()), statement=statements[0] if statements else None,
        appeals=tuple(row.appeals.all()), readings=tuple(row.second_readings.all()), is_contested=key in contested,
    )  # fmt: skip


def piece_of(use: EvidenceUse) -> Piece:
    """One piece of evidence; its latest check counts."""
    checks = list(use.evidence.checks.all())
    flags = tuple(str(flag) for flag in checks[0].flags if str(flag) in SERIOUS) if checks else ()
    return Piece(use.evidence, use.method, flags)


def earlier_statements(finding: Determination) -> list[OperatorStatement]:
    """The operator's words beside a finding, the latest first. One query."""
    return list(finding.statements.select_related("organisation").order_by("-pk"))


def appeals_in_order(rows: QuerySet[Appeal]) -> QuerySet[Appeal]:
    """Appeals as their page lists them: what is open and due first, then what was decided last."""
    found = rows.select_related(
        "determination__site", "determination__requirement", "determination__version", "organisation", "decision"
    )
    return found.order_by(F("decision__decided_on").desc(nulls_first=True), "due_on", "pk")
