"""What became of each requirement over several versions."""

from dataclasses import replace

import pytest

from ladder.catalogue.queries.comparison import compare_versions
from ladder.catalogue.queries.lineage import list_pairs
from tests.catalogue.versions import first_pack

pytestmark = pytest.mark.django_db


def told(pairs) -> set[tuple[str, str, str]]:
    return {(pair.before, pair.after, pair.kind) for pair in pairs}


def test_one_step_is_told_as_it_was_stated(eight_versions):
    assert told(list_pairs(eight_versions[3], eight_versions[4])) == {
        ("R-1", "R-1", "same"), ("R-2", "R-2", "same"), ("R-3", "R-3", "same"),
        ("R-4", "R-4a4", "split"), ("R-4", "R-4b4", "split"),
    }  # fmt: skip


def test_over_several_versions_the_strongest_step_counts(eight_versions):
    assert told(list_pairs(eight_versions[0], eight_versions[5])) == {
        ("R-1", "R-1", "reworded"), ("R-2", "R-2", "stricter"), ("R-3", "R-3", "same"), ("R-4", "R-4", "merged"),
    }  # fmt: skip


def test_what_is_new_stays_new_and_what_came_and_went_is_not_told(eight_versions):
    assert ("", "R-N6", "new") in told(list_pairs(eight_versions[0], eight_versions[6]))
    assert {pair.kind for pair in list_pairs(eight_versions[0], eight_versions[7])} == {
        "same",
        "reworded",
        "stricter",
        "merged",
    }


def test_what_is_withdrawn_later_is_withdrawn(eight_versions):
    assert ("R-N6", "", "withdrawn") in told(list_pairs(eight_versions[6], eight_versions[7]))


def test_backwards_nothing_is_stated_and_changed_words_count_as_stricter(eight_versions):
    assert list_pairs(eight_versions[2], eight_versions[1]) is None
    comparison = compare_versions(eight_versions[2], eight_versions[1], "en")
    assert not comparison.is_stated
    assert [(one.before, one.kind) for one in comparison.differences] == [("R-1", "stricter")]


def test_a_translation_that_lags_behind_does_not_hide_a_change(eight_versions):
    comparison = compare_versions(eight_versions[1], eight_versions[2], "fr")
    change = comparison.differences[0].texts[0]
    assert (change.field, change.language) == ("text", "en")
    assert [piece.text for piece in change.pieces if piece.kind == "added"] == [", wording 2"]


def test_other_levels_gates_and_costs_are_told_in_words(load):
    before = load(first_pack())
    moved = replace(first_pack().requirements[1], level=1, gate="cap")
    requirements = tuple(moved if one.id == "R-2" else one for one in first_pack().requirements)
    after = load(replace(first_pack(), version="1.1", requirements=requirements))
    difference = compare_versions(before, after, "en").differences[0]
    assert {turn.field: (turn.before, turn.after) for turn in difference.turns} == {
        "level": ("2 Basic", "1 Commitment"), "gate": ("–", "Cap"),
    }  # fmt: skip
