"""Reads the determinations of one requirement day by day: which state they lead to, and whether a gate is shut.

Days are those on which something was seen, never those on which it arrived: the order of arrival changes nothing. Only
an incident counts from the day on which it was known: who looked before then could not have looked into it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ladder.core.assessment.facts import CONTESTED, LAPSED, MET, NOT_ASSESSED, NOT_MET, PARTLY, Determination

SEVERITY = {MET: 0, LAPSED: 1, PARTLY: 2, CONTESTED: 3, NOT_MET: 4}
BAD = SEVERITY[PARTLY]

Days = dict[date, list[Determination]]


@dataclass(slots=True)
class Trace:
    """Where the days lead.

    `run` are the met determinations in force together; `bad_on` is the last day that found it other than met;
    `failed_on` the first finding on a gate since it was last open.
    """

    state: str = NOT_ASSESSED
    observed_on: date | None = None
    run: list[Determination] = field(default_factory=list)
    bad_on: date | None = None
    failed_on: date | None = None
    is_shut: bool = False


def by_day(findings: Iterable[Determination]) -> Days:
    """Determinations by the day on which they were seen."""
    days: Days = {}
    for each in findings:
        days.setdefault(each.observed_on, []).append(each)
    return days


def state_of_day(determinations: list[Determination]) -> str:
    """The state that one day's determinations of a requirement come to.

    One person counts with the worst of their own; two people of whom one supports and the other denies are a contest;
    otherwise the worst stands.
    """
    if len(determinations) == 1:
        return determinations[0].state
    worst: dict[str, str] = {}
    for each in determinations:
        worst[each.decided_by] = max(worst.get(each.decided_by, MET), each.state, key=SEVERITY.__getitem__)
    states = sorted(worst.values(), key=SEVERITY.__getitem__)
    disputed = SEVERITY[states[0]] < BAD <= SEVERITY[states[-1]]
    return CONTESTED if disputed else states[-1]


def trace_single(determination: Determination) -> Trace:
    """What a single determination of an ordinary requirement leads to."""
    trace = Trace()
    follow(trace, determination.observed_on, [determination], determination.state)
    return trace


def trace_ordinary(days: Days) -> Trace:
    """For a requirement that is no gate the latest day counts; met days after one another stay in force together."""
    trace = Trace()
    for day in sorted(days):
        follow(trace, day, days[day], state_of_day(days[day]))
    return trace


def trace_gate(days: Days, told: set[date]) -> Trace:
    """For a gate any finding, or an incident `told` of, shuts it until a later day finds it met by who may open it."""
    trace = Trace()
    for day in sorted(days.keys() | told):
        determinations = days.get(day, [])
        finding = finding_of_day(determinations, is_told=day in told)
        state = finding or state_of_day(determinations)
        if finding:
            trace.failed_on = trace.failed_on or day
        if SEVERITY[state] >= BAD:
            shut(trace, day, state, is_finding=bool(finding))
        elif trace.is_shut:
            open_if_entitled(trace, day, determinations, state)
        else:
            follow(trace, day, determinations, state)
    return trace


def finding_of_day(determinations: list[Determination], *, is_told: bool) -> str:
    """The worst finding against a gate on one day, whoever else said otherwise; empty where there is none."""
    states = {each.state for each in determinations}
    for state in (NOT_MET, PARTLY):
        if state in states:
            return state
    return CONTESTED if is_told else ""


def shut(trace: Trace, day: date, state: str, *, is_finding: bool) -> None:
    """Shut a gate. A mere dispute does not hide a finding that still stands."""
    trace.is_shut, trace.bad_on, trace.run = True, day, []
    if is_finding or trace.failed_on is None:
        trace.state, trace.observed_on = state, day


def open_if_entitled(trace: Trace, day: date, determinations: list[Determination], state: str) -> None:
    """Open a shut gate where somebody who may do so found it met."""
    entitled = [each for each in determinations if each.state == MET and each.qualifies]
    if state == MET and entitled:
        trace.is_shut, trace.failed_on = False, None
        trace.state, trace.observed_on, trace.run = MET, day, entitled


def follow(trace: Trace, day: date, determinations: list[Determination], state: str) -> None:
    """Take over the state of a later day."""
    trace.state, trace.observed_on = state, day
    if state == MET:
        trace.run.extend(determinations)
        return
    trace.run, trace.bad_on = [], day
