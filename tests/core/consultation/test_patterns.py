"""A brigade of ten to one stands out by its answers; people who think alike do not."""

import random

import pytest

from ladder.core.consultation.patterns import Voice, find_cohorts
from tests.core.consultation.crowds import ITEMS, POSITIONS, brigade, genuine


def flagged(voices) -> set[str]:
    return {key for cohort in find_cohorts(voices, POSITIONS) for key in cohort.members}


@pytest.mark.parametrize(("slips", "items"), [(0.0, 77), (0.0, 20), (0.05, 20), (0.05, 40), (0.1, 40), (0.2, 60)])
def test_95_in_100_of_a_brigade_of_ten_to_one_are_flagged_at_one_in_100_of_the_others(slips, items):
    """A fifth of 170 people came by the open link, where 340 others were told what to answer."""
    hit = missed = wrong = 0
    for seed in (11, 12):
        chance = random.Random(seed)
        people, told = genuine(chance), brigade(chance, 340, slips, items)
        found = flagged([*people, *told])
        hit += sum(voice.key in found for voice in told)
        missed += sum(voice.key not in found for voice in told)
        wrong += sum(voice.key in found for voice in people)
    assert hit >= 0.95 * (hit + missed)
    assert wrong <= 0.01 * 2 * 170


@pytest.mark.parametrize("rate", [0.5, 0.95])
def test_among_people_of_seven_groups_nobody_stands_out(rate):
    assert flagged(genuine(random.Random(21), rate)) == set()


def test_the_order_of_rows_changes_nothing():
    chance = random.Random(4)
    voices = [*genuine(chance), *brigade(chance, 60, 0.05, 40)]
    found = find_cohorts(voices, POSITIONS)
    chance.shuffle(voices)
    assert find_cohorts(voices, POSITIONS) == found


def test_a_few_voices_or_few_answers_tell_nothing():
    same = dict.fromkeys(ITEMS[:20], "cannot")
    assert find_cohorts([], POSITIONS) == ()
    assert find_cohorts([Voice(str(number), same, is_known=False) for number in range(4)], POSITIONS) == ()
    few = dict.fromkeys(ITEMS[:7], "cannot")
    assert find_cohorts([Voice(str(number), few, is_known=False) for number in range(50)], POSITIONS) == ()


def test_a_flood_does_not_make_itself_look_usual():
    """Without a single invited voice answers count as evenly spread, so that twenty equal answers stand out."""
    same = dict.fromkeys(ITEMS[:20], "cannot")
    cohorts = find_cohorts([Voice(f"{number:02}", same, is_known=False) for number in range(9)], POSITIONS)
    assert [len(cohort.members) for cohort in cohorts] == [9]
