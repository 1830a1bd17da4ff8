"""Copied texts are found whatever was dressed up about them; texts of people who do not know each other are not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.consultation.copies import Cluster, Copies, Said, find_copies
from ladder.core.consultation.shingles import resemblance, shingles_of
from tests.core.consultation.crowds import letters, sentence

LETTER = "The price is set by one buyer alone and nobody at the pit can see how the grade was measured."


def test_a_copy_in_other_dress_is_a_copy():
    said = [Said("a", LETTER), Said("b", LETTER.upper() + "!!!"), Said("c", "  " + LETTER.replace(" ", "   "))]
    assert find_copies(said) == Copies((Cluster(("a", "b", "c"), 1),), 3, 1)


def test_a_letter_with_a_word_changed_is_a_copy_of_another_wording():
    said = [Said("a", LETTER), Said("b", LETTER.replace("measured", "weighed")), Said("c", sentence(random.Random(1)))]
    found = find_copies(said)
    assert found.clusters == (Cluster(("a", "b"), 2),)
    assert (found.texts, found.distinct) == (3, 2)


def test_chinese_copies_are_found():
    letter = "价格由一个买家单独决定，矿坑里没有人知道品位是如何测定的，也没有人可以提出异议。"
    said = [Said("a", letter), Said("b", letter.replace("，", "、")), Said("c", letter.replace("一个", "某个"))]
    assert [cluster.members for cluster in find_copies(said).clusters] == [("a", "b", "c")]


def test_short_texts_that_agree_are_no_copies():
    found = find_copies([Said(str(number), "Too expensive.") for number in range(20)])
    assert found == Copies((), 20, 20)


def test_empty_and_odd_texts_are_taken():
    assert find_copies([]) == Copies((), 0, 0)
    assert find_copies([Said("a", ""), Said("b", "💬" * 50), Said("c", "\u202e" * 9)]).clusters == ()


@pytest.mark.parametrize("changed", [0.0, 0.05, 0.1])
def test_a_letter_sent_by_300_among_300_others_is_one_distinct_text(changed):
    chance = random.Random(3)
    people = [Said(f"person {number}", sentence(chance)) for number in range(300)]
    found = find_copies([*letters(chance, 300, changed), *people])
    assert len(found.clusters) == 1
    flagged = found.clusters[0].members
    assert sum(key.startswith("brigade") for key in flagged) >= 0.95 * 300
    assert sum(key.startswith("person") for key in flagged) <= 0.01 * 300


texts = st.lists(
    st.sampled_from([LETTER, LETTER + " Really.", LETTER[:60], "Yes.", sentence(random.Random(2))]), max_size=12
)


@given(texts, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_and_every_text_is_counted_once(written, chance):
    said = [Said(f"{number:02}", text) for number, text in enumerate(written)]
    found = find_copies(said)
    shuffled = list(said)
    chance.shuffle(shuffled)
    assert find_copies(shuffled) == found
    members = [key for cluster in found.clusters for key in cluster.members]
    assert len(members) == len(set(members))
    assert found.texts == len(written)
    assert found.distinct == len(written) - len(members) + len(found.clusters)


@given(st.text(min_size=1, max_size=60))
def test_a_text_resembles_itself(text):
    assert resemblance(shingles_of(text), shingles_of(text)) == 1.0


def test_resemblance_by_hand():
    """`abcdef` has the runs abcd, bcde, cdef; `abcdeg` shares the first two of its three: 2 of 4 in all."""
    assert resemblance(shingles_of("abcdef"), shingles_of("abcdeg")) == 0.5
