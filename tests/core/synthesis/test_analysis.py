"""The whole analysis: nothing depends on names, orders or repetition, and everything is told."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.core.synthesis.analysis import analyse, analyse_columns
from ladder.core.synthesis.document import as_document, digest
from ladder.core.synthesis.evidence import Answer, EvidenceError, GroupFrame, Tally
from ladder.core.synthesis.rules import Rules
from tests.core.synthesis.simulated import SEVEN, simulate

RULES = Rules(permutations=199, permutations_extended=199, effect_draws=200)
FRAMES = tuple(GroupFrame(f"g{place}", size) for place, size in enumerate(SEVEN))
STATEMENTS = tuple(f"s{place}" for place in range(8))


def simulated_answers(seed=3):
    columns = simulate(np.random.default_rng(seed), SEVEN, len(STATEMENTS), 0.8).columns
    return [
        Answer(
            f"p{p}",
            f"g{columns.group_of[p]}",
            STATEMENTS[s],
            int(vote),
            organisation=f"o{p % 11}",
            gathering=f"r{p % 5}",
            facilitator=f"f{p % 3}",
            channel=("web", "paper")[p % 2],
        )
        for p, s, vote in zip(columns.participant.tolist(), columns.statement.tolist(), columns.vote, strict=True)
    ]


ANSWERS = simulated_answers()
TALLIES = tuple(
    Tally(f"r{room}", f"g{group}", STATEMENTS[statement], 3 + room, room % 3, 1, is_secret=room % 2 == 0)
    for room in range(5)
    for group in (0, 1)
    for statement in (0, 1, 5)
)
WHOLE = analyse(ANSWERS, TALLIES, FRAMES, STATEMENTS, RULES)


def test_rows_in_any_order_and_twice_over_give_the_same_hash():
    for seed in range(2):
        answers, tallies = [*ANSWERS, *ANSWERS[:500]], [*TALLIES, *TALLIES[:7]]
        random.Random(seed).shuffle(answers)
        random.Random(seed).shuffle(tallies)
        assert digest(analyse(answers, tallies, FRAMES, STATEMENTS, RULES)) == digest(WHOLE)


def test_renamed_people_organisations_rooms_and_facilitators_change_no_number():
    names = [f"é{place}🙂" for place in range(200)]
    random.Random(1).shuffle(names)
    answers = [replace(answer, participant=names[int(answer.participant[1:])]) for answer in ANSWERS]
    assert digest(analyse(answers, TALLIES, FRAMES, STATEMENTS, RULES)) == digest(WHOLE)
    turned = {f"r{place}": f"x{9 - place}" for place in range(5)}
    answers = [replace(answer, gathering=turned[answer.gathering]) for answer in ANSWERS]
    tallies = [replace(tally, gathering=turned[tally.gathering]) for tally in TALLIES]
    found = analyse(answers, tallies, FRAMES, STATEMENTS, RULES)
    assert [item.divergence for item in found.items] == [item.divergence for item in WHOLE.items]
    assert [len(item.changes_with) for item in found.items] == [len(item.changes_with) for item in WHOLE.items]


def test_renamed_and_reordered_groups_and_statements_change_no_number():
    frames = tuple(replace(frame, key=f"z{9 - int(frame.key[1:])}") for frame in reversed(FRAMES))
    renamed = {name: f"t{90 - int(name[1:])}" for name in STATEMENTS}
    answers = [
        replace(answer, group=f"z{9 - int(answer.group[1:])}", statement=renamed[answer.statement])
        for answer in ANSWERS
    ]
    found = analyse(answers, [], frames, [renamed[name] for name in reversed(STATEMENTS)], RULES)
    before = analyse(ANSWERS, [], FRAMES, STATEMENTS, RULES)
    by_name = {item.statement: item for item in found.items}
    for item in before.items:
        again = by_name[renamed[item.statement]]
        assert again.classes == item.classes
        assert again.divergence.q == item.divergence.q
        assert again.divergence.pair_low == item.divergence.pair_low
        assert again.equal_voice == pytest.approx(item.equal_voice)


def test_columns_give_what_rows_give():
    columns = simulate(np.random.default_rng(3), SEVEN, len(STATEMENTS), 0.8).columns
    bare = [replace(answer, organisation="", gathering="", facilitator="", channel="") for answer in ANSWERS]
    assert analyse_columns(columns, FRAMES, STATEMENTS, RULES) == analyse(bare, [], FRAMES, STATEMENTS, RULES)


def test_a_finding_that_hangs_on_one_source_names_it():
    organised = [Answer(f"p{place}", "a", "s", 1, organisation="big") for place in range(5)]
    alone = [Answer(f"q{place}", "a", "s", -1) for place in range(4)]
    others = [Answer(f"b{place}", "b", "s", 1, gathering="r1", facilitator="ann") for place in range(9)]
    found = analyse([*organised, *alone, *others], [], [GroupFrame("a"), GroupFrame("b")], ["s"], RULES).items[0]
    assert found.classes == ("convergence_provisional",)
    assert not found.is_stable
    assert set(found.changes_with) == {"organisation:big", "group:a", "group:b", "gathering:r1", "facilitator:ann"}


def test_a_finding_that_every_source_could_be_taken_from_is_stable():
    answers = [
        Answer(f"{group}{place}", group, "s", 1, gathering=f"r{place % 3}", organisation=f"{group}{place % 4}")
        for group in "abc"
        for place in range(24)
    ]
    found = analyse(answers, [], [GroupFrame(group) for group in "abc"], ["s"], RULES).items[0]
    assert (found.classes, found.is_stable, found.changes_with) == (("convergence_established",), True, ())


def test_an_organisation_of_many_weighs_one_in_the_view_by_organisations():
    organised = [Answer(f"p{place}", "a", "s", 1, organisation="big") for place in range(20)]
    alone = [Answer(f"q{place}", "a", "s", -1) for place in range(6)]
    found = analyse([*organised, *alone], [], [GroupFrame("a")], ["s"], RULES).items[0]
    assert found.classes == ("convergence_established",)
    # one voice for, six against: P(p > 1/2) for Beta(1.5, 6.5) is 0.02
    assert found.views["organisations_weighed"] == ("shared_refusal",)


def test_organisations_are_counted_apart_and_can_be_left_out():
    persons = [Answer(f"p{place}", "a", "s", 1) for place in range(3)]
    organisations = [Answer(f"o{place}", "a", "s", 1, unit="organisation") for place in range(4)]
    found = analyse([*persons, *organisations], [], [GroupFrame("a")], ["s"], RULES).items[0]
    assert (found.groups["a"].agree, found.groups["a"].organisations) == (7, 4)
    assert found.classes == ("convergence_established",)
    assert found.views["persons_only"] == ("convergence_provisional",)


def test_each_channel_can_be_left_out():
    web = [Answer(f"p{place}", "a", "s", 1, channel="web") for place in range(9)]
    paper = [Answer(f"q{place}", "a", "s", -1, channel="paper") for place in range(4)]
    found = analyse([*web, *paper], [], [GroupFrame("a")], ["s"], RULES).items[0]
    assert found.views == {
        "without_channel:paper": ("convergence_established",),
        "without_channel:web": ("shared_refusal",),
    }


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([Answer("p", "z", "s", 1)], "the group z is not declared"),
        ([Answer("p", "a", "z", 1)], "z is not one of this consultation"),
        ([Answer("p", "a", "s", 2)], "the position 2"),
        ([Answer("p", "a", "s", 1, unit="crowd")], "crowd"),
        ([Answer("p", "a", "s", 1), Answer("p", "a", "s", -1)], "p holds two positions on s"),
        ([Answer("p", "a", "s", 1), Answer("p", "a", "s", 1, with_change=True)], "two positions"),
        ([Answer("p", "a", "s", 1), Answer("p", "b", "t", 1)], "p stands in two groups"),
    ],
)
def test_evidence_that_cannot_be_placed_is_refused(answers, words):
    with pytest.raises(EvidenceError, match=words):
        analyse(answers, [], [GroupFrame("a"), GroupFrame("b")], ["s", "t"], RULES)


def test_a_group_declared_twice_is_refused():
    with pytest.raises(EvidenceError, match="group"):
        analyse([], [], [GroupFrame("a"), GroupFrame("a")], ["s"], RULES)
    with pytest.raises(EvidenceError, match="statement"):
        analyse([], [], [GroupFrame("a")], ["s", ""], RULES)


def test_nothing_heard_at_all():
    found = analyse([], [], [GroupFrame("a"), GroupFrame("b", 5)], ["s"], RULES)
    assert found.items[0].classes == ("not_enough_heard",)
    assert (found.items[0].groups["a"].worst_low, found.items[0].groups["b"].worst_high) == (None, 1.0)
    assert as_document(analyse([], [], [], [], RULES))["items"] == []


def test_the_document_names_rules_and_method_and_no_participant():
    document = as_document(WHOLE)
    assert document["method"] == {"name": "declared-group-signals", "version": "1"}
    assert document["rules"] == RULES.digest
    assert "p17" not in str(document)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 4)), min_size=2, max_size=4),
    st.integers(0, 3),
)
def test_one_more_agree_never_makes_a_group_less_in_favour(counts, which):
    frames = [GroupFrame(str(place)) for place in range(len(counts))]
    answers = [
        Answer(f"{group}-{vote}-{place}", str(group), "s", vote)
        for group, each in enumerate(counts)
        for vote, number in zip((1, -1, 0), each, strict=True)
        for place in range(number)
    ]
    group = str(which % len(counts))
    before = analyse(answers, [], frames, ["s"], RULES).items[0]
    after = analyse([*answers, Answer("new", group, "s", 1)], [], frames, ["s"], RULES).items[0]
    assert after.groups[group].p_majority >= before.groups[group].p_majority
    assert after.groups[group].p_strong >= before.groups[group].p_strong
    assert after.rank_score >= before.rank_score
    assert after.groups[group].low <= (after.groups[group].agree + 0.5) / (after.groups[group].effective + 1)
