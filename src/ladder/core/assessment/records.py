"""Sorts a site's facts by requirement, and tells which of them counted on a date."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ladder.core.assessment.facts import (
    NOT_APPLICABLE,
    NOT_ASSESSED,
    Approval,
    ConditionAnswer,
    Contest,
    CorrectivePlan,
    Determination,
    Dossier,
    Incident,
)
from ladder.core.catalogue.ladder import NO_GATE, Ladder


@dataclass(slots=True)
class Records:
    """The facts of one requirement: `findings` say how it was found, `exempting` that it does not apply."""

    findings: list[Determination] = field(default_factory=list)
    exempting: list[Determination] = field(default_factory=list)
    answers: list[ConditionAnswer] = field(default_factory=list)
    approvals: list[Approval] = field(default_factory=list)
    plans: list[CorrectivePlan] = field(default_factory=list)
    contests: list[Contest | Incident] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)


def sort_facts(ladder: Ladder, dossier: Dossier) -> dict[str, Records]:
    """Facts by requirement key; requirements without any are left out, keys that the ladder lacks are kept."""
    found: dict[str, Records] = {}
    for each in dossier.determinations:
        records = found.get(each.requirement)
        if records is None:
            records = found[each.requirement] = Records()
        if each.state == NOT_APPLICABLE:
            records.exempting.append(each)
        elif each.state != NOT_ASSESSED:
            records.findings.append(each)
    sort_circumstances(ladder, dossier, found)
    return found


def sort_circumstances(ladder: Ladder, dossier: Dossier, found: dict[str, Records]) -> None:
    """Add what bears on requirements besides determinations."""
    for approval in dossier.approvals:
        found.setdefault(approval.requirement, Records()).approvals.append(approval)
    for plan in dossier.plans:
        found.setdefault(plan.requirement, Records()).plans.append(plan)
    for contest in dossier.contests:
        found.setdefault(contest.requirement, Records()).contests.append(contest)
    for incident in dossier.incidents:
        records = found.setdefault(incident.requirement, Records())
        (records.incidents if is_finding(ladder, incident) else records.contests).append(incident)
    for requirement in ladder.requirements if dossier.answers else ():
        answers = [each for each in dossier.answers if each.condition == requirement.condition]
        if answers:
            found.setdefault(requirement.key, Records()).answers.extend(answers)


def is_finding(ladder: Ladder, incident: Incident) -> bool:
    """Whether an incident counts like a finding: a credible one on a gate does, any other is a contest."""
    requirement = ladder.by_key.get(incident.requirement)
    return incident.credible and requirement is not None and requirement.gate != NO_GATE


def begins_on(seen_on: date, known_on: date | None) -> date:
    """First day on which a fact counts: it has been seen and is known."""
    return seen_on if known_on is None or known_on < seen_on else known_on


def known_findings(findings: Iterable[Determination], as_of: date) -> list[Determination]:
    """Determinations that were seen and known by a date, and not withdrawn by then."""
    return [
        each
        for each in findings
        if each.observed_on <= as_of
        and (each.known_on is None or each.known_on <= as_of)
        and (each.withdrawn_on is None or each.withdrawn_on > as_of)
    ]


def is_open(fact: CorrectivePlan | Contest | Incident, opened_on: date, as_of: date) -> bool:
    """Whether something with a beginning and an end has begun and, as far as was known, not ended."""
    if begins_on(opened_on, fact.known_on) > as_of:
        return False
    return fact.closed_on is None or begins_on(fact.closed_on, fact.closing_known_on) > as_of
