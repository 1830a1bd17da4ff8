"""How one requirement stands at a site on a date: its state, until when, how reliably, and whether a gate is failed."""

from dataclasses import dataclass, replace
from datetime import date

from ladder.core.assessment.days import days_later
from ladder.core.assessment.exemption import exempt_until, grounds_of, remark_on
from ladder.core.assessment.facts import (
    CONTESTED,
    LAPSED,
    MET,
    NOT_APPLICABLE,
    NOT_ASSESSED,
    SELF_DECLARED,
    Contest,
    CorrectivePlan,
    Determination,
    Incident,
)
from ladder.core.assessment.records import Records, is_open, known_findings
from ladder.core.assessment.trace import Trace, by_day, trace_gate, trace_ordinary, trace_single
from ladder.core.catalogue.ladder import CAP, NO_GATE, Ladder, Requirement


@dataclass(frozen=True, slots=True)
class Standing:
    """State of a requirement on a date. `valid_until` is its last good day; `in_grace`: lapsed, yet still holding."""

    requirement: Requirement
    state: str
    observed_on: date | None = None
    valid_until: date | None = None
    grade: str | None = None
    in_grace: bool = False
    failed_on: date | None = None
    plan_until: date | None = None
    remark: str = ""

    @property
    def supports(self) -> bool:
        """Whether it carries a level."""
        return self.state == MET or self.in_grace


def stand(ladder: Ladder, requirement: Requirement, records: Records | None, as_of: date) -> Standing:
    """How a requirement stands on a date, from its own facts alone."""
    if records is None:
        return Standing(requirement, NOT_ASSESSED)
    findings = known_findings(records.findings, as_of)
    trace = follow_days(requirement, records, findings, as_of)
    standing = settle(ladder, requirement, trace, as_of)
    if records.exempting or records.approvals or records.answers:
        standing = exempt(ladder, standing, trace, records, as_of)
    if records.contests and standing.state in {MET, LAPSED, NOT_APPLICABLE, NOT_ASSESSED}:
        standing = contest(standing, records.contests, findings, as_of)
    if standing.failed_on and requirement.gate == CAP:
        return replace(standing, plan_until=plan_until(ladder, standing.failed_on, records.plans, as_of))
    return standing


def follow_days(requirement: Requirement, records: Records, findings: list[Determination], as_of: date) -> Trace:
    """Read the days of a gate or of an ordinary requirement."""
    if requirement.gate == NO_GATE:
        return trace_single(findings[0]) if len(findings) == 1 else trace_ordinary(by_day(findings))
    told = {each.counts_from for each in records.incidents if each.counts_from <= as_of}
    return trace_gate(by_day(findings), told)


def settle(ladder: Ladder, requirement: Requirement, trace: Trace, as_of: date) -> Standing:
    """The standing that the days give; a met one holds for as long as the longest determination in its run."""
    if trace.state != MET:
        return Standing(requirement, trace.state, trace.observed_on, failed_on=trace.failed_on)
    until, grade = validity(ladder, requirement, trace.run, as_of)
    if as_of <= until:
        return Standing(requirement, MET, trace.observed_on, until, grade)
    in_grace = requirement.gate == NO_GATE and as_of <= days_later(until, ladder.grace_days)
    return Standing(requirement, LAPSED, trace.observed_on, until, grade, in_grace)


def validity(ladder: Ladder, requirement: Requirement, run: list[Determination], as_of: date) -> tuple[date, str]:
    """Last good day of determinations in force together, and the best grade among those still good (or last good)."""
    if len(run) == 1:
        return last_good_day(ladder, requirement, run[0]), run[0].grade or SELF_DECLARED
    ends = [(last_good_day(ladder, requirement, each), each.grade or SELF_DECLARED) for each in run]
    until = max(ends)[0]
    return until, min(grade for end, grade in ends if end >= min(as_of, until))


def last_good_day(ladder: Ladder, requirement: Requirement, determination: Determination) -> date:
    """The last day it names itself, or the catalogue's number of days after it was seen."""
    return determination.valid_until or days_later(determination.observed_on, ladder.days_valid(requirement))


def exempt(ladder: Ladder, standing: Standing, trace: Trace, records: Records, as_of: date) -> Standing:
    """Not applicable where a ground is in force, nothing later speaks against it and it is not met anyway."""
    grounds = grounds_of(ladder, standing.requirement, records, as_of)
    until = None if trace.is_shut or standing.state == MET else exempt_until(grounds, trace.bad_on, as_of)
    if until is not None:
        return Standing(standing.requirement, NOT_APPLICABLE, valid_until=until)
    remark = remark_on(standing.requirement, records, grounds, trace.observed_on, as_of)
    return replace(standing, remark=remark) if remark else standing


def contest(
    standing: Standing, contests: list[Contest | Incident], findings: list[Determination], as_of: date
) -> Standing:
    """Contested where a contest is open that no entitled person has answered since by finding the requirement met."""
    answers = (each.observed_on for each in findings if each.qualifies and each.state == MET)
    answered_on = max(answers, default=date.min)
    days = [(each, each.opened_on if isinstance(each, Contest) else each.counts_from) for each in contests]
    unanswered = [day for each, day in days if day >= answered_on and is_open(each, day, as_of)]
    if unanswered:
        return Standing(standing.requirement, CONTESTED, min(unanswered), remark=standing.remark)
    return standing


def plan_until(ladder: Ladder, failed_on: date, plans: list[CorrectivePlan], as_of: date) -> date | None:
    """Last day on which a plan runs on time: its own, but no later than the ladder's days after the finding."""
    limit = days_later(failed_on, ladder.plan_result_days)
    ends = (min(each.due_on, limit) for each in plans if is_open(each, each.agreed_on, as_of))
    return max((end for end in ends if end >= as_of), default=None)
