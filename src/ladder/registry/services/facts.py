"""Stores facts and statements of legal status: only ever added, never changed."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.core.registry.kinds import KINDS, check_value
from ladder.registry.models import Fact, LegalStatus, Site, Source
from ladder.registry.sentences import sentence_of


@transaction.atomic
def add_fact(  # noqa: PLR0913 - one argument a column
    *, actor: User | None, site: Site, kind: str, value: object, observed_on: date, method: str, source: Source,
    note: str = "", replaces: Fact | None = None,
) -> Fact:  # fmt: skip
    """Add what a source says about a site. A correction names the fact that it replaces; both stay.

    Raises:
        ValidationError: every field at fault: an unknown kind, a value that is not of the kind, a day in the future.
    """
    faults: dict[str, list[str]] = {}
    if rule := check_value(kind, value):
        faults["kind" if rule == "kind_unknown" else "value"] = [sentence_of(rule)]
    faults |= check_day("observed_on", observed_on)
    if method not in Fact.Method.values:
        faults["method"] = [sentence_of("word_not_listed")]
    if replaces is not None and (replaces.site_id != site.pk or replaces.kind != kind):
        faults["replaces"] = [sentence_of("replaces_other")]
    if faults:
        raise ValidationError(faults)
    fact = Fact.objects.create(
        site=site,
        kind=kind,
        value=value,
        unit=KINDS[kind].unit,
        observed_on=observed_on,
        method=method,
        source=source,
        is_sensitive=KINDS[kind].is_sensitive,
        note=" ".join(note.split())[:300],
        replaces=replaces,
        recorded_at=timezone.now(),
        recorded_by=actor,
    )
    record(
        actor=actor,
        action="registry.fact_added",
        target=f"site:{site.public_id}",
        detail={"fact": str(fact.public_id), "kind": kind},
    )
    return fact


@transaction.atomic
def set_legal_status(  # noqa: PLR0913 - one argument a column
    *, actor: User | None, site: Site, status: str, starts_on: date, source: Source, ends_on: date | None = None,
    proof: str = "", replaces: LegalStatus | None = None,
) -> LegalStatus:  # fmt: skip
    """Add what a source says of a site's right to the ground. Statements of different sources may overlap.

    Raises:
        ValidationError: every field at fault: an unknown status, a start in the future, an end before the start.
    """
    faults = check_day("starts_on", starts_on)
    if status not in LegalStatus.Status.values:
        faults["status"] = [sentence_of("word_not_listed")]
    if ends_on is not None and ends_on < starts_on:
        faults["ends_on"] = [sentence_of("ends_before_start")]
    if replaces is not None and replaces.site_id != site.pk:
        faults["replaces"] = [sentence_of("replaces_other")]
    if faults:
        raise ValidationError(faults)
    row = LegalStatus.objects.create(
        site=site,
        status=status,
        starts_on=starts_on,
        ends_on=ends_on,
        source=source,
        proof=" ".join(proof.split())[:300],
        replaces=replaces,
        recorded_at=timezone.now(),
        recorded_by=actor,
    )
    record(
        actor=actor,
        action="registry.legal_status_set",
        target=f"site:{site.public_id}",
        detail={"statement": str(row.public_id), "status": status},
    )
    return row


def check_day(field: str, day: date) -> dict[str, list[str]]:
    """A day must not lie in the future, nor before mining was recorded."""
    if day > timezone.localdate():
        return {field: [sentence_of("in_the_future")]}
    return {field: [sentence_of("too_long_ago")]} if day.year < 1900 else {}  # noqa: PLR2004 - a plain lower bound
