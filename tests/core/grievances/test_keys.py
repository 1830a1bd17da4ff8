"""After the first three organisations nobody's key counts without two others."""

from hypothesis import given
from hypothesis import strategies as st

from ladder.core.grievances.keys import OfferedKey, accepted_keys

FIRST = [OfferedKey(1, 10), OfferedKey(2, 20), OfferedKey(3, 30)]


def test_the_first_three_organisations_begin():
    assert accepted_keys(FIRST) == {1, 2, 3}
    assert accepted_keys(FIRST[:2]) == {1, 2}


def test_a_second_key_of_an_organisation_does_not_begin():
    assert accepted_keys([OfferedKey(1, 10), OfferedKey(2, 10), OfferedKey(3, 20)]) == {1, 3}


def test_a_fourth_needs_two_other_organisations():
    assert accepted_keys([*FIRST, OfferedKey(4, 40)]) == {1, 2, 3}
    assert accepted_keys([*FIRST, OfferedKey(4, 40, frozenset({1}))]) == {1, 2, 3}
    assert accepted_keys([*FIRST, OfferedKey(4, 10, frozenset({1, 2}))]) == {1, 2, 3}  # one of them is its own
    assert accepted_keys([*FIRST, OfferedKey(4, 40, frozenset({1, 2}))]) == {1, 2, 3, 4}


@given(st.lists(st.tuples(st.integers(40, 49), st.sets(st.integers(4, 20))), max_size=16))
def test_puppets_that_vouch_for_each_other_never_count(puppets):
    offered = [OfferedKey(4 + place, house, frozenset(by)) for place, (house, by) in enumerate(puppets)]
    assert accepted_keys([*FIRST, *offered]) == {1, 2, 3}
