"""Keeps the present level of a site up to date, and freezes what was published."""

import hashlib
import json
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from ladder.assessment.models import LevelSnapshot, SiteLevel
from ladder.assessment.queries import due_levels, result_on
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import ladder_of
from ladder.core.assessment.document import as_document
from ladder.core.assessment.result import SiteResult
from ladder.core.catalogue.ladder import Ladder
from ladder.registry.models import Site

DAY = timedelta(days=1)
# What lists show beside the level; the reasons are judged afresh when somebody asks for them.
KEPT = ("cap", "lapses_next", "next_level", "share_b_or_better", "review_forced", "method")
LEVEL_COLUMNS = ["level", "status", "grade", "vector", "document", "computed_on", "changes_on"]


def lock_level(site: Site, version: FrameworkVersion) -> SiteLevel | None:
    """The level as last published, locked so that two hand-ins for one site follow each other."""
    locked = SiteLevel.objects.select_for_update().defer("document")
    return locked.filter(site=site, version=version).first()


def refresh_level(*, site: Site, version: FrameworkVersion, on: date, published: SiteLevel | None) -> SiteResult:
    """Judge a site as of `on`, store the level for lists, and freeze a snapshot where it differs from `published`.

    Called inside the transaction of the act that changed something. The number of queries is the same with one site
    and with a hundred thousand.
    """
    result = result_on(site, version, on)
    document = as_document(result)
    SiteLevel.objects.bulk_create(
        [
            SiteLevel(
                site=site, version=version, level=result.site_level, status=result.status, grade=result.grade or "",
                vector=document["levels"],
                document={key: document[key] for key in KEPT}, computed_on=on,
                changes_on=next_change(ladder_of(version), result),
            )
        ],
        update_conflicts=True, unique_fields=["site", "version"], update_fields=LEVEL_COLUMNS,
    )  # fmt: skip
    if published is None or has_moved(published, result, document["levels"]):
        LevelSnapshot.objects.create(
            site=site, version=version, as_of=on, level=result.site_level, status=result.status,
            vector=document["levels"], digest=digest_of(document), recorded_at=timezone.now(),
        )  # fmt: skip
    return result


def has_moved(published: SiteLevel, result: SiteResult, vector: object) -> bool:
    """Whether the level, its status or any principle differs from what was published."""
    return (published.level, published.status, published.vector) != (result.site_level, result.status, vector)


def next_change(ladder: Ladder, result: SiteResult) -> date | None:
    """First day after `as_of` on which something runs out, so that the level must be judged again."""
    grace = timedelta(days=ladder.grace_days)
    ends = [each.valid_until for each in result.standings.values() if each.valid_until]
    ends += [end + grace for end in ends] + [gate.plan_until for gate in result.gates if gate.plan_until]
    return min((end + DAY for end in ends if end >= result.as_of), default=None)


def digest_of(document: object) -> str:
    """SHA-256 over the canonical JSON of a result."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def refresh_due_levels(*, on: date, limit: int = 1000) -> int:
    """Judge again the sites whose evidence ran out by `on`. Returns how many. Safe to run as often as one likes."""
    due = list(due_levels(on)[:limit])
    for level in due:
        with transaction.atomic():
            refresh_level(site=level.site, version=level.version, on=on, published=lock_level(level.site, level.version))
    return len(due)
