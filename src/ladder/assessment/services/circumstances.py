"""Records what bears on a level besides determinations: conditions, approvals, plans, contests, incidents."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.models import Circumstance, Determination
from ladder.assessment.queries import CLOSABLE
from ladder.assessment.services.acceptance import PARTS_OF_AN_ASSESSMENT, refuse_after_transition
from ladder.assessment.services.levels import lock_site, refresh_level
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
    source_key: str = ""


@transaction.atomic
def record_circumstance(
    *, site: Site, version: FrameworkVersion, entry: CircumstanceEntry, actor: User | None, on: date,
    is_dated_record: bool = False,
) -> Circumstance:  # fmt: skip
    """Store one circumstance, judge the site again, and write the audit entry.

    The same circumstance sent again is recorded once.

    Raises:
        ValidationError: it belongs to an assessment, and the transition from this version to the next is over.
    """
    lock_site(site)
    said = {
        "kind": entry.kind, "subject": entry.subject, "holds": entry.holds, "starts_on": entry.starts_on,
        "ends_on": entry.ends_on, "reason": entry.reason, "decided_by": entry.decided_by,
        "source_key": entry.source_key,
    }  # fmt: skip
    known = Circumstance.objects.filter(site=site, version=version, closes=None, **said)
    if not entry.source_key:
        known = known.filter(closings=None)  # what was ended and is told again by a person begins anew
    same = known.first()
    if same is not None:
        return same
    if entry.kind in PARTS_OF_AN_ASSESSMENT:
        refuse_after_transition(version, on)
    row = Circumstance.objects.create(
        site=site,
        version=version,
        known_on=entry.starts_on if is_dated_record else max(on, entry.starts_on),
        recorded_by=actor,
        recorded_at=timezone.now(),
        **said,
    )
    refresh_level(site=site, version=version, on=on)
    write_audit(row, actor, "assessment.circumstance_recorded")
    return row


@transaction.atomic
def close_circumstance(
    *, circumstance: Circumstance, closed_on: date, reason: str, actor: User | None, on: date
) -> Circumstance:
    """Close a plan, contest or incident by a new row that names it; the first row stays as it is.

    Raises:
        ValidationError: it is of a kind that does not close, was closed before, or would close before it began.
    """
    site, version = circumstance.site, circumstance.version
    lock_site(site)
    refuse_closing(circumstance, closed_on, on)
    refuse_maker(circumstance, actor)
    row = Circumstance.objects.create(
        site=site,
        version=version,
        kind=circumstance.kind,
        subject=circumstance.subject,
        closes=circumstance,
        starts_on=closed_on,
        known_on=on,
        reason=reason,
        decided_by=actor.username if actor else "",
        recorded_by=actor,
        recorded_at=timezone.now(),
    )
    refresh_level(site=site, version=version, on=on)
    write_audit(row, actor, "assessment.circumstance_closed")
    return row


@transaction.atomic
def take_back_answer(*, circumstance: Circumstance, reason: str, actor: User | None, on: date) -> Circumstance | None:
    """An answer to a condition no longer counts from today: what it came from was corrected. It stays as it is.

    None where it was taken back before; the level is left to whoever records what replaces it.
    """
    if circumstance.kind != Circumstance.Kind.CONDITION or circumstance.closings.exists():
        return None
    row = Circumstance.objects.create(
        site=circumstance.site, version=circumstance.version, kind=circumstance.kind, subject=circumstance.subject,
        closes=circumstance, starts_on=circumstance.starts_on, known_on=on, reason=reason,
        decided_by=actor.username if actor else "", recorded_by=actor, recorded_at=timezone.now(),
    )  # fmt: skip
    write_audit(row, actor, "assessment.answer_taken_back")
    return row


def refuse_closing(circumstance: Circumstance, closed_on: date, on: date) -> None:
    """Raise ValidationError where this circumstance cannot be closed on that day."""
    if circumstance.kind not in CLOSABLE or circumstance.closes_id:
        raise ValidationError(gettext("Only plans, contests and incidents are closed."))
    if circumstance.closings.exists():
        raise ValidationError(gettext("This was closed already."))
    if closed_on < circumstance.starts_on:
        raise ValidationError({"closed_on": gettext("This date is before the first one.")})
    if closed_on > on:
        raise ValidationError({"closed_on": gettext("The date lies in the future.")})


def refuse_maker(circumstance: Circumstance, actor: User | None) -> None:
    """Raise ValidationError where somebody would end a contest about what they recorded themselves."""
    if circumstance.kind != Circumstance.Kind.CONTEST or actor is None:
        return
    own = Determination.objects.filter(
        site=circumstance.site, version=circumstance.version, requirement__key=circumstance.subject, recorded_by=actor
    )
    if own.exists():
        raise ValidationError(gettext("You recorded what is contested here. Somebody else ends it."))


def write_audit(row: Circumstance, actor: User | None, action: str) -> None:
    """Kind and subject only: reasons may hold words about people."""
    detail = {"circumstance": str(row.public_id), "kind": row.kind, "subject": row.subject}
    audit.record(actor=actor, action=action, target=f"site:{row.site.public_id}", detail=detail)
