"""Records a resident monitor's day sheet and the incident told with it."""

from datetime import date

from django.core.exceptions import ValidationError

from ladder.assessment.incident_entries import DaySheetEntry, IncidentEntry
from ladder.assessment.models import Assessment, DaySheet, Incident
from ladder.assessment.services.day_sheets import record_day_sheet
from ladder.assessment.services.incidents import record_incident
from ladder.core.field.flags import CLOCK_AHEAD
from ladder.core.field.sheets import IncidentAnswer, SheetAnswers
from ladder.field.entries import source_key_of
from ladder.field.models import Submission
from ladder.field.reading import Reading, read_submission
from ladder.field.services.senders import AsideError, Sender

CHANNELS = {
    Assessment.Kind.MONITORING: Incident.Channel.MONITOR,
    Assessment.Kind.SELF: Incident.Channel.OPERATOR,
}


def record_sheet(
    submission: Submission, reading: Reading, sender: Sender, *, on: date, is_whole: bool
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Record an incident as soon as the form is here, and the numbers with it: they wait for no photo.

    Returns what was recorded, and flags. Raises AsideError where a number or a kind cannot be followed.
    """
    del is_whole  # numbers have no files; the photo of an incident follows by itself
    day, flags = day_of(reading, sender)
    sheet = reading.sheet
    try:
        incidents = record_told(submission, reading, sheet.incident, sender, day, on)
        sheets = record_numbers(submission, sheet, sender, day, on)
    except ValidationError as refusal:
        raise AsideError("faults", faults=[[field, "refused"] for field in refused_fields(refusal)]) from refusal
    return {"sheets": sheets, "incidents": incidents}, flags


def refused_fields(refusal: ValidationError) -> list[str]:
    """The fields that were refused, by name only."""
    return sorted(refusal.error_dict) if hasattr(refusal, "error_dict") else [""]


def day_of(reading: Reading, sender: Sender) -> tuple[date, tuple[str, ...]]:
    """The day that was counted; the day of arrival where the sheet names none or one that has not been yet."""
    told = reading.sheet.day or reading.visit.day
    if told is None or told > sender.received_on:
        return sender.received_on, (CLOCK_AHEAD,) if told else ()
    return told, ()


def record_numbers(submission: Submission, sheet: SheetAnswers, sender: Sender, day: date, on: date) -> int:
    """The numbers of the day; a sheet without any is only the report of an incident."""
    if not sheet.counts:
        return 0
    key, replaces = source_key_of(submission.instance_id), source_key_of(submission.deprecated_id)
    entry = DaySheetEntry(day, sheet.counts, sheet.note, key, replaces)
    is_known = DaySheet.objects.filter(source_key=key).exists()
    record_day_sheet(site=sender.site, entry=entry, actor=sender.person, on=on)
    return int(not is_known)


def record_told(
    submission: Submission, reading: Reading, told: IncidentAnswer | None, sender: Sender, day: date, on: date
) -> int:
    """The incident, once however often the sheet is corrected; one that a correction tells otherwise is told beside it.

    An incident never goes away by a correction: whoever answers for the site closes it.
    """
    if told is None or reading.form is None or is_recorded_before(submission, told, sender):
        return 0
    key = source_key_of(submission.instance_id)
    entry = IncidentEntry(
        told.kind,
        min(told.occurred_on or day, sender.received_on),
        CHANNELS.get(Assessment.Kind(sender.kind), Incident.Channel.ASSESSOR),
        requirement=told.requirement,
        people_hurt=told.people_hurt,
        children=told.children,
        words=told.words,
        source_key=key,
    )
    is_known = Incident.objects.filter(source_key=key).exists()
    record_incident(site=sender.site, version=reading.form.version, entry=entry, actor=sender.person, on=on)
    return int(not is_known)


def is_recorded_before(submission: Submission, told: IncidentAnswer, sender: Sender) -> bool:
    """Whether what a version that this one corrects told is recorded at this site, and it told the same.

    What it told is not enough: it may have been set aside, with the very fault that this one mends.
    """
    earlier = list(Submission.objects.filter(root_id=submission.root_id, pk__lt=submission.pk))
    keys = [source_key_of(each.instance_id) for each in earlier]
    here = set(Incident.objects.filter(site=sender.site, source_key__in=keys).values_list("source_key", flat=True))
    recorded = [each for each, key in zip(earlier, keys, strict=True) if key in here]
    return any(read_submission(each).sheet.incident == told for each in recorded)
