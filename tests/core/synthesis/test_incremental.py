"""Counts that stand while answers come in equal the analysis of all of them at once."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.core.synthesis.analysis import analyse
from ladder.core.synthesis.evidence import ORGANISATION, PERSON, Answer, EvidenceError, GroupFrame, Tally
from ladder.core.synthesis.incremental import Standing
from ladder.core.synthesis.result import DIVERGENCE, MIXED, NOT_ENOUGH_HEARD
from ladder.core.synthesis.rules import Rules

RULES = Rules(permutations=19, permutations_extended=19)
FRAMES = (GroupFrame("a", 5), GroupFrame("b"), GroupFrame("c", 30))
STATEMENTS = ("s", "t", "u")
TALLIES = (
    Tally("r1", "a", "s", 7, 2, 1, is_secret=False, facilitator="ann"),
    Tally("r2", "a", "s", 3, 0, 0, is_secret=False, facilitator="ann", counted_elsewhere=1),
    Tally("r1", "b", "t", 4, 4, 0, is_secret=True, with_change=2),
)


def answer_of(person, statement, vote, others):
    """An answer whose further facts follow from the person, but for the room."""
    in_room, with_change = others
    group = ("a", "b", "c", "")[person % 4]
    unit = ORGANISATION if person % 5 == 0 else PERSON
    return Answer(
        f"p{person}", group, statement, vote, gathering="r1" if in_room else "", with_change=with_change, unit=unit
    )


drawn = st.builds(
    answer_of,
    st.integers(0, 30),
    st.sampled_from(STATEMENTS),
    st.sampled_from((-1, 0, 1)),
    st.tuples(st.booleans(), st.booleans()),
)


def bare(item):
    """What can be known from counts alone."""
    # divergence is not tested as answers come in, and where it holds alone "mixed" or "not enough heard" stands instead
    words = tuple(word for word in item.classes if word not in {DIVERGENCE, MIXED, NOT_ENOUGH_HEARD})
    return replace(item, classes=words, divergence=None, is_stable=None, changes_with=(), views=None, narrative=())


@settings(max_examples=30, deadline=None)
@given(st.lists(drawn, max_size=60))
def test_adding_one_by_one_equals_all_at_once(answers):
    first = {}
    for answer in answers:
        first.setdefault((answer.participant, answer.statement), answer)
    kept = list(first.values())
    standing = Standing(kept[:10], TALLIES, FRAMES, STATEMENTS, RULES)
    for answer in kept[10:]:
        standing.add(answer)
    whole = analyse(kept, TALLIES, FRAMES, STATEMENTS, RULES)
    assert [bare(item) for item in standing.items()] == [bare(item) for item in whole.items]


def test_an_answer_can_be_taken_back_and_given_anew():
    standing = Standing([], (), FRAMES, STATEMENTS, RULES)
    empty = standing.item("s")
    assert standing.add(Answer("p", "a", "s", 1)).groups["a"].agree == 1
    with pytest.raises(EvidenceError, match="p holds two positions on s"):
        standing.add(Answer("p", "a", "s", -1))
    assert standing.add(Answer("p", "a", "s", 1)).groups["a"].agree == 1
    assert standing.remove("p", "s") == empty
    with pytest.raises(EvidenceError, match="holds no position"):
        standing.remove("p", "s")
    assert standing.add(Answer("p", "a", "s", -1)).groups["a"].disagree == 1


def test_a_position_given_alone_takes_the_place_of_the_rooms():
    standing = Standing([Answer("p", "a", "s", -1, gathering="r1")], (), FRAMES, STATEMENTS, RULES)
    assert standing.add(Answer("p", "a", "s", 1)).groups["a"].agree == 1
    assert standing.add(Answer("p", "a", "s", -1, gathering="r2")).groups["a"].disagree == 0


def test_somebody_of_another_group_is_refused_and_nothing_changes():
    standing = Standing([Answer("p", "a", "s", 1)], (), FRAMES, STATEMENTS, RULES)
    before = standing.items()
    with pytest.raises(EvidenceError, match="two groups"):
        standing.add(Answer("p", "b", "t", 1))
    assert standing.items() == before
