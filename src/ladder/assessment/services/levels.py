"""Keeps the present level of a site up to date, and freezes what was published."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from ladder.assessment.models import LevelSnapshot, SiteLevel
from ladder.assessment.queries import dossier_of, due_levels
from ladder.assessment.services.alerts import tell_level
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import ladder_of
from ladder.core.assessment.document import as_document
from ladder.core.assessment.facts import Dossier
from ladder.core.assessment.result import SiteResult
from ladder.core.assessment.timeline import headline, steps
from ladder.core.canonical import digest_of
from ladder.registry.models import Site

# What lists show beside the level; the reasons are judged afresh when somebody asks for them.
KEPT = ("cap", "lapses_next", "next_level", "share_b_or_better", "review_forced", "method")
LEVEL_COLUMNS = ["level", "status", "grade", "vector", "document", "computed_on", "changes_on"]


def lock_site(site: Site) -> None:
    """Let hand-ins for one site follow each other; for PostgreSQL, as SQLite has one writer at a time anyway."""
    list(Site.objects.select_for_update(no_key=True).filter(pk=site.pk).values_list("pk"))


@dataclass(frozen=True, slots=True)
class Published:
    """What is published of a site under a version before it is judged again; None before anything is."""

    headline: tuple[int, str] | None = None
    computed_on: date = date.min

    def no_earlier(self, on: date) -> date:
        """The day, or the later one as of which the site was judged already.

        Whoever asked for the day before it had the site may have waited past midnight. Judged as of the day before,
        what somebody recorded meanwhile would be missing from the level.
        """
        return max(on, self.computed_on)


def published_of(site: Site, version: FrameworkVersion) -> Published:
    """One query; the site is locked."""
    columns = ("level", "status", "computed_on")
    row = SiteLevel.objects.filter(site=site, version=version).values_list(*columns).first()
    return Published(row[:2], row[2]) if row else Published()


def refresh_level(*, site: Site, version: FrameworkVersion, on: date) -> SiteResult:
    """Judge a site as of `on` from what is stored, and publish the result. The site is locked."""
    before = published_of(site, version)
    on = before.no_earlier(on)
    dossier = dossier_of(site, version, ladder_of(version), known_by=on)
    return publish_level(site=site, version=version, dossier=dossier, before=before, on=on)


def publish_level(
    *, site: Site, version: FrameworkVersion, dossier: Dossier, before: Published, on: date
) -> SiteResult:  # fmt: skip
    """Judge a site as of `on`, store the level for lists, and freeze it as published that day.

    Called inside the transaction of the act that changed something. Two queries, with one site or a hundred
    thousand, and three more where level or status changed, which is then told.
    """
    ahead = steps(ladder_of(version), dossier, on, date.max)
    result = next(ahead).result
    upcoming = next(ahead, None)
    document = as_document(result)
    level = SiteLevel(
        site=site,
        version=version,
        level=result.site_level,
        status=result.status,
        grade=result.grade or "",
        vector=document["levels"],
        document={key: document[key] for key in KEPT},
        computed_on=on,
        changes_on=upcoming.starts_on if upcoming else None,
    )
    SiteLevel.objects.bulk_create(
        [level], update_conflicts=True, unique_fields=["site", "version"], update_fields=LEVEL_COLUMNS
    )
    snapshot = LevelSnapshot.objects.create(
        site=site,
        version=version,
        as_of=on,
        level=result.site_level,
        status=result.status,
        vector=document["levels"],
        digest=digest_of(document),
        recorded_at=timezone.now(),
    )
    tell_level(
        site=site,
        version=version,
        before=before.headline,
        now=headline(result),
        on=on,
        change_key=f"level:{snapshot.pk}",
    )
    return result


def refresh_due_levels(*, on: date, limit: int = 1000) -> int:
    """Judge again the sites whose evidence ran out by `on`. Returns how many. Safe to run as often as one likes."""
    due = list(due_levels(on)[:limit])
    for level in due:
        with transaction.atomic():
            lock_site(level.site)
            refresh_level(site=level.site, version=level.version, on=on)
    return len(due)


def refresh_all_due_levels(*, on: date) -> int:
    """Judge again all that is due by `on`, a portion at a time. Returns how many; a second call finds nothing."""
    total = 0
    while done := refresh_due_levels(on=on):
        total += done
    return total
