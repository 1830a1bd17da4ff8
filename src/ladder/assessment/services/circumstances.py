"""Records what bears on a level besides determinations: conditions, approvals, plans, contests, incidents."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from ladder.accounts.models import User
from ladder.assessment.models import Circumstance
from ladder.assessment.services.levels import lock_level, refresh_level
from ladder.audit import services as audit
from ladder.catalogue.models import FrameworkVersion
from ladder.registry.models import Site


@dataclass(frozen=True, slots=True)
class CircumstanceEntry:
    """One circumstance. `subject` is a condition's key for conditions, else a requirement's key.

    `holds`: for conditions whether the circumstance is there, for incidents whether the report is credible.
    `ends_on`: last day of an answer or approval, due day of a plan.
    """

    kind: str
    subject: str
    starts_on: date
    ends_on: date | None = None
    holds: bool = True
    reason: str = ""
    decided_by: str = ""


@transaction.atomic
def record_circumstance(
    *, site: Site, version: FrameworkVersion, entry: CircumstanceEntry, actor: User | None, on: date,
    is_dated_record: bool = False,
) -> Circumstance:  # fmt: skip
    """Store one circumstance, judge the site again, and write the audit entry."""
    published = lock_level(site, version)
    row = Circumstance.objects.create(
        site=site, version=version, kind=entry.kind, subject=entry.subject, holds=entry.holds,
        starts_on=entry.starts_on, ends_on=entry.ends_on, known_on=entry.starts_on if is_dated_record else on,
        reason=entry.reason, decided_by=entry.decided_by, recorded_by=actor, recorded_at=timezone.now(),
    )  # fmt: skip
    refresh_level(site=site, version=version, on=on, published=published)
    write_audit(row, actor, "assessment.circumstance_recorded")
    return row


@transaction.atomic
def close_circumstance(*, circumstance: Circumstance, closed_on: date, reason: str, actor: User | None, on: date) -> Circumstance:
    """Close a plan, contest or incident by a new row that names it; the first row stays as it is."""
    site, version = circumstance.site, circumstance.version
    published = lock_level(site, version)
    row = Circumstance.objects.create(
        site=site, version=version, kind=circumstance.kind, subject=circumstance.subject, closes=circumstance,
        starts_on=closed_on, known_on=on, reason=reason, recorded_by=actor, recorded_at=timezone.now(),
    )  # fmt: skip
    refresh_level(site=site, version=version, on=on, published=published)
    write_audit(row, actor, "assessment.circumstance_closed")
    return row


def write_audit(row: Circumstance, actor: User | None, action: str) -> None:
    """Kind and subject only: reasons may hold words about people."""
    detail = {"circumstance": str(row.public_id), "kind": row.kind, "subject": row.subject}
    audit.record(actor=actor, action=action, target=f"site:{row.site.public_id}", detail=detail)
