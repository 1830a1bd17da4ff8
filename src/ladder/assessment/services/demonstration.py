"""Loads invented determinations for the demonstration's sites, from files, with dates moved to today."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from django.db import transaction

from ladder.assessment.entries import DeterminationEntry
from ladder.assessment.models import Assessment, Determination
from ladder.assessment.services.circumstances import CircumstanceEntry, record_circumstance
from ladder.assessment.services.recording import Visit, record_determinations
from ladder.catalogue.models import FrameworkVersion
from ladder.core.assessment.facts import SELF_DECLARED
from ladder.registry.models import Site

FOLDER = Path(__file__).resolve().parent.parent / "demonstration"
WRITTEN_FOR = date(2026, 11, 20)  # the day on which the files' stories are told
PLANNED_ON = date(2026, 10, 14)


@dataclass(frozen=True, slots=True)
class Moved:
    """How the files' dates become dates around today."""

    days: timedelta

    def date(self, text: str) -> date | None:
        """A date of a file, moved; None for an empty cell."""
        return date.fromisoformat(text) + self.days if text else None


@transaction.atomic
def load_demonstration_levels(*, sites: Sequence[Site], version: FrameworkVersion, on: date) -> int:
    """Record the files' determinations, one file a site, in the order of the files' names. Returns how many were new.

    Sites that have any determination are left alone, so that a second start keeps what people entered.
    """
    files = sorted(FOLDER.glob("site-*.csv"))
    touched = set(Determination.objects.filter(site__in=sites).values_list("site_id", flat=True))
    moved = Moved(on - WRITTEN_FOR)
    return sum(
        load_file(site, version, path, moved, on)
        for site, path in zip(sites, files, strict=False) if site.pk not in touched
    )  # fmt: skip


def load_file(site: Site, version: FrameworkVersion, path: Path, moved: Moved, on: date) -> int:
    """Record one file, one visit for each day and person in it."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = sorted(csv.DictReader(stream), key=lambda row: (row["observed_on"], row["decided_by"]))
    new, is_planned = 0, path.stem != "site-b"
    for (observed_on, decided_by), group in groupby(rows, key=lambda row: (row["observed_on"], row["decided_by"])):
        if not is_planned and observed_on > PLANNED_ON.isoformat():
            is_planned = record_plan(site, version, decided_by, moved)
        new += load_visit(site, version, path.name, [entry_of(row, moved) for row in group], on)
    if not is_planned:
        record_plan(site, version, rows[-1]["decided_by"], moved)
    return new


def load_visit(site: Site, version: FrameworkVersion, name: str, entries: list[DeterminationEntry], on: date) -> int:
    """Record one visit as of its own day, so that the levels of that time are published one after the other."""
    is_self = all(entry.grade == SELF_DECLARED for entry in entries)
    kind, day = (Assessment.Kind.SELF if is_self else Assessment.Kind.THIRD), entries[0].observed_on
    visit = Visit(kind, day, source_name=name)
    recorded = record_determinations(
        site=site, version=version, visit=visit, entries=entries, actor=None, on=min(on, day), is_dated_record=True
    )
    return recorded.new


def record_plan(site: Site, version: FrameworkVersion, decided_by: str, moved: Moved) -> bool:
    """The plan that the site with a failed cap gate agreed; it is due in spring."""
    agreed_on = PLANNED_ON + moved.days
    entry = CircumstanceEntry(
        "plan", "P3-L2-07", agreed_on, date(2027, 3, 21) + moved.days,
        reason="Demonstration: agreed with the traders' association.", decided_by=decided_by,
    )  # fmt: skip
    record_circumstance(site=site, version=version, entry=entry, actor=None, on=agreed_on, is_dated_record=True)
    return True


def entry_of(row: Mapping[str, str], moved: Moved) -> DeterminationEntry:
    """One row of a file."""
    observed_on = moved.date(row["observed_on"])
    assert observed_on is not None  # noqa: S101 - our own files
    return DeterminationEntry(
        row["requirement"],
        row["state"],
        observed_on,
        moved.date(row["valid_until"]),
        row["evidence_grade"],
        row["decided_by"],
    )
