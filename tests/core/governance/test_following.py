"""Sentences from one text to the next."""

from hypothesis import given
from hypothesis import strategies as st

from ladder.core.governance.following import CHANGED, GONE, MOVED, NEW, SAME, Followed, follow, likeness

A, B, C = "The operator keeps a register.", "Workers may read it.", "It is locked at night."


def test_what_nobody_touched_is_the_same():
    assert follow([A, B], [A, B]) == (Followed(SAME, A), Followed(SAME, B))


def test_a_changed_sentence_names_what_it_was():
    later = "Workers and their families may read it."
    assert follow([A, B], [A, later]) == (Followed(SAME, A), Followed(CHANGED, later, B))


def test_a_sentence_that_moved_is_not_called_new():
    found = {(one.state, one.text) for one in follow([A, B, C], [C, A, B])}
    assert found == {(MOVED, C), (SAME, A), (SAME, B)}


def test_new_and_gone():
    later = "Water is tested each month."
    expected = (Followed(SAME, A), Followed(GONE, "", B), Followed(NEW, later))
    assert follow([A, B], [A, later]) == expected


def test_everything_gone_and_everything_new():
    assert follow([A], []) == (Followed(GONE, "", A),)
    assert follow([], [A]) == (Followed(NEW, A),)
    assert follow([], []) == ()


def test_chinese_is_compared_sign_by_sign():
    before, after = "经营者备有工人登记册。", "经营者每月更新工人登记册。"
    assert follow([before], [after]) == (Followed(CHANGED, after, before),)
    assert likeness("矿场", "矿场") == 1.0
    # 2 of 2 and 2 of 4 signs shared: 2*2/(2+4)
    assert abs(likeness("矿场", "矿场安全") - 2 / 3) < 1e-12


SENTENCES = st.lists(st.sampled_from(["a b c.", "a b d.", "x y z.", "x y.", "q."]), max_size=6)


@given(SENTENCES, SENTENCES)
def test_every_sentence_of_both_texts_is_told_once(before, after):
    found = follow(before, after)
    assert [one.text for one in found if one.state != GONE] == after
    told = sorted([one.before for one in found if one.before] + [one.text for one in found if one.state == SAME])
    assert told == sorted(before)


@given(SENTENCES)
def test_a_text_compared_with_itself_has_no_change(text):
    assert {one.state for one in follow(text, text)} <= {SAME}


def test_the_worked_example_of_the_method_page():
    before = ["The register is kept.", "Workers may read it."]
    after = ["The register is kept.", "Workers and their families may read it.", "It is read aloud."]
    assert [one.state for one in follow(before, after)] == [SAME, CHANGED, NEW]
    assert round(likeness(before[1], after[1]), 2) == 0.73
    assert likeness(before[1], after[2]) == 0.5
