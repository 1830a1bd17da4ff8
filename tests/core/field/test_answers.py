"""What a form says: read by hand here, and unchanged by the order in which it was written down."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.field.answers import Answer, ConditionAnswer, Question, failing_gates, read_answers
from ladder.core.field.instance import Instance
from ladder.core.field.plain_values import Fault
from ladder.core.field.sheets import IncidentAnswer, read_sheet
from ladder.core.field.visits import day_that_counts, read_visit

QUESTIONS = (
    Question("r_p2_l2_01", "P2-L2-01"),
    Question("r_p4_l1_02", "P4-L1-02"),
    Question("c_underground_work", condition="underground_work"),
)
VALUES = {
    "start": "2026-03-02T08:00:00.000+02:00",
    "end": "2026-03-02T11:30:00.000+02:00",
    "today": "2026-03-02",
    "visit/site": "3f0c",
    "visit/place": "-10.71 25.47 1400.0 6.5",
    "conditions/c_underground_work": "yes",
    "conditions/c_underground_work_seen": "two shafts",
    "stops/r_p2_l2_01/state": "not_met",
    "stops/r_p2_l2_01/reason": "seen at the sorting place",
    "stops/r_p2_l2_01/methods": "o i",
    "stops/r_p2_l2_01/people_asked": "7",
    "stops/r_p2_l2_01/photo": "a.jpg",
    "p4/r_p4_l1_02/state": "met",
    "p4/r_p4_l1_02/measured": "1.85",
}


def instance(values):
    return Instance("visit", "1", "uuid:1", values=values)


def test_every_answer_is_read_as_it_was_given():
    read = read_answers(instance(VALUES), QUESTIONS)
    assert read.answers == (
        Answer("P2-L2-01", "not_met", "seen at the sorting place", ("I", "O"), ("a.jpg",), None, 7),
        Answer("P4-L1-02", "met", measured=1.85),
    )
    assert read.conditions == (ConditionAnswer("underground_work", holds=True, seen="two shafts"),)
    assert read.faults == ()


@given(st.permutations(list(VALUES.items())), st.permutations(QUESTIONS))
def test_the_order_of_values_and_questions_means_nothing(values, questions):
    assert read_answers(instance(dict(values)), questions) == read_answers(instance(VALUES), QUESTIONS)


def test_what_nobody_looked_at_becomes_nothing():
    values = {
        "p4/r_p4_l1_02/state": "not_assessed",
        "stops/r_p2_l2_01/photo": "a.jpg",
        "conditions/c_underground_work": "unknown",
    }
    read = read_answers(instance(values), QUESTIONS)
    assert (read.answers, read.conditions, read.faults) == ((), (), ())


def test_odd_answers_are_faults_with_their_question_and_hide_no_other():
    odd = {
        "stops/r_p2_l2_01/state": "fine", "stops/r_p2_l2_01/people_asked": "-3", "p4/r_p4_l1_02/measured": "nan",
        "stops/r_p2_l2_01/methods": "o x",
    }  # fmt: skip
    read = read_answers(instance({**VALUES, **odd}), QUESTIONS)
    assert [each.requirement for each in read.answers] == ["P4-L1-02"]
    assert read.faults == (
        Fault("p4/r_p4_l1_02/measured", "not_a_number"),
        Fault("stops/r_p2_l2_01/methods", "unknown_choice"),
        Fault("stops/r_p2_l2_01/people_asked", "not_a_number"),
        Fault("stops/r_p2_l2_01/state", "unknown_choice"),
    )


@pytest.mark.parametrize(
    ("state", "waits"), [("not_met", False), ("partly", False), ("met", True), ("not_applicable", True)]
)
def test_a_failing_gate_does_not_wait_for_photos(state, waits):
    answers = (Answer("P2-L2-01", state), Answer("P4-L1-02", "not_met"))
    early = failing_gates(answers, frozenset({"P2-L2-01"}))
    assert [each.requirement for each in early] == ([] if waits else ["P2-L2-01"])


def test_place_and_times_of_a_visit():
    visit = read_visit(instance(VALUES))
    assert (visit.site, visit.day) == ("3f0c", date(2026, 3, 2))
    assert (visit.place.latitude, visit.place.longitude, visit.place.accuracy_m) == (-10.71, 25.47, 6.5)
    assert visit.faults == ()


@pytest.mark.parametrize(
    ("today", "received", "made", "on", "flags"),
    [
        ("2026-03-02", date(2026, 3, 9), date(2026, 1, 1), date(2026, 3, 2), ()),
        ("2026-03-03", date(2026, 3, 2), date(2026, 1, 1), date(2026, 3, 2), ()),  # a phone east of the server
        ("2026-03-04", date(2026, 3, 2), date(2026, 1, 1), date(2026, 3, 2), ("clock_ahead",)),
        ("2031-03-02", date(2026, 3, 2), None, date(2026, 3, 2), ("clock_ahead",)),
        ("2025-12-30", date(2026, 3, 2), date(2026, 1, 1), date(2026, 3, 2), ("clock_before_form",)),
        ("2025-11-29", date(2026, 3, 2), None, date(2026, 3, 2), ("clock_too_old",)),  # 93 days
        ("2025-11-30", date(2026, 3, 2), None, date(2025, 11, 30), ()),  # 92 days
        ("1970-01-01", date(2026, 3, 2), date(2026, 1, 1), date(2026, 3, 2), ("clock_before_form", "clock_too_old")),
    ],
)
def test_which_day_counts(today, received, made, on, flags):
    visit = read_visit(instance({"today": today}))
    counts = day_that_counts(visit, received_on=received, made_on=made)
    assert (counts.on, counts.flags) == (on, flags)


def test_a_visit_that_ends_days_before_it_began_is_dated_by_its_arrival():
    values = {"today": "2026-03-02", "start": "2026-03-02T08:00:00+02:00", "end": "2026-02-20T08:00:00+02:00"}
    counts = day_that_counts(read_visit(instance(values)), received_on=date(2026, 3, 5), made_on=None)
    assert (counts.on, counts.flags) == (date(2026, 3, 5), ("clock_turned",))


def test_a_day_sheet_keeps_what_was_not_counted_apart_from_zero():
    values = {
        "sheet/site": "s", "sheet/day": "2026-03-02", "sheet/n_diggers": "31", "sheet/n_children": "0", "sheet/n_pits": "",
        "sheet/note": "rain", "incident/happened": "yes", "incident/kind": "collapse", "incident/people_hurt": "2",
        "incident/occurred_on": "2026-03-01",
    }  # fmt: skip
    sheet = read_sheet(instance(values))
    assert (sheet.day, dict(sheet.counts), sheet.note) == (date(2026, 3, 2), {"diggers": 31, "children": 0}, "rain")
    assert sheet.incident == IncidentAnswer("collapse", occurred_on=date(2026, 3, 1), people_hurt=2)
    assert sheet.faults == ()


@given(st.dictionaries(st.sampled_from([*VALUES, "sheet/n_x", "sheet/day", "incident/happened"]), st.text(max_size=30)))
def test_no_answer_however_odd_breaks_the_reading(values):
    read_answers(instance(values), QUESTIONS)
    read_sheet(instance(values))
    day_that_counts(read_visit(instance(values)), received_on=date(2026, 3, 2), made_on=None)
