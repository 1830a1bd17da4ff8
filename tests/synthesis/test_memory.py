"""How many people changed since a release, and that who withdraws is forgotten."""

import pytest

from ladder.synthesis.queries.memory import Memory, changed_cells, people_changed, people_moved, without


def memory(voices=None, rooms=None, gone=None) -> Memory:
    """`voices`: by voice its group and what it said by item."""
    told = {name: {"group": group, "items": items} for name, (group, items) in (voices or {}).items()}
    return Memory(told, rooms or {}, gone or {})


BEFORE = memory({"p1": ("a", {"x": [1, False], "y": [1, False]}), "p2": ("a", {"x": [-1, False]})})


def test_nothing_new_is_nothing_changed():
    assert sum(changed_cells(BEFORE, BEFORE).values()) == 0
    assert people_changed(BEFORE, BEFORE) == 0


def test_a_changed_answer_an_added_one_and_a_gone_one_count_one_person_each():
    now = memory({"p1": ("a", {"x": [0, False], "y": [1, False]}), "p3": ("a", {"x": [1, False]})})
    assert changed_cells(BEFORE, now)["x", "a"] == 3
    assert changed_cells(BEFORE, now)["y", "a"] == 0
    assert people_changed(BEFORE, now) == 3


def test_support_that_now_wants_a_change_is_a_change():
    now = memory({"p1": ("a", {"x": [1, True], "y": [1, False]}), "p2": ("a", {"x": [-1, False]})})
    assert changed_cells(BEFORE, now)["x", "a"] == 1


def test_one_person_on_many_requirements_is_one_person():
    many = {f"i{n}": [1, False] for n in range(130)}
    assert people_changed(memory(), memory({"p1": ("a", many)})) == 1
    assert set(changed_cells(memory(), memory({"p1": ("a", many)})).values()) == {1}


# agree, disagree, passed, with a change (of those who agree)
@pytest.mark.parametrize(
    ("before", "after", "people"),
    [
        (None, (10, 2, 0, 0), 12),
        ((10, 2, 0, 0), None, 12),
        ((10, 2, 0, 0), (9, 3, 0, 0), 1),
        ((10, 2, 0, 0), (10, 2, 0, 4), 4),
        ((10, 2, 1, 0), (12, 1, 0, 0), 2),
    ],
)
def test_a_tally_that_was_corrected_moved_as_few_people_as_possible(before, after, people):
    assert people_moved(before, after) == people


def test_the_people_of_one_room_are_the_same_on_every_requirement():
    rooms = {"g": {f"i{n}": {"a": [4, 0, 0, 0]} for n in range(50)}}
    assert people_changed(memory(), memory(rooms=rooms)) == 4
    assert changed_cells(memory(), memory(rooms=rooms))["i7", "a"] == 4


def test_who_withdraws_is_forgotten_and_still_counts_as_gone():
    left = without(BEFORE, "p2", "x")
    assert left.voices["p2"]["items"] == {}
    assert "-1" not in repr(left)
    now = memory({"p1": ("a", {"x": [1, False], "y": [1, False]})})
    assert changed_cells(left, now)["x", "a"] == 1
    assert people_changed(left, now) == 1


def test_who_withdraws_and_answers_again_is_one_person():
    left = without(BEFORE, "p2", "x")
    assert changed_cells(left, BEFORE)["x", "a"] == 1
    assert people_changed(left, BEFORE) == 1


def test_withdrawing_what_a_release_does_not_know_changes_nothing():
    assert without(BEFORE, "p9", "x") is BEFORE
    assert without(BEFORE, "p2", "y") is BEFORE
