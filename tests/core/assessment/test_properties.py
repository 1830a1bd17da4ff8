"""Laws that hold for every ladder and every dossier."""

import os
from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ladder.core.assessment.document import as_json
from ladder.core.assessment.facts import Approval, Determination, Dossier, Incident
from ladder.core.assessment.judge import judge
from ladder.core.assessment.timeline import timeline
from ladder.core.catalogue.ladder import STOP, Ladder
from tests.core.assessment.cases import with_more
from tests.core.assessment.generators import FIRST, SPAN, cases, days, determinations

WORSE = {
    "met": ("partly", "not_met", "contested", "lapsed", "not_assessed"),
    "lapsed": ("partly", "contested", "not_met"),
    "partly": ("not_met",),
    "contested": ("partly", "not_met"),
    "not_assessed": ("lapsed", "partly", "contested", "not_met"),
    "not_applicable": ("not_assessed", "partly", "contested", "not_met"),
}
often = settings(max_examples=int(os.environ.get("LADDER_EXAMPLES", "50")), deadline=None)


def is_no_higher(lower, upper):
    return lower.site_level <= upper.site_level and all(lower.levels[key] <= upper.levels[key] for key in upper.levels)


@often
@given(cases(), st.data())
def test_p1_turning_a_state_to_worse_never_raises_a_level(case, data):
    ladder, dossier, as_of = case
    assume(dossier.determinations)
    place = data.draw(st.integers(0, len(dossier.determinations) - 1))
    old = dossier.determinations[place]
    new = replace(old, state=data.draw(st.sampled_from(WORSE.get(old.state) or (old.state,))))
    worse = replace(
        dossier, determinations=(*dossier.determinations[:place], new, *dossier.determinations[place + 1 :])
    )
    assert is_no_higher(judge(ladder, worse, as_of), judge(ladder, dossier, as_of))


@often
@given(cases(), st.data())
def test_p2_adding_a_met_determination_never_lowers_a_level(case, data):
    ladder, dossier, as_of = case
    assume(ladder.requirements)
    more = data.draw(determinations([each.key for each in ladder.requirements], ("met",)))
    assert is_no_higher(judge(ladder, dossier, as_of), judge(ladder, with_more(dossier, [more]), as_of))


@often
@given(cases(), st.sampled_from(("not_met", "partly")))
def test_p3_a_finding_on_a_stop_gate_suspends_whatever_else_is_so(case, state):
    ladder, dossier, as_of = case
    gates = [each.key for each in ladder.requirements if each.gate == "stop"]
    assume(gates)
    finding = Determination(gates[0], state, as_of, as_of, "D")
    assert judge(ladder, with_more(dossier, [finding]), as_of).status == "suspended"


@often
@given(cases(), days, st.data())
def test_an_incident_that_becomes_known_today_suspends_whatever_was_seen_since_it_happened(case, happened_on, data):
    ladder, dossier, as_of = case
    stops = [each.key for each in ladder.requirements if each.gate == STOP]
    assume(stops and happened_on <= as_of)
    told = Incident(data.draw(st.sampled_from(stops)), happened_on, known_on=as_of)
    assert judge(ladder, replace(dossier, incidents=(*dossier.incidents, told)), as_of).status == "suspended"


@often
@given(cases())
def test_p4_not_applicable_never_gives_a_higher_level_than_met_would(case):
    ladder, dossier, as_of = case
    met = replace(
        dossier,
        determinations=tuple(
            replace(each, state="met", valid_until=as_of + timedelta(days=99))
            if each.state == "not_applicable"
            else each
            for each in dossier.determinations
        ),
    )
    assert is_no_higher(judge(ladder, dossier, as_of), judge(ladder, met, as_of))


@often
@given(cases())
def test_p4_nothing_but_not_applicable_gives_no_level(case):
    ladder, dossier, as_of = case
    approvals = tuple(Approval(each.key, "closed", "reviewer", FIRST, as_of) for each in ladder.requirements)
    result = judge(ladder, Dossier(answers=dossier.answers, approvals=approvals), as_of)
    assert (result.site_level, set(result.levels.values()), result.status) == (0, {0}, "none")


@often
@given(cases(exemptions=False), st.data())
def test_p5_not_assessed_counts_like_not_met_for_the_ladder(case, data):
    ladder, dossier, as_of = case
    assume(ladder.requirements)
    key = data.draw(st.sampled_from([each.key for each in ladder.requirements]))
    without = Dossier(tuple(each for each in dossier.determinations if each.requirement != key), plans=dossier.plans)
    unseen = with_more(without, [Determination(key, "not_assessed", as_of)])
    failed = with_more(without, [Determination(key, "not_met", as_of)])
    levels = [judge(ladder, each, as_of).levels for each in (without, unseen, failed)]
    assert levels[0] == levels[1] == levels[2]


