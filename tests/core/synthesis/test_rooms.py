"""What a show of hands, a ballot and a remark of a room are worth."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.synthesis.analysis import analyse
from ladder.core.synthesis.evidence import Answer, EvidenceError, GroupFrame, Tally, effective_people
from ladder.core.synthesis.rules import Rules
from tests.core.synthesis.consultations import answers_of, heard

ROOM = Tally("g1", "c", "s", 25, 0, 0, is_secret=False, facilitator="ann")
OTHERS = {"a": (12, 0, 0), "b": (12, 0, 0)}


def with_rooms(*tallies, groups=None):
    return heard((groups or OTHERS) | {"c": (0, 0, 0)}, tallies)


@pytest.mark.parametrize(("hands", "voices"), [(1, 1), (4, 4 / 1.9), (15, 15 / 5.2), (25, 25 / 8.2)])
def test_hands_are_worth_fewer_voices(hands, voices):
    assert effective_people(hands, 0.3) == pytest.approx(voices)


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_voices_never_exceed_hands_nor_one_over_rho(hands, rho):
    voices = effective_people(hands, rho)
    assert voices <= hands
    assert voices * rho <= 1 + 1e-9 or hands <= 1


def test_a_room_of_25_hands_is_heard_but_never_established():
    item = with_rooms(ROOM)
    signal = item.groups["c"]
    assert signal.effective == pytest.approx(25 / 8.2)
    assert (signal.agree, signal.in_rooms) == (25, 25)
    assert item.classes == ("convergence_provisional",)


def test_no_room_of_hands_however_large_is_established():
    assert with_rooms(replace(ROOM, agree=100_000)).classes == ("convergence_provisional",)


def test_splitting_one_facilitators_room_gains_nothing():
    parts = [replace(ROOM, gathering=f"g{part}", agree=5) for part in range(5)]
    item = with_rooms(*parts)
    assert item.groups["c"].effective == pytest.approx(5 * 5 / 2.2)
    assert item.groups["c"].independent == pytest.approx(25 / 8.2)
    assert item.classes == ("convergence_provisional",)


def test_rooms_that_name_no_facilitator_are_taken_for_one():
    parts = [replace(ROOM, gathering=f"g{part}", agree=5, facilitator="") for part in range(5)]
    assert with_rooms(*parts).classes == ("convergence_provisional",)


def test_rooms_of_two_facilitators_may_establish():
    assert with_rooms(ROOM, replace(ROOM, gathering="g2", facilitator="ben")).classes == ("convergence_established",)


def test_ballots_count_one_each():
    item = with_rooms(replace(ROOM, agree=6, is_secret=True))
    assert item.groups["c"].effective == 6
    assert item.classes == ("convergence_established",)


def test_a_ballot_takes_the_place_of_the_hands_of_the_same_people():
    item = with_rooms(ROOM, replace(ROOM, agree=4, disagree=21, is_secret=True))
    assert (item.groups["c"].agree, item.groups["c"].disagree) == (4, 21)


def test_a_mixed_room_and_a_room_without_a_count_are_told_and_never_attributed():
    mixed, agreed = replace(ROOM, group=""), replace(ROOM, agree=0)
    item = with_rooms(mixed, agreed)
    assert set(item.narrative) == {mixed, agreed}
    assert item.groups["c"].effective == 0
    assert item.classes == ("not_enough_heard",)


def test_people_with_a_position_of_their_own_are_taken_out_of_the_room():
    signal = with_rooms(replace(ROOM, counted_elsewhere=10)).groups["c"]
    assert signal.effective == pytest.approx(15 / 5.2)
    assert signal.agree_effective == pytest.approx(15 / 5.2)


def test_the_result_without_rooms_stands_beside():
    assert with_rooms(ROOM).views == {"without_rooms": ("not_enough_heard",)}


def test_the_same_tally_twice_is_one_and_another_is_a_contradiction():
    assert with_rooms(ROOM, ROOM) == with_rooms(ROOM)
    with pytest.raises(EvidenceError, match="g1 has two tallies"):
        with_rooms(ROOM, replace(ROOM, agree=24))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"group": "z"}, "not declared"),
        ({"statement": "z"}, "not one of this consultation"),
        ({"agree": -1}, "below zero"),
        ({"with_change": 26}, "larger than its whole"),
        ({"counted_elsewhere": 26}, "larger than its whole"),
    ],
)
def test_what_cannot_be_counted_is_refused(change, words):
    with pytest.raises(EvidenceError, match=words):
        with_rooms(replace(ROOM, **change))


def test_hands_and_own_positions_add_up():
    answers = [*answers_of("c", (3, 1, 0)), *answers_of("a", (9, 0, 0))]
    item = analyse(answers, [replace(ROOM, agree=10, disagree=5)], [GroupFrame("a"), GroupFrame("c")], ["s"], Rules())
    signal = item.items[0].groups["c"]
    assert (signal.agree, signal.disagree) == (13, 6)
    assert signal.effective == pytest.approx(4 + 15 / 5.2)
    assert signal.agree_effective == pytest.approx(3 + 10 / 5.2)


def test_who_spoke_in_a_room_and_alone_keeps_the_position_given_alone():
    answers = [
        Answer("p", "a", "s", -1, gathering="g1"),
        Answer("p", "a", "s", 1),
        Answer("q", "a", "s", 0, gathering="g1"),
    ]
    signal = analyse(answers, [], [GroupFrame("a")], ["s"], Rules()).items[0].groups["a"]
    assert (signal.agree, signal.disagree, signal.passed) == (1, 0, 1)
