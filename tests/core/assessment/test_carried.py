"""What is left of a level on a newer ladder: carried states count, everything else is not assessed."""

from dataclasses import replace

import pytest
from hypothesis import given

from ladder.core.assessment.carried import carry_over
from ladder.core.assessment.judge import judge
from ladder.core.catalogue.ladder import Requirement
from tests.core.assessment.cases import AS_OF, all_found, small_ladder
from tests.core.assessment.generators import FIRST, ladders

OLD = small_ladder(
    Requirement("a", "1", 1), Requirement("b", "1", 2), Requirement("c", "2", 1), Requirement("d", "2", 2, "stop")
)


def everything(ladder):
    return {each.key: each.key for each in ladder.requirements}


def test_where_all_is_carried_the_level_is_the_same():
    result = judge(OLD, all_found(OLD), AS_OF)
    assert result.site_level == 2
    assert carry_over(OLD, result, everything(OLD)) == result


def test_what_is_not_carried_is_not_assessed_and_holds_its_own_principle_only():
    newer = small_ladder(*OLD.requirements, Requirement("e", "1", 2))
    then = carry_over(newer, judge(OLD, all_found(OLD), AS_OF), everything(OLD))
    assert then.levels == {"1": 1, "2": 2}
    assert then.site_level == 1
    assert then.standings["e"].state == "not_assessed"


def test_a_state_follows_its_requirement_to_another_key():
    newer = small_ladder(replace(OLD.requirements[0], key="a2"), *OLD.requirements[1:])
    then = carry_over(newer, judge(OLD, all_found(OLD), AS_OF), {**everything(OLD), "a2": "a"})
    assert then.standings["a2"].requirement.key == "a2"
    assert then.site_level == 2


def test_a_failed_gate_that_is_carried_stays_failed():
    result = judge(OLD, all_found(OLD, but={"d": "not_met"}), AS_OF)
    then = carry_over(OLD, result, everything(OLD))
    assert then.status == "suspended"
    assert then.levels["2"] == 1


@pytest.mark.parametrize(
    "moved",
    [{"level": 1}, {"gate": "cap"}, {"condition": "underground"}, {"principle": "2"}],
    ids=lambda moved: next(iter(moved)),
)
def test_nothing_is_carried_to_another_question(moved):
    newer = small_ladder(OLD.requirements[0], replace(OLD.requirements[1], **moved), *OLD.requirements[2:])
    then = carry_over(newer, judge(OLD, all_found(OLD), AS_OF), everything(OLD))
    assert then.standings["b"].state == "not_assessed"


@given(ladders())
def test_where_nothing_is_carried_no_level_is_reached(ladder):
    then = carry_over(ladder, judge(ladder, all_found(ladder), FIRST), {})
    assert then.site_level == 0
    assert set(then.levels.values()) == {0}
    assert then.status == "none"
