"""Each rule by itself, with values worked out by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ladder.core.assessment.facts import (
    Approval,
    ConditionAnswer,
    Contest,
    CorrectivePlan,
    Determination,
    Dossier,
    Incident,
)
from ladder.core.assessment.judge import judge
from ladder.core.catalogue.ladder import Requirement
from tests.core.assessment.cases import AS_OF, SEEN, VALID, found, small_ladder

BASE, GATE, CAP, SHAFT = "base", "gate", "cap", "shaft"
LADDER = small_ladder(
    Requirement(BASE, "p", 1),
    Requirement(GATE, "p", 2, "stop"),
    Requirement(CAP, "p", 2, "cap"),
    Requirement(SHAFT, "p", 2, condition="has-shaft"),
    Requirement("top", "p", 3),
    levels=3,
)
KEYS = tuple(each.key for each in LADDER.requirements)


def met(*without):
    """All met but the named ones."""
    return tuple(found(key) for key in KEYS if key not in without)


def state(key, *determinations, as_of=AS_OF, **more):
    return judge(LADDER, Dossier((*met(key), *determinations), **more), as_of).standings[key].state


def outcome(*determinations, as_of=AS_OF, **more):
    result = judge(LADDER, Dossier(determinations, **more), as_of)
    return result.site_level, result.status


def day(number, month=3):
    return date(2026, month, number)


# Which determination is current


def test_the_latest_observation_counts_whenever_it_arrived():
    early, late = found(BASE, "not_met", day(1), known_on=day(30)), found(BASE, "met", day(2), known_on=day(3))
    assert state(BASE, early, late) == "met"


def test_on_one_day_one_person_counts_with_the_worst_of_their_own():
    assert state(BASE, found(BASE, "met"), found(BASE, "partly")) == "partly"


def test_on_one_day_two_people_of_whom_one_denies_are_a_contest():
    assert state(BASE, found(BASE, "met"), found(BASE, "not_met", decided_by="another")) == "contested"


def test_on_one_day_two_people_who_both_deny_leave_the_worse():
    assert state(BASE, found(BASE, "partly"), found(BASE, "not_met", decided_by="another")) == "not_met"


def test_not_assessed_is_no_observation_and_takes_nothing_away():
    assert state(BASE, found(BASE, "met", day(1)), found(BASE, "not_assessed", day(2))) == "met"


def test_what_is_seen_or_known_only_later_does_not_count_yet():
    assert state(BASE, found(BASE, on=AS_OF + timedelta(days=1))) == "not_assessed"
    assert state(BASE, found(BASE, known_on=AS_OF + timedelta(days=1))) == "not_assessed"


def test_a_determination_of_an_unknown_requirement_is_reported_and_counts_for_nothing():
    result = judge(LADDER, Dossier((*met(), found("other"))), AS_OF)
    assert [(each.requirement, each.code) for each in result.remarks] == [("other", "unknown_requirement")]
    assert result.site_level == 3


# Validity


def test_the_last_good_day_is_good_and_the_next_is_not():
    one = found(BASE, valid_until=day(31))
    assert (state(BASE, one, as_of=day(31)), state(BASE, one, as_of=day(1, 4))) == ("met", "lapsed")


def test_without_a_last_good_day_the_catalogue_counts_365_days_and_90_for_a_gate():
    plain, gate = found(BASE, valid_until=None), found(GATE, valid_until=None)
    # 2026-03-01 and 365 days is 2027-03-01; and 90 days is 2026-05-30
    assert [state(BASE, plain, as_of=each) for each in (date(2027, 3, 1), date(2027, 3, 2))] == ["met", "lapsed"]
    assert [state(GATE, gate, as_of=each) for each in (day(30, 5), day(31, 5))] == ["met", "lapsed"]


def test_a_later_met_with_less_time_does_not_shorten_an_earlier_one():
    assert state(BASE, found(BASE, "met", day(1)), found(BASE, "met", day(10), valid_until=day(12))) == "met"


def test_but_what_was_met_before_a_denial_is_gone():
    told = (
        found(BASE, "met", day(1)),
        found(BASE, "not_met", day(5)),
        found(BASE, "met", day(10), valid_until=day(12)),
    )
    assert state(BASE, *told) == "lapsed"


def test_a_lapsed_requirement_holds_its_level_for_thirty_days_and_shows():
    lapsed = found(BASE, valid_until=day(1))
    # 2026-03-01 and 30 days is 2026-03-31
    assert outcome(*met(BASE), lapsed, as_of=day(31)) == (3, "lapsed")
    assert outcome(*met(BASE), lapsed, as_of=day(1, 4)) == (0, "lapsed")


def test_a_lapsed_gate_has_no_grace_and_is_no_finding():
    assert outcome(*met(GATE), found(GATE, valid_until=day(31)), as_of=day(1, 4)) == (1, "lapsed")
    assert outcome(*met(CAP), found(CAP, valid_until=day(31)), as_of=day(1, 4)) == (1, "lapsed")


def test_what_lapsed_above_the_level_that_could_be_held_leaves_the_site_in_good_standing():
    assert outcome(found(BASE), found("top", valid_until=SEEN)) == (1, "good_standing")


def test_a_recorded_lapse_has_no_grace():
    assert outcome(*met(BASE), found(BASE, "lapsed")) == (0, "lapsed")


def test_a_denial_does_not_lapse():
    assert state(BASE, found(BASE, "not_met", valid_until=SEEN)) == "not_met"


def test_the_end_of_the_calendar_is_no_obstacle():
    assert state(BASE, found(BASE, valid_until=date.max), as_of=date.max) == "met"
    assert state(BASE, found(BASE, on=date(9999, 12, 1), valid_until=None), as_of=date.max) == "met"


# Stop gates


@pytest.mark.parametrize("finding", ["not_met", "partly"])
def test_a_finding_on_a_stop_gate_suspends_even_after_its_own_last_day(finding):
    assert outcome(*met(GATE), found(GATE, finding, valid_until=SEEN), as_of=date(2026, 12, 1)) == (1, "suspended")


@pytest.mark.parametrize(
    "opener",
    [
        {"independent": False},
        {"grade": "D"},
        {"grade": None},
        {"on": SEEN},
        {"state": "lapsed"},
        {"state": "not_assessed"},
    ],
)
def test_a_stop_gate_is_not_opened_by(opener):
    later = found(GATE, **{"on": day(9), "decided_by": "another", **opener})
    assert outcome(*met(GATE), found(GATE, "not_met"), later)[1] == "suspended"


def test_a_stop_gate_is_opened_by_an_entitled_person_who_saw_it_met_later():
    told = (*met(GATE), found(GATE, "not_met"), found(GATE, "met", day(9), grade="C"))
    assert outcome(*told, as_of=day(8)) == (1, "suspended")
    assert outcome(*told, as_of=day(9)) == (3, "good_standing")


def test_what_was_declared_before_a_gate_was_opened_does_not_prolong_it():
    told = (
        found(GATE, "not_met"),
        found(GATE, "met", day(5), grade="D", valid_until=VALID),
        found(GATE, "met", day(9), valid_until=day(20)),
    )
    assert state(GATE, *told) == "lapsed"


def test_of_the_opening_day_only_what_the_entitled_saw_counts():
    told = (
        found(GATE, "not_met"),
        found(GATE, "met", day(9), valid_until=day(20)),
        found(GATE, "met", day(9), grade="D", decided_by="cooperative"),
    )
    assert [state(GATE, *told, as_of=each) for each in (day(20), day(21))] == ["met", "lapsed"]


def test_a_day_on_which_another_calls_it_lapsed_does_not_open_a_gate():
    told = (found(GATE, "not_met"), found(GATE, "met", day(9)), found(GATE, "lapsed", day(9), decided_by="another"))
    assert state(GATE, *told) == "not_met"


def test_one_denial_among_supporters_on_one_day_still_suspends():
    assert outcome(*met(), found(GATE, "not_met", decided_by="another"))[1] == "suspended"


def test_a_credible_incident_suspends_and_only_a_determination_lifts_it():
    incident = Incident(GATE, day(5), closed_on=day(6))
    assert outcome(*met(), incidents=(incident,)) == (1, "suspended")
    assert outcome(*met(), found(GATE, on=day(7)), incidents=(incident,)) == (3, "good_standing")
    assert outcome(*met(), as_of=day(4), incidents=(incident,)) == (3, "good_standing")


def test_who_looked_before_an_incident_was_known_did_not_answer_it():
    for happened_on in (day(3), day(5)):  # before and after the site was found in order on day 4
        told = Incident(GATE, happened_on, known_on=day(8))
        seen = (*met(), found(GATE, on=day(4)))
        assert outcome(*seen, as_of=day(7), incidents=(told,)) == (3, "good_standing")
        assert outcome(*seen, as_of=day(8), incidents=(told,)) == (1, "suspended")
        assert outcome(*seen, found(GATE, on=day(8)), as_of=day(9), incidents=(told,)) == (1, "suspended")
        assert outcome(*seen, found(GATE, on=day(9)), as_of=day(9), incidents=(told,)) == (3, "good_standing")
        doubtful = replace(told, credible=False)
        assert outcome(*seen, as_of=day(8), incidents=(doubtful,)) == (1, "good_standing")
        assert outcome(*seen, found(GATE, on=day(9)), as_of=day(9), incidents=(doubtful,)) == (3, "good_standing")


def test_a_doubtful_incident_or_a_contest_holds_the_level_but_does_not_suspend():
    assert outcome(*met(), incidents=(Incident(GATE, day(5), credible=False),)) == (1, "good_standing")
    assert outcome(*met(), contests=(Contest(GATE, day(5)),)) == (1, "good_standing")


def test_a_recorded_dispute_shuts_a_gate_without_suspending_and_does_not_hide_a_finding():
    assert outcome(*met(GATE), found(GATE, "contested")) == (1, "good_standing")
    assert outcome(*met(GATE), found(GATE, "not_met"), found(GATE, "contested", day(5)))[1] == "suspended"
    assert state(GATE, found(GATE, "not_met"), found(GATE, "contested", day(5))) == "not_met"


def test_a_gate_that_nobody_looked_at_holds_the_level_below_its_own():
    assert outcome(*met(GATE)) == (1, "good_standing")


# Cap gates


def cap_ladder():
    """A cap gate at level 3 above two levels, so that the cap and not the ladder decides."""
    return small_ladder(
        Requirement("one", "p", 1), Requirement("two", "p", 2), Requirement(CAP, "p", 3, "cap"), levels=3
    )


def capped(finding_on, *plans, as_of, **more):
    facts = (found("one"), found("two"), found(CAP, "not_met", finding_on, **more))
    result = judge(cap_ladder(), Dossier(facts, plans=plans), as_of)
    return result.site_level, result.levels["p"], result.status


def test_a_failed_cap_gate_holds_the_site_at_one_without_a_plan_and_at_two_with_one():
    plan = CorrectivePlan(CAP, day(10), day(20))
    assert capped(SEEN, plan, as_of=day(9)) == (1, 2, "capped")
    assert capped(SEEN, plan, as_of=day(10)) == (2, 2, "capped")
    assert capped(SEEN, plan, as_of=day(20)) == (2, 2, "capped")
    assert capped(SEEN, plan, as_of=day(21)) == (1, 2, "capped")


def test_a_closed_plan_does_not_run():
    plan = CorrectivePlan(CAP, day(10), day(20), closed_on=day(15))
    assert [capped(SEEN, plan, as_of=each)[0] for each in (day(14), day(15))] == [2, 1]


def test_a_plan_runs_no_longer_than_180_days_after_the_finding():
    plan = CorrectivePlan(CAP, day(10), date(2030, 1, 1))
    # 2026-03-01 and 180 days is 2026-08-28
    assert [capped(SEEN, plan, as_of=each)[0] for each in (day(28, 8), day(29, 8))] == [2, 1]


def test_the_days_of_a_plan_count_from_the_first_finding_that_is_still_open():
    plan = CorrectivePlan(CAP, day(10), date(2030, 1, 1))
    facts = (found("one"), found("two"), found(CAP, "not_met"), found(CAP, "partly", day(1, 7)))
    levels = [judge(cap_ladder(), Dossier(facts, plans=(plan,)), each).site_level for each in (day(28, 8), day(29, 8))]
    assert levels == [2, 1]


def test_a_plan_does_not_carry_the_level_of_the_gate_itself():
    plan = CorrectivePlan(CAP, day(10), day(20, 9))
    assert outcome(*met(CAP), found(CAP, "partly"), plans=(plan,)) == (1, "capped")


def test_suspension_outweighs_a_cap_and_a_cap_outweighs_a_lapse():
    lapsed = found(SHAFT, valid_until=day(20))
    assert outcome(*met(CAP, SHAFT), found(CAP, "not_met"), lapsed)[1] == "capped"
    assert outcome(*met(CAP, SHAFT, GATE), found(CAP, "not_met"), found(GATE, "not_met"), lapsed)[1] == "suspended"


# Not applicable


def answer(holds, on=SEEN, **more):
    return ConditionAnswer("has-shaft", holds, on, **{"evidenced": True, **more})


def test_an_evidenced_no_to_the_condition_exempts():
    assert state(SHAFT, answers=(answer(holds=False),)) == "not_applicable"
    assert state(SHAFT, answers=(answer(holds=False, evidenced=False),)) == "not_assessed"
    assert state(SHAFT, answers=(answer(holds=True),)) == "not_assessed"


def test_a_later_or_equal_yes_ends_the_exemption():
    assert state(SHAFT, answers=(answer(holds=False), answer(holds=True, on=day(9), evidenced=False))) == "not_assessed"
    assert state(SHAFT, answers=(answer(holds=False), answer(holds=True))) == "not_assessed"
    assert state(SHAFT, answers=(answer(holds=False, on=day(9)), answer(holds=True))) == "not_applicable"


def test_an_exemption_ends_on_its_last_day_or_after_365():
    assert state(SHAFT, answers=(answer(holds=False, valid_until=day(20)),), as_of=day(21)) == "not_assessed"
    assert state(SHAFT, answers=(answer(holds=False),), as_of=date(2027, 3, 1)) == "not_applicable"
    assert state(SHAFT, answers=(answer(holds=False),), as_of=date(2027, 3, 2)) == "not_assessed"


def test_what_is_met_stays_met_although_it_need_not_be():
    assert state(SHAFT, found(SHAFT), answers=(answer(holds=False),)) == "met"


def test_a_denial_on_or_after_the_day_of_an_exemption_voids_it_and_an_earlier_one_does_not():
    assert state(SHAFT, found(SHAFT, "not_met", day(9)), answers=(answer(holds=False, on=day(9)),)) == "not_met"
    assert state(SHAFT, found(SHAFT, "not_met", day(8)), answers=(answer(holds=False, on=day(9)),)) == "not_applicable"


def test_an_approval_needs_a_reason_and_never_exempts_a_stop_gate():
    assert state(BASE, approvals=(Approval(BASE, "closed pit", "reviewer", SEEN),)) == "not_applicable"
    assert state(BASE, approvals=(Approval(BASE, " ", "reviewer", SEEN),)) == "not_assessed"
    assert state(GATE, approvals=(Approval(GATE, "no children", "reviewer", SEEN),)) == "not_assessed"


def test_an_exemption_does_not_open_a_failed_cap_gate():
    assert outcome(*met(CAP), found(CAP, "not_met"), approvals=(Approval(CAP, "closed", "reviewer", day(9)),)) == (
        1,
        "capped",
    )


def test_a_ground_from_before_a_finding_does_not_come_back_when_the_gate_is_opened():
    told = (found(CAP, "not_met", day(5)), found(CAP, "met", day(9), valid_until=day(12)))
    approved = (Approval(CAP, "no convoy", "reviewer", day(2)),)
    assert judge(LADDER, Dossier(told, approvals=approved), day(20)).standings[CAP].state == "lapsed"
    later = (Approval(CAP, "no convoy", "reviewer", day(6)),)
    assert judge(LADDER, Dossier(told, approvals=later), day(20)).standings[CAP].state == "not_applicable"


@pytest.mark.parametrize(
    ("key", "more", "code"),
    [
        (GATE, {}, "not_applicable_refused_for_stop_gate"),
        (BASE, {}, "not_applicable_without_ground"),
        (SHAFT, {}, "not_applicable_without_ground"),
        (SHAFT, {"answers_condition": True, "valid_until": day(20)}, "not_applicable_out_of_date"),
    ],
)
def test_not_applicable_that_is_not_taken_is_said(key, more, code):
    result = judge(LADDER, Dossier((*met(key), found(key, "not_applicable", **more))), AS_OF)
    assert result.standings[key].state == "not_assessed"
    assert [(each.requirement, each.code) for each in result.remarks] == [(key, code)]


def test_a_cell_where_nothing_applies_raises_no_level_unless_the_catalogue_lets_it_be_empty():
    requirements = (Requirement("a", "p", 1), Requirement("b", "p", 2), Requirement("c", "p", 3))
    facts = Dossier((found("a"), found("c")), approvals=(Approval("b", "no pit", "reviewer", SEEN),))
    strict, lenient = (
        small_ladder(*requirements, levels=3),
        small_ladder(*requirements, levels=3, empty_cells=frozenset({("p", 2)})),
    )
    assert judge(strict, facts, AS_OF).levels == {"p": 1}
    assert judge(strict, facts, AS_OF).holds_back[0].requirement is None
    assert judge(lenient, facts, AS_OF).levels == {"p": 3}


def test_a_ladder_of_cells_that_may_all_be_empty_gives_nothing_for_nothing():
    ladder = small_ladder(Requirement("a", "p", 1), levels=2, empty_cells=frozenset({("p", 1), ("p", 2)}))
    nothing = Dossier(approvals=(Approval("a", "no pit", "reviewer", SEEN),))
    assert judge(ladder, nothing, AS_OF).levels == {"p": 0}
    assert judge(ladder, Dossier((found("a"),)), AS_OF).levels == {"p": 2}


# Contests


def test_a_contest_stands_until_it_is_closed_or_answered_by_an_entitled_person():
    contest = Contest(BASE, day(5))
    assert state(BASE, found(BASE), contests=(contest,)) == "contested"
    assert state(BASE, found(BASE), found(BASE, on=day(6), grade="D"), contests=(contest,)) == "contested"
    assert state(BASE, found(BASE), found(BASE, on=day(6)), contests=(contest,)) == "met"
    assert state(BASE, found(BASE), contests=(Contest(BASE, day(5), closed_on=day(9)),)) == "met"


def test_an_answer_on_the_day_of_the_contest_is_no_answer():
    assert state(BASE, found(BASE, on=day(5)), contests=(Contest(BASE, day(5)),)) == "contested"


def test_a_closing_that_was_not_known_yet_does_not_count():
    contest = Contest(BASE, day(5), closed_on=day(9), closing_known_on=day(20))
    assert state(BASE, found(BASE), contests=(contest,), as_of=day(19)) == "contested"
    assert state(BASE, found(BASE), contests=(contest,), as_of=day(20)) == "met"


def test_a_contest_does_not_soften_a_denial():
    assert state(BASE, found(BASE, "not_met"), contests=(Contest(BASE, day(5)),)) == "not_met"


# What is told beside the level


def test_the_next_level_is_an_interval_that_closes_as_one_looks():
    ladder = small_ladder(*(Requirement(f"r{number}", "p", 1) for number in range(8)), levels=1)
    states = ["met", "met", "met", "partly", "not_met", "contested", "not_assessed"]
    facts = [found(f"r{number}", each) for number, each in enumerate(states)]
    approved = (Approval("r7", "no mill", "reviewer", SEEN),)
    ahead = judge(ladder, Dossier(tuple(facts), approvals=approved), AS_OF).next_level
    assert (ahead.level, ahead.applicable, ahead.met, ahead.partly, ahead.not_met, ahead.contested) == (
        1,
        7,
        3,
        1,
        1,
        1,
    )
    assert (ahead.low, ahead.high) == (3 / 7, 4 / 7)


def test_the_weakest_grade_is_that_of_the_gates_the_level_rests_on():
    told = (
        found(BASE, grade="D"),
        found(GATE, grade="A"),
        found(CAP, grade="B"),
        found(SHAFT, grade="A"),
        found("top", grade="A"),
    )
    result = judge(LADDER, Dossier(told), AS_OF)
    assert (result.grade, result.share_b_or_better) == ("B", 4 / 5)


def test_without_gates_below_the_level_all_it_rests_on_counts_and_no_grade_is_the_worst():
    assert judge(LADDER, Dossier((found(BASE, grade=None),)), AS_OF).grade == "D"
    assert judge(LADDER, Dossier(), AS_OF).grade is None


def test_of_several_good_determinations_the_best_grade_counts_while_it_lasts():
    told = (found(BASE, grade="A", valid_until=day(20)), found(BASE, on=day(2), grade="D"))
    grades = [judge(LADDER, Dossier(told), each).standings[BASE].grade for each in (day(20), day(21))]
    assert grades == ["A", "D"]


def test_no_grade_does_not_outdo_a_grade():
    told = (found(BASE, grade="C"), found(BASE, on=day(2), grade=None))
    assert judge(LADDER, Dossier(told), AS_OF).standings[BASE].grade == "C"


def test_more_than_a_quarter_not_applicable_forces_a_review():
    requirements = tuple(Requirement(f"r{number}", "p", 1) for number in range(8))
    ladder = small_ladder(*requirements, levels=1)
    reviews = []
    for count in (2, 3):
        approved = tuple(Approval(f"r{number}", "no mill", "reviewer", SEEN) for number in range(count))
        result = judge(ladder, Dossier(tuple(found(f"r{n}") for n in range(count, 8)), approvals=approved), AS_OF)
        reviews.append((result.na_shares[1], result.review_forced))
    assert reviews == [(0.25, False), (0.375, True)]


def test_what_is_open_is_ordered_by_gate_cost_and_days():
    ladder = small_ladder(
        Requirement("dear", "p", 1, cost_class="high"),
        Requirement("cheap-late", "p", 1),
        Requirement("cheap-soon", "p", 1),
        Requirement("cap", "p", 1, "cap", cost_class="high"),
        Requirement("stop", "p", 1, "stop", cost_class="high"),
        Requirement("unseen", "p", 1),
        levels=2,
    )
    told = (
        found("dear", "not_met"),
        found("cheap-late", "partly", day(9)),
        found("cheap-soon", "not_met", day(2)),
        found("cap", "not_met"),
        found("stop", "not_met"),
    )
    listed = judge(ladder, Dossier(told), AS_OF).open
    assert [each.requirement for each in listed] == ["stop", "cap", "cheap-soon", "cheap-late", "unseen", "dear"]
    # 2026-03-01 and 7 days; 180 days; 2026-03-02 and 180 days
    assert [each.due_on for each in listed[:3]] == [day(8), day(28, 8), day(29, 8)]
    assert listed[4].due_on is None


def test_a_failed_gate_is_open_work_however_high_it_stands():
    ladder = small_ladder(
        Requirement("one", "p", 1), Requirement("three", "p", 3), Requirement("stop", "p", 3, "stop"), levels=3
    )
    listed = judge(ladder, Dossier((found("three", "not_met"), found("stop", "not_met"))), AS_OF).open
    assert [each.requirement for each in listed] == ["stop", "one"]


def test_what_lapses_next_is_the_earliest_last_day_and_then_the_first_by_key():
    told = (
        found(BASE, valid_until=day(20, 5)),
        found(SHAFT, valid_until=day(10, 5)),
        found(CAP, valid_until=day(10, 5)),
    )
    lapse = judge(LADDER, Dossier(told), AS_OF).lapses_next
    assert (lapse.requirement, lapse.on) == (CAP, day(10, 5))


def test_what_holds_each_principle_is_named():
    ladder = small_ladder(
        Requirement("a1", "a", 1), Requirement("a2", "a", 2), Requirement("b1", "b", 1), Requirement("b2", "b", 2)
    )
    holds = judge(ladder, Dossier((found("a1"), found("a2", "partly"), found("b2"))), AS_OF).holds_back
    assert [(each.principle, each.level, each.requirement, each.state) for each in holds] == [
        ("a", 2, "a2", "partly"),
        ("b", 1, "b1", "not_assessed"),
    ]


def test_an_unnamed_grade_and_decider_are_no_entitlement():
    assert not Determination(GATE, "met", SEEN).qualifies
