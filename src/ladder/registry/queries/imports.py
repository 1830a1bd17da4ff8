"""Imports that were made, and what they found."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Min, QuerySet
from django.http import Http404

from ladder.registry.models import ImportFinding, ImportRun
from ladder.registry.sentences import place_of, sentence_of_trouble

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of one rule: how many, and the sentence of the first."""

    outcome: str
    rule: str
    count: int
    sentence: str
    where: str


def list_runs() -> QuerySet[ImportRun]:
    """Imports, newest first."""
    return ImportRun.objects.select_related("source", "imported_by").order_by("-imported_at", "-id")


def get_run_or_404(public_id: UUID) -> ImportRun:
    """One import.

    Raises:
        Http404: there is none under this id.
    """
    run = list_runs().filter(public_id=public_id).first()
    if run is None:
        raise Http404
    return run


def group_findings(run: ImportRun) -> list[FindingGroup]:
    """Findings by rule: two queries however many there are."""
    grouped = ImportFinding.objects.filter(run=run).order_by("outcome", "rule").values("outcome", "rule")
    counted = list(grouped.annotate(count=Count("id"), first=Min("id")))
    firsts = ImportFinding.objects.in_bulk([row["first"] for row in counted])
    return [
        FindingGroup(
            row["outcome"],
            row["rule"],
            row["count"],
            sentence_of_trouble(row["rule"], first.seen),
            place_of(first.row, first.column),
        )
        for row in counted
        for first in (firsts[row["first"]],)
    ]


def find_findings(run: ImportRun, outcome: str = "", rule: str = "") -> QuerySet[ImportFinding]:
    """Single findings of an import, in the order of the file."""
    found = ImportFinding.objects.filter(run=run)
    if outcome:
        found = found.filter(outcome=outcome)
    if rule:
        found = found.filter(rule=rule)
    return found.order_by("rule", "row", "id")
