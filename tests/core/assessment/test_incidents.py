"""Clocks after an incident: worked by hand, and properties of any sequence of steps."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.assessment.incidents import (
    ACKNOWLEDGED,
    CLOSED,
    DONE,
    DONE_LATE,
    DROPPED,
    KINDS,
    OVERDUE,
    PLANNED,
    REOPENED,
    REVISITED,
    RUNNING,
    Durations,
    Step,
    class_of,
    clocks_of,
    durations_of,
    next_steps,
)
from ladder.core.catalogue.ladder import CAP, NO_GATE, STOP, Ladder, Requirement

LADDER = Ladder(("1",), (1,), (Requirement("R", "1", 1, STOP),))
STOP_CLOCKS = Durations(24, 7, 30, REVISITED)
CAP_CLOCKS = Durations(None, 30, 180, CLOSED)
KNOWN = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)


def at(day, hour=9, month=3):
    return datetime(2026, month, day, hour, tzinfo=UTC)


def states(clocks):
    return {one.step: one.state for one in clocks.clocks}


def test_a_stop_incident_is_due_in_24_hours_7_days_and_30_days():
    clocks = clocks_of(KNOWN, STOP_CLOCKS, (), at(3, 16))
    assert {one.step: one.due_at for one in clocks.clocks} == {
        ACKNOWLEDGED: datetime(2026, 3, 3, 16, 30, tzinfo=UTC),
        PLANNED: datetime(2026, 3, 9, 23, 59, 59, 999999, UTC),
        REVISITED: datetime(2026, 4, 1, 23, 59, 59, 999999, UTC),
    }
    assert (clocks.next.step, clocks.is_open, clocks.is_overdue) == (ACKNOWLEDGED, True, False)


def test_the_last_minute_is_in_time_and_the_next_is_late():
    due = datetime(2026, 3, 3, 16, 30, tzinfo=UTC)
    assert states(clocks_of(KNOWN, STOP_CLOCKS, (), due))[ACKNOWLEDGED] == RUNNING
    assert states(clocks_of(KNOWN, STOP_CLOCKS, (), due + timedelta(minutes=1)))[ACKNOWLEDGED] == OVERDUE
    late = Step(ACKNOWLEDGED, due + timedelta(minutes=1))
    assert states(clocks_of(KNOWN, STOP_CLOCKS, (late,), at(5)))[ACKNOWLEDGED] == DONE_LATE


def test_a_plan_may_shorten_the_time_for_the_visit_and_never_lengthens_it():
    for promised, last in ((at(20), (2026, 3, 20)), (at(20, month=5), (2026, 4, 1))):
        steps = (Step(ACKNOWLEDGED, at(3)), Step(PLANNED, at(4), promised))
        clocks = clocks_of(KNOWN, STOP_CLOCKS, steps, at(5))
        assert states(clocks) == {ACKNOWLEDGED: DONE, PLANNED: DONE, REVISITED: RUNNING}
        due = clocks.next.due_at
        assert (due.year, due.month, due.day) == last


def test_a_plan_says_that_the_incident_was_seen():
    assert states(clocks_of(KNOWN, STOP_CLOCKS, (Step(PLANNED, at(3)),), at(4)))[ACKNOWLEDGED] == DONE


def test_opening_again_starts_all_clocks_anew():
    steps = (Step(ACKNOWLEDGED, at(3)), Step(CLOSED, at(6)), Step(REOPENED, at(20)))
    clocks = clocks_of(KNOWN, STOP_CLOCKS, steps, at(20, 12))
    assert states(clocks) == {ACKNOWLEDGED: RUNNING, PLANNED: RUNNING, REVISITED: RUNNING}
    assert clocks.next.due_at == at(21)


def test_what_was_not_done_before_the_end_is_dropped_or_late():
    clocks = clocks_of(KNOWN, STOP_CLOCKS, (Step(CLOSED, at(6)),), at(7))
    assert states(clocks) == {ACKNOWLEDGED: DONE_LATE, PLANNED: DROPPED, REVISITED: DROPPED}
    assert (clocks.is_open, clocks.next, clocks.is_overdue) == (False, None, False)


def test_a_cap_incident_is_done_when_it_is_closed():
    assert states(clocks_of(KNOWN, CAP_CLOCKS, (Step(CLOSED, at(6)),), at(7))) == {PLANNED: DROPPED, CLOSED: DONE}


def test_durations_come_from_the_version_and_else_from_the_rule():
    assert durations_of(LADDER, STOP) == Durations(24, 7, 30, REVISITED)
    assert durations_of(LADDER, STOP, plan_days=3) == Durations(24, 3, 30, REVISITED)
    assert durations_of(LADDER, CAP) == Durations(None, 30, 180, CLOSED)
    assert durations_of(LADDER, CAP, plan_days=20) == Durations(None, 20, 180, CLOSED)
    assert durations_of(LADDER, NO_GATE) == Durations(None, 90, 180, CLOSED)


@pytest.mark.parametrize(
    ("kind", "gate", "expected"),
    [("death", NO_GATE, CAP), ("collapse", STOP, STOP), ("bribe", STOP, STOP), ("other", NO_GATE, NO_GATE)],
)
def test_the_stricter_of_kind_and_gate_counts(kind, gate, expected):
    assert class_of(kind, gate) == expected


def test_what_may_be_done_next():
    assert next_steps(()) == {ACKNOWLEDGED, PLANNED, REVISITED, CLOSED}
    assert next_steps((Step(ACKNOWLEDGED, at(3)),)) == {PLANNED, REVISITED, CLOSED}
    closed = (Step(ACKNOWLEDGED, at(3)), Step(CLOSED, at(6)))
    assert next_steps(closed) == {REOPENED}
    assert next_steps((*closed, Step(REOPENED, at(7)))) == {ACKNOWLEDGED, PLANNED, REVISITED, CLOSED}


moments = st.floats(0, 364).map(lambda days: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=days))
taken = st.builds(
    Step, st.sampled_from([ACKNOWLEDGED, PLANNED, REVISITED, CLOSED, REOPENED]), moments, st.none() | moments
)
classes = st.sampled_from([STOP_CLOCKS, CAP_CLOCKS, Durations(None, 90, 180, CLOSED)])


@given(known=moments, durations=classes, steps=st.lists(taken, max_size=6, unique_by=lambda one: one.done_at), now=moments,
       order=st.randoms())  # fmt: skip
def test_the_order_of_arrival_means_nothing(known, durations, steps, now, order):
    mixed = list(steps)
    order.shuffle(mixed)
    assert clocks_of(known, durations, mixed, now) == clocks_of(known, durations, steps, now)


@given(known=moments, durations=classes, steps=st.lists(taken, max_size=6), now=moments, later=moments)
def test_nothing_overdue_heals_by_waiting_and_nothing_closed_is_overdue(known, durations, steps, now, later):
    first, second = sorted((now, later))
    done = [one for one in steps if one.done_at <= first]
    before, after = (states(clocks_of(known, durations, done, moment)) for moment in (first, second))
    assert all(after[step] == OVERDUE for step, state in before.items() if state == OVERDUE)
    clocks = clocks_of(known, durations, steps, second)
    assert clocks.is_open or not (clocks.is_overdue or clocks.running)


@given(known=moments, durations=classes, steps=st.lists(taken, max_size=6), now=moments)
def test_a_step_more_never_makes_anything_overdue(known, durations, steps, now):
    calm = [one for one in steps if one.kind != REOPENED and not one.due_at and one.done_at <= now]
    overdue = {step for step, state in states(clocks_of(known, durations, calm, now)).items() if state == OVERDUE}
    for place in range(len(calm)):
        fewer = states(clocks_of(known, durations, calm[:place] + calm[place + 1 :], now))
        assert overdue <= {step for step, state in fewer.items() if state == OVERDUE}


@given(known=moments, durations=classes, promised=moments, now=moments)
def test_no_promise_moves_the_limit_out(known, durations, promised, now):
    step = Step(PLANNED, known, promised)
    with_plan, without = (clocks_of(known, durations, steps, now) for steps in ((step,), ()))
    limits = [{one.step: one.due_at for one in each.clocks}[durations.result_step] for each in (with_plan, without)]
    assert limits[0] <= limits[1]


def test_every_class_is_one_of_the_three():
    assert set(KINDS.values()) == {STOP, CAP, NO_GATE}
