"""Whether a requirement does not apply to a site on a date, and on what ground."""

from datetime import date

from ladder.core.assessment.days import days_later
from ladder.core.assessment.facts import ConditionAnswer, Determination
from ladder.core.assessment.records import Records, begins_on, known_findings
from ladder.core.catalogue.ladder import STOP, Ladder, Requirement

REFUSED = "not_applicable_refused_for_stop_gate"
GROUNDLESS = "not_applicable_without_ground"
OUT_OF_DATE = "not_applicable_out_of_date"

Ground = tuple[date, date]


def grounds_of(ladder: Ladder, requirement: Requirement, records: Records, as_of: date) -> list[Ground]:
    """First and last day of every ground known by a date; a stop gate has none."""
    if requirement.gate == STOP:
        return []
    default = ladder.exemption_days
    found = [
        (each.approved_on, each.valid_until or days_later(each.approved_on, default))
        for each in records.approvals
        if each.reason.strip() and begins_on(each.approved_on, each.known_on) <= as_of
    ]
    return found + grounds_by_condition(requirement, records, as_of, default)


def grounds_by_condition(requirement: Requirement, records: Records, as_of: date, default: int) -> list[Ground]:
    """Evidenced answers that the circumstance does not hold, unless a later or equal day says that it does."""
    if not requirement.condition:
        return []
    answers = [each for each in records.answers if begins_on(each.observed_on, each.known_on) <= as_of]
    holds_on = max((each.observed_on for each in answers if each.holds), default=date.min)
    denials: list[ConditionAnswer | Determination] = [each for each in answers if not each.holds and each.evidenced]
    denials += [each for each in known_findings(records.exempting, as_of) if each.answers_condition]
    return [
        (each.observed_on, each.valid_until or days_later(each.observed_on, default))
        for each in denials
        if each.observed_on > holds_on
    ]


def exempt_until(grounds: list[Ground], bad_on: date | None, as_of: date) -> date | None:
    """Last day of the longest ground in force; a day that found the requirement other than met voids earlier ones."""
    void_until = bad_on or date.min
    return max((until for since, until in grounds if since > void_until and until >= as_of), default=None)


def remark_on(
    requirement: Requirement, records: Records, grounds: list[Ground], since: date | None, as_of: date
) -> str:
    """Why a recorded "not applicable" was not taken; empty where nothing newer than `since` says so."""
    days = [each.observed_on for each in known_findings(records.exempting, as_of)]
    if not days:
        return ""
    if requirement.gate == STOP:
        return REFUSED
    if since is not None and max(days) < since:
        return ""
    if not grounds:
        return GROUNDLESS
    return OUT_OF_DATE if all(until < as_of for _, until in grounds) else ""
