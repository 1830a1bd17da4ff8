"""Two invented weeks of day sheets, an incident that is overdue and one that has a plan, for the demonstration."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from ladder.accounts.models import User
from ladder.assessment.incident_entries import DaySheetEntry, IncidentEntry
from ladder.assessment.models import DaySheet, Incident, IncidentStep
from ladder.assessment.services.day_sheets import key_of, record_day_sheet
from ladder.assessment.services.incident_steps import take_step
from ladder.assessment.services.incidents import record_incident
from ladder.assessment.services.levels import refresh_level
from ladder.catalogue.models import FrameworkVersion
from ladder.core.assessment.incidents import UNDER_18_AT_WORK
from ladder.registry.models import Site

# Days before today, and what was counted: people, women, pits, underground, hurt, bags. Two days nobody counted.
WEEKS = (
    (14, 92, 21, 9, 34, 0, 118), (13, 96, 22, 9, 36, 0, 125), (12, 88, 19, 8, 31, 1, 104),
    (11, 101, 24, 10, 38, 0, 131), (9, 97, 23, 9, 35, 0, 122), (8, 90, 20, 9, 33, 0, 111), (7, 54, 15, 5, 17, 0, 60),
    (6, 99, 25, 10, 37, 2, 127), (4, 103, 26, 10, 40, 0, 133), (3, 98, 24, 9, 36, 0, 119),
    (2, 95, 22, 9, 34, 0, 116), (1, 100, 25, 10, 38, 0, 128),
)  # fmt: skip
KEYS = ("people", "women", "pits", "underground", "hurt", "bags_out")
SEEN_BEFORE = 3  # days; nobody has acknowledged it


@transaction.atomic
def load_demonstration_monitoring(
    *, counted: Site, planned: Site, version: FrameworkVersion, monitor: User, assessor: User, on: date
) -> int:
    """Record day sheets and an overdue incident at one site, an acknowledged and planned one at another.

    Both sites stand where their stories leave them: the gates concerned are shut there anyway. Returns how many sheets
    were new; a site that has any is left alone.
    """
    if DaySheet.objects.filter(site=counted).exists():
        return 0
    leave_unanswered(counted, version, monitor, on - timedelta(days=SEEN_BEFORE))
    sheets = [sheet_of(row, on) for row in WEEKS]
    for sheet in sheets:
        record_day_sheet(site=counted, entry=sheet, actor=monitor, on=on)
    answer(planned, version, assessor, on)
    for site in (counted, planned):
        refresh_level(site=site, version=version, on=on)
    return len(sheets)


def sheet_of(row: Sequence[int], on: date) -> DaySheetEntry:
    """One day; on one of them two people under 18 were seen at work."""
    before, *numbers = row
    counts = dict(zip(KEYS, numbers, strict=True)) | {"under_18": 2 if before == SEEN_BEFORE else 0}
    note = "Demonstration: rain until noon." if before == 7 else ""  # noqa: PLR2004 - the day with few people
    return DaySheetEntry(on - timedelta(days=before), counts, note)


def leave_unanswered(site: Site, version: FrameworkVersion, monitor: User, day: date) -> Incident:
    """What the sheet of that day opens, known since that day."""
    entry = IncidentEntry(
        UNDER_18_AT_WORK, day, Incident.Channel.MONITOR, children=2,
        words="Demonstration: two young people carried bags to the depot.",
        source_key=key_of(site, day, UNDER_18_AT_WORK),
    )  # fmt: skip
    return record_incident(site=site, version=version, entry=entry, actor=monitor, on=day)


def answer(site: Site, version: FrameworkVersion, assessor: User, on: date) -> None:
    """A bribe that was told ten days ago, seen the next day, with a plan since six days."""
    told, seen, agreed = (on - timedelta(days=days) for days in (10, 9, 6))
    entry = IncidentEntry(
        "bribe", told, Incident.Channel.ASSESSOR, words="Demonstration: money was asked for at the barrier."
    )
    incident = record_incident(site=site, version=version, entry=entry, actor=assessor, on=told)
    take_step(incident=incident, kind=IncidentStep.Kind.ACKNOWLEDGED, done_on=seen, actor=assessor, on=seen)
    take_step(
        incident=incident, kind=IncidentStep.Kind.PLANNED, done_on=agreed, due_on=on + timedelta(days=60),
        words="Demonstration: receipts for every payment, and a board with the fees.", actor=assessor, on=agreed,
    )  # fmt: skip
