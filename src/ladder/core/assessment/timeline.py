"""A site's level as the step function of time that it is: every day on which the result changes, and to what."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ladder.core.assessment.days import days_later
from ladder.core.assessment.facts import NOT_MET, PARTLY, Contest, CorrectivePlan, Determination, Dossier, Incident
from ladder.core.assessment.judge import conclude, unknown_requirements
from ladder.core.assessment.records import Records, begins_on, sort_facts
from ladder.core.assessment.result import SiteResult
from ladder.core.assessment.standing import last_good_day, stand
from ladder.core.catalogue.ladder import CAP, NO_GATE, Ladder, Requirement


@dataclass(frozen=True, slots=True)
class Step:
    """From this day on the result is this one, until the next step begins."""

    starts_on: date
    result: SiteResult


def timeline(ladder: Ladder, dossier: Dossier, start: date, end: date) -> tuple[Step, ...]:
    """The steps from one day to another, both included; each result equals `judge` on any day of its step."""
    return tuple(steps(ladder, dossier, start, end))


def next_change(ladder: Ladder, dossier: Dossier, as_of: date, end: date) -> Step | None:
    """The first later step, up to a day, at which level or status differ from those of a date; None: there is none."""
    found = steps(ladder, dossier, as_of, end)
    now = headline(next(found).result)
    return next((each for each in found if headline(each.result) != now), None)


def headline(result: SiteResult) -> tuple[int, str]:
    """What is published first: level and status."""
    return result.site_level, result.status


def steps(ladder: Ladder, dossier: Dossier, start: date, end: date) -> Iterator[Step]:
    """The steps one after the other, computed as they are asked for; raises ValueError where the end is earlier."""
    if end < start:
        raise ValueError(f"the end {end} lies before the start {start}")
    records = sort_facts(ladder, dossier)
    standings = {each.key: stand(ladder, each, records.get(each.key), start) for each in ladder.requirements}
    last = conclude(ladder, standings, unknown_requirements(ladder, records, start), start)
    yield Step(start, last)
    agenda = agenda_of(ladder, records)
    for day in sorted(each for each in agenda if start < each <= end):
        changed = {key: stand(ladder, ladder.by_key[key], records[key], day) for key in agenda[day] if key in standings}
        standings = {**standings, **changed}
        result = conclude(ladder, standings, unknown_requirements(ladder, records, day), day)
        if replace(result, as_of=last.as_of) != last:
            last = result
            yield Step(day, result)


def agenda_of(ladder: Ladder, records: dict[str, Records]) -> dict[date, list[str]]:
    """For every day on which anything may change, the requirements concerned."""
    agenda: dict[date, list[str]] = {}
    for key, each in records.items():
        for day in set(days_of(ladder, ladder.by_key.get(key), each)):
            agenda.setdefault(day, []).append(key)
    return agenda


def days_of(ladder: Ladder, requirement: Requirement | None, records: Records) -> Iterator[date]:
    """Every day on which the standing of a requirement may change."""
    for each in (*records.findings, *records.exempting):
        yield begins_on(each.observed_on, each.known_on)
        if each.withdrawn_on:
            yield each.withdrawn_on
    if requirement is None:
        return
    for each in records.findings:
        yield from days_of_finding(ladder, requirement, each)
    yield from days_of_exemptions(ladder, records)
    for plan in records.plans:
        yield days_later(plan.due_on, 1)
        yield from beginning_and_end(plan, plan.agreed_on)
    for contest in (*records.contests, *records.incidents):
        seen_on = contest.counts_from if isinstance(contest, Incident) else contest.opened_on
        yield from beginning_and_end(contest, seen_on)
        yield days_later(seen_on, ladder.plan_result_days + 1)


def days_of_finding(ladder: Ladder, requirement: Requirement, finding: Determination) -> Iterator[date]:
    """When a determination stops being good, when its grace is over, when a plan for it may run no longer."""
    lapses_on = days_later(last_good_day(ladder, requirement, finding), 1)
    yield lapses_on
    if requirement.gate == NO_GATE:
        yield days_later(lapses_on, ladder.grace_days)
    if requirement.gate == CAP and finding.state in {NOT_MET, PARTLY}:
        yield days_later(finding.observed_on, ladder.plan_result_days + 1)


def days_of_exemptions(ladder: Ladder, records: Records) -> Iterator[date]:
    """When approvals and answers begin to count and when they end."""
    approved = [(each.approved_on, each.valid_until, each.known_on) for each in records.approvals]
    answered = [(each.observed_on, each.valid_until, each.known_on) for each in records.answers]
    found = [(each.observed_on, each.valid_until, each.known_on) for each in records.exempting]
    for seen_on, until, known_on in approved + answered + found:
        yield begins_on(seen_on, known_on)
        yield days_later(until or days_later(seen_on, ladder.exemption_days), 1)


def beginning_and_end(fact: CorrectivePlan | Contest | Incident, seen_on: date) -> Iterator[date]:
    """When something begins to count, and when it ends."""
    yield begins_on(seen_on, fact.known_on)
    if fact.closed_on:
        yield begins_on(fact.closed_on, fact.closing_known_on)