@settings(max_examples=30, deadline=None)
@given(cases())
def test_p6_a_result_changes_only_on_the_days_that_the_timeline_lists(case):
    ladder, dossier, _ = case
    end = FIRST + timedelta(days=SPAN + 30)
    steps = list(timeline(ladder, dossier, FIRST, end))
    current = None
    for number in range((end - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        if steps and steps[0].starts_on == day:
            current = steps.pop(0).result
        assert replace(judge(ladder, dossier, day), as_of=current.as_of) == current


@often
@given(cases(), st.randoms(use_true_random=False))
def test_p7_order_and_repetition_of_facts_change_nothing(case, chance):
    ladder, dossier, as_of = case
    shuffled = Dossier(
        *(
            tuple(chance.sample(doubled, len(doubled)))
            for doubled in (
                (*facts, *facts[:2])
                for facts in (
                    dossier.determinations,
                    dossier.answers,
                    dossier.approvals,
                    dossier.plans,
                    dossier.contests,
                    dossier.incidents,
                )
            )
        )
    )
    assert as_json(judge(ladder, shuffled, as_of)) == as_json(judge(ladder, dossier, as_of))


@often
@given(cases())
def test_p8_names_and_order_of_requirements_change_nothing(case):
    ladder, dossier, as_of = case
    renamed = Ladder(
        ladder.principles[::-1],
        ladder.levels,
        tuple(replace(each, key=other(each.key)) for each in reversed(ladder.requirements)),
        ladder.empty_cells,
        **{
            name: getattr(ladder, name)
            for name in (
                "cap_without_plan",
                "cap_with_plan",
                "grace_days",
                "validity_days",
                "gate_validity_days",
                "exemption_days",
                "plan_result_days",
            )
        },
    )
    facts = Dossier(
        *(rename(facts) for facts in (dossier.determinations,)),
        answers=dossier.answers,
        approvals=rename(dossier.approvals),
        plans=rename(dossier.plans),
        contests=rename(dossier.contests),
        incidents=rename(dossier.incidents),
    )
    here, there = judge(ladder, dossier, as_of), judge(renamed, facts, as_of)
    assert (here.levels, here.site_level, here.status, here.grade) == (
        there.levels,
        there.site_level,
        there.status,
        there.grade,
    )
    assert here.next_level == there.next_level
    assert {other(key): each.state for key, each in here.standings.items()} == {
        key: each.state for key, each in there.standings.items()
    }


def other(key):
    """Another name that sorts differently."""
    return f"r{key[::-1]}"


def rename(facts):
    """The same facts under the other names."""
    return tuple(replace(each, requirement=other(each.requirement)) for each in facts)


@often
@given(cases(), st.data())
def test_p9_what_becomes_known_later_does_not_change_a_published_result(case, data):
    ladder, dossier, as_of = case
    assume(ladder.requirements)
    keys = [each.key for each in ladder.requirements]
    late = [
        replace(each, known_on=as_of + timedelta(days=data.draw(st.integers(1, 9))))
        for each in data.draw(st.lists(determinations(keys), min_size=1, max_size=6))
    ]
    assert as_json(judge(ladder, with_more(dossier, late), as_of)) == as_json(judge(ladder, dossier, as_of))


@often
@given(cases(), st.data())
def test_withdrawing_changes_no_earlier_result(case, data):
    ladder, dossier, as_of = case
    ends = st.one_of(st.none(), st.integers(1, 9).map(lambda number: as_of + timedelta(days=number)))
    standing = tuple(replace(each, withdrawn_on=None) for each in dossier.determinations)
    withdrawn = tuple(replace(each, withdrawn_on=data.draw(ends)) for each in standing)
    before, after = (replace(dossier, determinations=each) for each in (standing, withdrawn))
    assert as_json(judge(ladder, after, as_of)) == as_json(judge(ladder, before, as_of))


@often
@given(cases(), days)
def test_what_was_withdrawn_counts_from_that_day_as_if_it_had_never_been_recorded(case, day):
    ladder, dossier, as_of = case
    assume(day <= as_of)
    gone = replace(dossier, determinations=tuple(replace(e, withdrawn_on=day) for e in dossier.determinations))
    assert as_json(judge(ladder, gone, as_of)) == as_json(judge(ladder, replace(dossier, determinations=()), as_of))


@often
@given(cases(), days)
def test_what_is_seen_later_does_not_change_an_earlier_result(case, day):
    ladder, dossier, as_of = case
    assume(day > as_of)
    until_then = replace(dossier, determinations=tuple(e for e in dossier.determinations if e.observed_on <= as_of))
    assert as_json(judge(ladder, until_then, as_of)) == as_json(judge(ladder, dossier, as_of))


@often
@given(cases())
def test_a_level_is_only_held_by_what_is_met_or_in_its_grace(case):
    ladder, dossier, as_of = case
    result = judge(ladder, dossier, as_of)
    for requirement in ladder.requirements:
        if requirement.level <= result.levels[requirement.principle]:
            standing = result.standings[requirement.key]
            assert standing.state in {"met", "not_applicable"} or standing.in_grace
            assert requirement.gate == "none" or standing.state in {"met", "not_applicable"}
    assert result.site_level <= min(result.levels.values())
