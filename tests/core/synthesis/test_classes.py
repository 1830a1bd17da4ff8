"""The class of a statement from counts that can be followed on paper; numbers of `docs/methods/convergence.md`."""

import pytest

from ladder.core.synthesis.rules import Rules
from tests.core.synthesis.consultations import heard


def test_every_group_clearly_in_favour_is_established():
    item = heard({"a": (9, 1, 0), "b": (7, 1, 1), "c": (5, 0, 0)})
    assert item.classes == ("convergence_established",)
    assert item.equal_voice == pytest.approx((9.5 / 11 + 7.5 / 10 + 5.5 / 6) / 3)


def test_four_answers_of_one_group_are_not_enough_to_be_established():
    assert heard({"a": (9, 1, 0), "b": (7, 1, 1), "c": (4, 0, 0)}).classes == ("convergence_provisional",)


def test_a_group_that_only_leans_makes_it_provisional():
    # 4 of 7: P(p > 1/2) for Beta(4.5, 3.5) is 0.65, below 0.80
    item = heard({"a": (9, 1, 0), "b": (9, 1, 0), "c": (4, 3, 0)})
    assert item.classes == ("convergence_provisional",)
    assert item.groups["c"].lean == "for"


def test_a_group_of_two_answers_leaves_it_provisional_and_is_named():
    item = heard({"a": (9, 1, 0), "b": (7, 1, 1), "c": (2, 0, 0)})
    assert item.classes == ("convergence_provisional",)
    assert item.not_heard == ("c",)
    assert item.groups["c"].lean == "unheard"


def test_two_groups_of_two_answers_are_too_many():
    assert heard({"a": (9, 1, 0), "b": (2, 0, 0), "c": (2, 0, 0)}).classes == ("not_enough_heard",)


def test_one_silent_group_gives_not_enough_heard_not_convergence():
    item = heard({"a": (9, 1, 0), "b": (9, 1, 0), "c": (0, 0, 0)})
    assert item.classes == ("not_enough_heard",)
    assert item.not_heard == ("c",)


def test_the_only_answer_of_a_group_against_bars_convergence():
    assert heard({"a": (9, 0, 0), "b": (9, 0, 0), "c": (1, 0, 0)}).classes == ("convergence_provisional",)
    assert heard({"a": (9, 0, 0), "b": (9, 0, 0), "c": (0, 1, 0)}).classes == ("mixed",)


def test_one_small_group_against_is_an_objection_and_is_named():
    item = heard({"a": (50, 3, 2), "b": (30, 2, 1), "c": (1, 7, 0)}, rules=Rules(permutations=99))
    assert "objection" in item.classes
    assert not {"convergence_established", "convergence_provisional"} & set(item.classes)
    assert item.objectors == ("c",)
    assert item.groups["c"].lean == "against"


def test_objection_and_divergence_hold_together():
    assert heard({"a": (50, 3, 2), "b": (30, 2, 1), "c": (1, 7, 0)}).classes == ("objection", "divergence")


def test_a_silent_group_does_not_hide_an_objection():
    item = heard({"a": (50, 3, 2), "b": (30, 2, 1), "c": (1, 7, 0), "d": (0, 0, 0)})
    assert "objection" in item.classes
    assert item.not_heard == ("d",)


def test_unclear_counts_against_support():
    assert heard({"a": (9, 1, 0), "b": (4, 0, 6)}).classes[0] != "convergence_provisional"


def test_everybody_against_is_a_shared_refusal():
    item = heard({"a": (1, 9, 0), "b": (1, 7, 1), "c": (0, 5, 0)})
    assert item.classes == ("shared_refusal",)
    assert item.is_strong_refusal
    assert item.objectors == ()
    assert not heard({"a": (1, 9, 0), "b": (1, 7, 1), "c": (0, 4, 0)}).is_strong_refusal


def test_all_in_between_is_mixed():
    assert heard({"a": (5, 5, 0), "b": (4, 5, 1), "c": (3, 3, 0)}).classes == ("mixed",)


def test_a_tie_is_no_support_in_a_tiny_group():
    groups = {"a": (9, 1, 0), "b": (9, 1, 0), "c": (2, 2, 0)}
    assert heard(groups, invited={"c": 7}).classes == ("convergence_provisional",)
    assert heard(groups, invited={"c": 6}).classes == ("mixed",)
    assert heard(groups).classes == ("convergence_provisional",)


def test_a_group_of_one_person_is_never_more_than_unheard():
    assert heard({"a": (1, 0, 0)}).classes == ("not_enough_heard",)
    assert heard({"a": (2, 0, 0)}).classes == ("not_enough_heard",)


def test_no_group_at_all_hears_nothing():
    item = heard({})
    assert (item.classes, item.equal_voice, item.rank_score) == (("not_enough_heard",), 0.5, 0)


def test_thresholds_are_those_of_the_rules():
    groups = {"a": (4, 0, 0), "b": (4, 0, 0)}
    assert heard(groups).classes == ("convergence_provisional",)
    assert heard(groups, rules=Rules(established_answers=4)).classes == ("convergence_established",)


def test_ranking_asks_the_group_least_in_favour():
    # Beta(3.5, 2.5): P(p > 0.6) is what ranks, whatever the other group says
    alone, together = heard({"b": (3, 2, 0)}), heard({"a": (90, 0, 0), "b": (3, 2, 0)})
    assert alone.rank_score == together.rank_score == together.groups["b"].p_strong
