"""Random ladders and dossiers in which everything happens within a few weeks, so that the rules meet each other."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from ladder.core.assessment.facts import (
    STATES,
    Approval,
    ConditionAnswer,
    Contest,
    CorrectivePlan,
    Determination,
    Dossier,
    Incident,
)
from ladder.core.catalogue.ladder import Ladder, Requirement

FIRST = date(2026, 1, 1)
SPAN = 40
CONDITIONS = ("underground_work",)
DECIDERS = ("assessor", "reviewer", "cooperative")

days = st.integers(0, SPAN).map(lambda number: FIRST + timedelta(days=number))
lags = st.sampled_from((None, 0, 0, 1, 4, 15))
stays = st.sampled_from((None, 0, 2, 5, 12, 40))


@st.composite
def ladders(draw):
    """One to three principles, one to three levels, up to three requirements in most cells, and short terms."""
    principles = tuple(f"P{number}" for number in range(1, draw(st.integers(1, 3)) + 1))
    levels = tuple(range(1, draw(st.integers(1, 3)) + 1))
    cells = [(principle, level) for principle in principles for level in levels]
    requirements = tuple(
        draw(requirements_in(cell, number))
        for cell in cells
        for number in range(draw(st.sampled_from((1, 1, 2, 2, 3, 0))))
    )
    empty = frozenset(draw(st.lists(st.sampled_from(cells), max_size=2)))
    numbers = {
        "grace_days": 4,
        "validity_days": 9,
        "gate_validity_days": 6,
        "exemption_days": 8,
        "plan_result_days": 12,
        "cap_without_plan": draw(st.integers(0, 1)),
        "cap_with_plan": draw(st.integers(1, 2)),
    }
    return Ladder(principles, levels, requirements, empty, **numbers)


@st.composite
def requirements_in(draw, cell, number):
    """A requirement of a cell; gates and conditions are common."""
    gate = draw(st.sampled_from(("none", "none", "none", "cap", "stop")))
    condition = None if gate == "stop" else draw(st.sampled_from((*CONDITIONS, None)))
    return Requirement(
        f"{cell[0]}-{cell[1]}-{number}",
        *cell,
        gate,
        condition,
        draw(st.sampled_from((None, 3, 20))),
        draw(st.sampled_from(("none", "low", "medium", "high"))),
    )


def later(day, lag):
    """A day some days later, or None."""
    return None if lag is None else day + timedelta(days=lag)


@st.composite
def determinations(draw, keys, states=STATES):
    """A determination of one of some requirements."""
    seen_on = draw(days)
    return Determination(
        draw(st.sampled_from(keys)),
        draw(st.sampled_from(states)),
        seen_on,
        later(seen_on, draw(stays)),
        draw(st.sampled_from((None, "A", "B", "C", "D"))),
        draw(st.sampled_from(DECIDERS)),
        later(seen_on, draw(lags)),
        draw(st.booleans()),
        draw(st.booleans()),
        later(seen_on, draw(st.sampled_from((None, None, None, 0, 6, 20)))),
    )


@st.composite
def answers(draw):
    """An answer to a condition."""
    seen_on = draw(days)
    return ConditionAnswer(
        draw(st.sampled_from(CONDITIONS)),
        draw(st.sampled_from((False, False, True))),
        seen_on,
        later(seen_on, draw(stays)),
        later(seen_on, draw(lags)),
        draw(st.sampled_from((True, True, False))),
    )


@st.composite
def approvals(draw, keys):
    """A reviewer's approval."""
    seen_on = draw(days)
    return Approval(
        draw(st.sampled_from(keys)),
        draw(st.sampled_from(("shaft closed", "shaft closed", " "))),
        "reviewer",
        seen_on,
        later(seen_on, draw(stays)),
        later(seen_on, draw(lags)),
    )


@st.composite
def closings(draw, seen_on):
    """When something was closed, known, and its closing known."""
    closed_on = later(seen_on, draw(st.sampled_from((None, 0, 3, 10))))
    known = later(seen_on, draw(lags))
    return {
        "closed_on": closed_on,
        "known_on": known,
        "closing_known_on": later(closed_on, draw(lags)) if closed_on else None,
    }


@st.composite
def plans(draw, keys):
    """A corrective plan."""
    agreed_on = draw(days)
    return CorrectivePlan(
        draw(st.sampled_from(keys)),
        agreed_on,
        agreed_on + timedelta(days=draw(st.integers(0, 20))),
        **draw(closings(agreed_on)),
    )


@st.composite
def contests(draw, keys):
    """A contest."""
    opened_on = draw(days)
    return Contest(draw(st.sampled_from(keys)), opened_on, **draw(closings(opened_on)))


@st.composite
def incidents(draw, keys):
    """An incident."""
    seen_on = draw(days)
    return Incident(draw(st.sampled_from(keys)), seen_on, draw(st.booleans()), **draw(closings(seen_on)))


@st.composite
def cases(draw, *, exemptions=True):
    """A ladder, a dossier in which all but one or two busy requirements are met, and a date."""
    ladder = draw(ladders())
    keys = [each.key for each in ladder.requirements]
    as_of = draw(st.integers(3, SPAN).map(lambda number: FIRST + timedelta(days=number)))
    if not keys:
        return ladder, Dossier(), as_of
    busy = sorted(draw(st.sets(st.sampled_from(keys), min_size=1, max_size=2)))
    capped = [key for key in busy if ladder.by_key[key].gate == "cap"] or busy
    kinds = draw(
        st.sampled_from((STATES, ("met", "not_applicable", "not_assessed"), ("met", "met", "partly", "not_met")))
    )
    noise = determinations(busy, kinds)
    facts = [*quiet(draw, keys, busy), *draw(st.lists(noise, min_size=1, max_size=5))]
    lists = {
        "plans": draw(few(plans(capped))),
        "contests": draw(few(contests(busy))),
        "incidents": draw(few(incidents(busy))),
    }
    if exemptions:
        lists |= {"approvals": draw(few(approvals(busy))), "answers": draw(few(answers()))}
    return ladder, Dossier(tuple(facts), **lists), as_of


def few(strategy):
    """None to two of something, as a tuple."""
    return st.one_of(st.just(()), st.lists(strategy, min_size=1, max_size=2).map(tuple))


def quiet(draw, keys, busy):
    """A met determination of every requirement that is not busy, and of some busy ones."""
    seen_on = FIRST + timedelta(days=draw(st.integers(0, 4)))
    until = seen_on + timedelta(days=draw(st.integers(15, 60)))
    standard = Determination("", "met", seen_on, until, "B", "assessor", None, independent=True)
    return [replace(standard, requirement=key) for key in keys if key not in busy or draw(st.booleans())]
