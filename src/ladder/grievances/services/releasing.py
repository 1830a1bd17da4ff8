"""Lets out of a case what may be known, once two organisations agree; the site's level follows when it is published."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.assessment.incident_entries import IncidentEntry
from ladder.assessment.models import Incident
from ladder.assessment.services.incidents import record_incident
from ladder.catalogue.queries import current_version, ladder_of
from ladder.core.grievances import cases
from ladder.core.grievances.releasing import (
    JITTER_DAYS,
    PRECISIONS,
    WORKING_SECONDS,
    coarse_day,
    publication_day,
    publication_moment,
)
from ladder.grievances.access import Handler
from ladder.grievances.choices import PROTECTION, RELEASE_WORDS, words_of
from ladder.grievances.models import Grievance, Release
from ladder.grievances.services.handling import is_described, lock, step
from ladder.webkit.languages import speaking


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a release would say: how coarse the day, credible or not, keys of words, and how long to wait."""

    precision: str
    is_credible: bool
    words: tuple[str, ...]
    protect_days: int
    requirement: str = ""


@transaction.atomic
def propose(*, handler: Handler, case: Grievance, proposal: Proposal, on: date) -> Release:
    """Propose what a validated case lets out; somebody of another organisation releases it.

    Raises:
        ValidationError: it is not possible now, or an entry is odd.
    """
    locked = lock(case)
    refuse_odd(locked, proposal)
    step(locked, handler, cases.PROPOSE, on)
    assert locked.site is not None and locked.occurred_on is not None  # noqa: S101, PT018 - refused above otherwise
    return Release.objects.create(
        grievance=locked,
        site=locked.site,
        kind=locked.kind,
        requirement=proposal.requirement,
        occurred_on=coarse_day(locked.occurred_on, proposal.precision),
        precision=proposal.precision,
        is_credible=proposal.is_credible,
        is_urgent=locked.is_urgent,
        words=sorted(proposal.words),
        protect_days=proposal.protect_days,
        source_key=f"grievance-release:{secrets.token_hex(16)}",
    )


@transaction.atomic
def release(*, handler: Handler, case: Grievance, on: date) -> Release:
    """Release what another organisation proposed, at once where lives are in danger, else later by choice and chance.

    Raises:
        ValidationError: it is not possible now, or not for this person.
    """
    locked = lock(case)
    step(locked, handler, cases.RELEASE, on)
    row = Release.objects.get(grievance=locked)
    draw_publication(row, on)
    row.save(update_fields=["publish_on", "publish_at"])
    if row.is_urgent:
        publish(row, on)
    return row


def draw_publication(row: Release, on: date) -> None:
    """The day of a release and, unless it is published at once, its moment on that day."""
    drawn = secrets.randbelow(JITTER_DAYS)
    row.publish_on = publication_day(on, protect_days=row.protect_days, drawn=drawn, is_urgent=row.is_urgent)
    if not row.is_urgent:
        drawn = secrets.randbelow(WORKING_SECONDS)
        row.publish_at = publication_moment(row.publish_on, drawn=drawn, decided_at=timezone.now())
        row.publish_on = row.publish_at.date()


def publish_due_releases(*, at: datetime) -> int:
    """Record what is due for its site; how many. Each is its own transaction; may run as often as one likes.

    It runs every few seconds: the moment that was drawn is the one that is recorded. Where no version is in force
    they wait for one.
    """
    due = Release.objects.filter(publish_at__lte=at, incident=None).values_list("pk", flat=True)
    on = timezone.localdate(at)
    if not due or current_version(on) is None:  # else the log would tell of the same fault every few seconds
        return 0
    return sum(publish_one(key, on) for key in due)


@transaction.atomic
def publish_one(key: int, on: date) -> bool:
    """Publish one release, unless it was taken back or published meanwhile."""
    row = Release.objects.select_for_update(of=("self",)).select_related("site").filter(pk=key, incident=None).first()
    if row is None:
        return False
    publish(row, on)
    return True


def publish(row: Release, on: date) -> None:
    """The incident of a release. Nobody is named as its recorder, and no number of children leaves the case."""
    version = current_version(on)
    if version is None:
        raise ValidationError(gettext("No framework version is in force."))
    with speaking("en"):
        words = words_of(row.words)
    named = row.requirement if row.requirement in ladder_of(version).by_key else ""  # a later version may not have it
    entry = IncidentEntry(
        kind=row.kind, requirement=named, occurred_on=row.occurred_on, is_credible=row.is_credible,
        words=words, channel=Incident.Channel.CIVIL_SOCIETY, source_key=row.source_key,
    )  # fmt: skip
    row.incident = record_incident(site=row.site, version=version, entry=entry, actor=None, on=on)
    row.save(update_fields=["incident"])


def refuse_odd(case: Grievance, proposal: Proposal) -> None:
    """Raise ValidationError by field."""
    faults = {}
    if not is_described(case):
        faults["__all__"] = gettext("Write down the site, what happened and the day first.")
    if proposal.precision not in PRECISIONS:
        faults["precision"] = gettext("Choose the week or the month.")
    if not set(proposal.words) <= set(RELEASE_WORDS):
        faults["words"] = gettext("Choose sentences from the list.")
    if proposal.protect_days not in PROTECTION:
        faults["protect_days"] = gettext("Choose how long to wait from the list.")
    version = current_version()
    if proposal.requirement and (version is None or proposal.requirement not in ladder_of(version).by_key):
        faults["requirement"] = gettext("This version has no such requirement. Write its number, such as P4-L2-05.")
    if faults:
        raise ValidationError(faults)
