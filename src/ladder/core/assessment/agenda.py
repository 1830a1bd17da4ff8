"""What runs out at a site when: findings, plans and exemptions in force on a day, and the level's own changes.

Nothing new is assumed to be recorded. Where something is shown as running out, it is the last good day of what is in
force now; later findings move it (method page `levels`).
"""

from dataclasses import dataclass
from datetime import date

from ladder.core.assessment.facts import MET, NOT_APPLICABLE, Dossier
from ladder.core.assessment.records import sort_facts
from ladder.core.assessment.standing import Standing, stand
from ladder.core.assessment.timeline import headline, steps
from ladder.core.catalogue.ladder import Ladder

FINDING, PLAN, EXEMPTION, LEVEL = "finding", "plan", "exemption", "level"


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """One day. `on` is the last good day of a finding, plan or exemption, or the first day of a new level or status."""

    on: date
    kind: str
    requirement: str = ""
    level: int = 0
    status: str = ""


def agenda(ladder: Ladder, dossier: Dossier, start: date, end: date) -> tuple[Due, ...]:
    """Everything from one day to another, both included, in order of the days."""
    records = sort_facts(ladder, dossier)
    found = [stand(ladder, each, records.get(each.key), start) for each in ladder.requirements]
    dues = [one for standing in found for one in dues_of(standing)]
    return tuple(sorted(one for one in [*dues, *changes(ladder, dossier, start, end)] if start <= one.on <= end))


def dues_of(standing: Standing) -> list[Due]:
    """What runs out of one requirement as it stands."""
    key, dues = standing.requirement.key, []
    if standing.state == MET and standing.valid_until:
        dues.append(Due(standing.valid_until, FINDING, key))
    if standing.state == NOT_APPLICABLE and standing.valid_until:
        dues.append(Due(standing.valid_until, EXEMPTION, key))
    if standing.plan_until:
        dues.append(Due(standing.plan_until, PLAN, key))
    return dues


def changes(ladder: Ladder, dossier: Dossier, start: date, end: date) -> list[Due]:
    """The days on which level or status become others than the day before."""
    told, dues = None, []
    for step in steps(ladder, dossier, start, end):
        now = headline(step.result)
        if told is not None and now != told:
            dues.append(Due(step.starts_on, LEVEL, "", *now))
        told = now
    return dues
