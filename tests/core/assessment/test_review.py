"""Why a hand-in needs care, in which order, and what two readers may disagree on."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.assessment import independence
from ladder.core.assessment.facts import Dossier
from ladder.core.assessment.judge import judge
from ladder.core.assessment.review import (
    REASONS,
    HandIn,
    are_apart,
    differs,
    is_in_sample,
    is_too_fast,
    rank_of,
    reasons_for_care,
    would_raise,
)
from ladder.core.catalogue.ladder import Requirement
from tests.core.assessment.cases import AS_OF, found, small_ladder

SPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")


def outside_the_sample():
    return next(one for one in (uuid5(SPACE, str(number)) for number in range(100)) if not is_in_sample(one))


PLAIN = HandIn(outside_the_sample(), 12)


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        ({"opens_gate": True}, "opens_gate"),
        ({"stops_failed": 1}, "stop_failed"),
        ({"caps_failed": 2}, "cap_failed"),
        ({"disagreements": 1}, "disagrees"),
        ({"contests": 1}, "contested_here"),
        ({"statements": 1}, "answered"),
        ({"flags": frozenset({"old"})}, "flagged"),
        ({"na_shares": {1: 0.1, 2: 0.26}}, "many_set_aside"),
        ({"seconds": 239.0}, "too_fast"),
        ({"graded_by_hand": True}, "graded_by_hand"),
    ],
)
def test_each_reason(seen, reason):
    assert reasons_for_care(replace(PLAIN, **seen), 0.25) == (reason,)


def test_nothing_stands_out():
    calm = replace(PLAIN, seconds=240.0, na_shares={1: 0.25, 2: 0.0})
    assert reasons_for_care(calm, 0.25) == ()


def test_a_few_answers_may_be_quick():
    assert (is_too_fast(9, 5), is_too_fast(10, 199), is_too_fast(10, 200), is_too_fast(50, None)) == (
        False, True, False, False,
    )  # fmt: skip


def test_the_gravest_reason_comes_first():
    order = [("opens_gate",), ("stop_failed", "sample"), ("stop_failed",), ("flagged",), ("sample",), ()]
    assert sorted(order, key=rank_of) == order


@given(st.lists(st.sampled_from(REASONS), unique=True))
def test_the_order_does_not_depend_on_the_order_of_reasons(reasons):
    assert rank_of(reasons) == rank_of(reasons[::-1])


def test_more_than_a_tenth_is_in_the_sample_and_it_is_the_same_every_time():
    names = [uuid5(SPACE, str(number)) for number in range(4000)]
    share = sum(map(is_in_sample, names)) / len(names)
    assert 0.10 < share < 0.15
    assert [is_in_sample(one) for one in names] == [is_in_sample(one) for one in names]


@pytest.mark.parametrize(
    ("first", "second", "is_contest"),
    [
        ("met", "met", False), ("met", "partly", True), ("met", "not_met", True), ("met", "not_assessed", True),
        ("not_met", "not_assessed", False), ("not_met", "met", True), ("partly", "not_met", True),
        ("not_applicable", "met", True), ("not_applicable", "not_assessed", True), ("lapsed", "met", False),
    ],
)  # fmt: skip
def test_readers_disagree(first, second, is_contest):
    assert differs(first, second) is is_contest


def test_looks_far_apart_contradict_nobody():
    assert not are_apart(date(2026, 3, 1), date(2026, 3, 31))
    assert are_apart(date(2026, 3, 1), date(2026, 4, 1))


LADDER = small_ladder(Requirement("one", "p", 1), Requirement("two", "p", 2), Requirement("gate", "p", 2, "stop"))
GOOD = (found("one"), found("two"), found("gate"))


@pytest.mark.parametrize(
    ("findings", "left", "raises"),
    [
        (GOOD, (), False),
        ((*GOOD, found("gate", "not_met", date(2026, 3, 2))), GOOD, True),
        ((*GOOD, found("two", "partly", date(2026, 3, 2))), GOOD, True),
        (GOOD, GOOD[:2], False),
        ((found("one", "not_met"),), (), False),
    ],
)
def test_what_would_raise_a_level_or_lift_a_gate_needs_two_people(findings, left, raises):
    now, without = (judge(LADDER, Dossier(each), AS_OF) for each in (findings, left))
    assert would_raise(now, without) is raises


def test_only_a_declaration_without_ties_makes_a_third_party():
    kinds = [independence.kind_of_assessor(each) for each in (None, (), ("family",), ("unheard_of",))]
    assert kinds == ["second", "third", "second", "second"]
    assert [independence.is_in_conflict(each) for each in ((), ("trades_ore",))] == [False, True]
    assert independence.last_day_of_declaration(date(2026, 3, 1)) == date(2027, 3, 1)
