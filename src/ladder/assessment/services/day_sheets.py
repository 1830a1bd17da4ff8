"""Records what a resident monitor counted; what the counts themselves say happened opens an incident."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.incident_entries import DaySheetEntry, IncidentEntry
from ladder.assessment.models import DaySheet, Incident
from ladder.assessment.services.incidents import LONGEST_WORDS, record_incident
from ladder.assessment.services.levels import lock_site
from ladder.audit import services as audit
from ladder.catalogue.queries import current_version
from ladder.core.assessment.day_sheet import Opening, faults_of, openings_of
from ladder.core.assessment.incidents import DEATH, UNDER_18_AT_WORK
from ladder.registry.models import Site
from ladder.webkit.text import is_clean

RULE = "day-sheet-openings/1"


@transaction.atomic
def record_day_sheet(*, site: Site, entry: DaySheetEntry, actor: User | None, on: date) -> DaySheet:
    """Store the numbers of one day, open what they say happened, and write the audit entry.

    A correction is a new sheet; the sheet that `replaces_key` names counts no more. An incident that a sheet opened
    stays open: only somebody entitled who looks can close it. One day opens a kind once, however often it is
    corrected. `day_sheets.incidents_from(sheet)` are the incidents.

    Raises:
        ValidationError: a number that nobody can have counted, no number at all, a day in the future.
    """
    lock_site(site)
    known = DaySheet.objects.filter(source_key=entry.source_key).first() if entry.source_key else None
    if known is not None:
        return known
    refuse_faults(entry, on)
    sheet = DaySheet.objects.create(
        site=site, day=entry.day, counts=dict(sorted(entry.counts.items())), note=entry.note,
        source_key=entry.source_key, replaces_key=entry.replaces_key, recorded_by=actor, recorded_at=timezone.now(),
    )  # fmt: skip
    for one in openings_of(sheet.counts):
        open_incident(site, entry.day, one, actor, on)
    detail = {"day": entry.day, "numbers": len(sheet.counts)}
    # No actor for any sheet: it would stand beside the incident that the sheet opened. Who counted stands on the sheet.
    audit.record(actor=None, action="assessment.day_sheet_recorded", target=f"site:{site.public_id}", detail=detail)
    return sheet


def open_incident(site: Site, day: date, opening: Opening, actor: User | None, on: date) -> Incident | None:
    """The incident that a number opens, once a site, day and kind; None before there is a framework to judge by."""
    version = current_version(on)
    if version is None:
        return None
    entry = IncidentEntry(
        opening.kind, day, Incident.Channel.MONITOR, is_credible=opening.is_credible,
        children=opening.number if opening.kind == UNDER_18_AT_WORK else None,
        people_hurt=opening.number if opening.kind == DEATH else None,
        source_key=key_of(site, day, opening.kind),
    )  # fmt: skip
    return record_incident(site=site, version=version, entry=entry, actor=actor, on=on)


def key_of(site: Site, day: date, kind: str) -> str:
    """What tells the incidents of day sheets apart."""
    return f"day:{site.public_id.hex}:{day}:{kind}"


def incidents_from(sheet: DaySheet) -> list[Incident]:
    """The incidents that the numbers of a sheet opened, or had been opened by an earlier sheet of that day."""
    keys = [key_of(sheet.site, sheet.day, one.kind) for one in openings_of(sheet.counts)]
    return list(Incident.objects.filter(source_key__in=keys).order_by("id"))


def refuse_faults(entry: DaySheetEntry, on: date) -> None:
    """Raise ValidationError with every fault of an entry by its field."""
    faults = {f"n_{key}": gettext("Nobody can have counted this. Check the number.") for key in faults_of(entry.counts)}
    if not entry.counts:
        faults["day"] = gettext("No number was entered. Leave out what was not counted, but count something.")
    if entry.day > on:
        faults["day"] = gettext("The date lies in the future. Enter the day that was counted.")
    if len(entry.note) > LONGEST_WORDS or not is_clean(entry.note):
        faults["note"] = gettext("Write at most 4,000 characters, without control characters.")
    if faults:
        raise ValidationError(faults)
