"""How far a measure has come: the table of the method page, by hand, and what can never happen."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder.core.improvement.measures import (
    CHECKED,
    GIVEN,
    LEFT,
    MOVED,
    REFUSED,
    RESUMED,
    STARTED,
    STEPS,
    Step,
    Waiting,
    first_things,
    progress_of,
)

DUE = date(2026, 6, 1)
LATER = date(2026, 9, 1)
DAY = date(2026, 5, 1)

histories = st.lists(
    st.builds(Step, st.sampled_from(STEPS), st.just(DAY), st.sampled_from("abc"), st.none() | st.just(LATER)),
    max_size=8,
)


def walk(*kinds, person="a"):
    return progress_of(DUE, [Step(kind, DAY, person, LATER if kind == MOVED else None) for kind in kinds])


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((), "planned"),
        ((STARTED,), "under_way"),
        ((MOVED,), "planned"),
        ((STARTED, MOVED), "under_way"),
        ((GIVEN,), "handed_in"),
        ((GIVEN, GIVEN), "handed_in"),
        ((GIVEN, REFUSED), "sent_back"),
        ((STARTED, LEFT), "dropped"),
        ((STARTED, LEFT, RESUMED), "under_way"),
    ],
)
def test_steps_lead_where_the_table_says(kinds, state):
    assert walk(*kinds).state == state


@pytest.mark.parametrize(
    "kinds", [(CHECKED,), (STARTED, STARTED), (STARTED, CHECKED), (LEFT, GIVEN), (RESUMED,), (GIVEN, REFUSED, REFUSED)]
)
def test_what_the_table_does_not_allow_is_refused(kinds):
    with pytest.raises(ValueError, match="may not follow"):
        walk(*kinds)


def test_nobody_checks_what_they_handed_in():
    given_by_a = [Step(GIVEN, DAY, "a"), Step(GIVEN, DAY, "b")]
    assert not progress_of(DUE, given_by_a).may_check("a")
    assert not progress_of(DUE, given_by_a).may_check("b")
    assert progress_of(DUE, [*given_by_a, Step(CHECKED, DAY, "c")]).state == "done"
    with pytest.raises(ValueError, match="may not follow"):
        progress_of(DUE, [*given_by_a, Step(CHECKED, DAY, "a")])


def test_who_handed_in_before_it_was_sent_back_may_check_what_others_hand_in():
    steps = [Step(GIVEN, DAY, "a"), Step(REFUSED, DAY, "c"), Step(GIVEN, DAY, "b")]
    assert progress_of(DUE, steps).may_check("a")


def test_a_measure_is_late_after_its_day_and_not_while_others_check():
    assert not walk().is_late(DUE)
    assert walk().is_late(date(2026, 6, 2))
    assert not walk(GIVEN).is_late(LATER)
    assert walk(GIVEN, REFUSED).is_late(LATER)
    assert not walk(MOVED).is_late(LATER)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(histories)
def test_done_is_never_reached_without_evidence_that_somebody_else_checked(steps):
    try:
        progress = progress_of(DUE, steps)
    except ValueError:
        return
    if progress.state == "done":
        last_given = max(number for number, step in enumerate(steps) if step.kind == GIVEN)
        last_checked = max(number for number, step in enumerate(steps) if step.kind == CHECKED)
        assert last_given < last_checked
        assert steps[last_given].person != steps[last_checked].person


def test_first_things_by_hand():
    waiting = [
        Waiting("A", 2, 0, date(2026, 3, 1)),
        Waiting("B", 1, 3, date(2026, 6, 1)),
        Waiting("C", 2, 0, date(2026, 2, 1)),
        Waiting("D", 2, 1, date(2026, 1, 1)),
    ]
    assert first_things(waiting) == ("B", "C", "A")


@given(st.permutations([Waiting(key, rank, rank, DUE) for rank, key in enumerate("abcde")]))
def test_their_order_does_not_depend_on_how_they_were_listed(waiting):
    assert first_things(waiting) == ("a", "b", "c")
