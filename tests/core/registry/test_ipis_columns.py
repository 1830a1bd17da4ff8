import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.registry.ipis_columns import CURRENT_COLUMNS, THIRD_GROUP, longest_rising, read_header
from tests.core.registry.tables import OLDER_COLUMNS


def rules(header) -> list[tuple[str, str]]:
    layout, troubles = read_header(header)
    assert layout is None
    return [(trouble.rule, trouble.column) for trouble in troubles]


def test_the_current_layout_has_85_columns_and_12_for_a_third_group():
    assert len(CURRENT_COLUMNS) == 85
    assert CURRENT_COLUMNS[0] == "FID"
    assert CURRENT_COLUMNS[84] == "womenwork"
    assert len(THIRD_GROUP) == 12
    layout, troubles = read_header(CURRENT_COLUMNS)
    assert (layout.key, layout.has_third_group, troubles) == ("current", True, ())


def test_the_older_layout_has_itsci_and_no_third_group():
    layout, troubles = read_header(OLDER_COLUMNS)
    assert (layout.key, layout.has_third_group, troubles) == ("older", False, ())


def test_an_older_layout_that_keeps_traceability_is_taken_too():
    columns = [name for name in CURRENT_COLUMNS if name not in THIRD_GROUP]
    columns.insert(columns.index("traceability"), "itsci")
    assert read_header(columns)[0].key == "older"


def test_every_fault_of_a_header_is_named():
    columns = [name for name in CURRENT_COLUMNS if name != "mercury"]
    columns[columns.index("women")] = "femmes"
    columns.append("name")
    found = rules(columns)
    assert ("column_missing", "mercury") in found
    assert ("column_missing", "women") in found
    assert ("column_unknown", "femmes") in found
    assert ("column_twice", "name") in found


def test_two_columns_that_changed_places_are_told_as_one_that_moved():
    columns = list(CURRENT_COLUMNS)
    columns[12], columns[13] = columns[13], columns[12]
    assert columns[12:14] == ["latitude", "longitude"]
    assert [rule for rule, _ in rules(columns)] == ["column_moved"]


def test_a_third_group_in_an_older_layout_is_unknown():
    assert ("column_unknown", "armed_group3") in rules([*OLDER_COLUMNS, "armed_group3"])


@pytest.mark.parametrize("header", [["a", "b"], ["<html>"], [""], list(CURRENT_COLUMNS[:5])])
def test_another_table_is_one_fault_and_not_85(header):
    assert [rule for rule, _ in rules(header)] == ["not_this_table"]


@given(st.integers(0, 10**6))
def test_no_shuffled_header_is_taken(seed):
    columns = list(CURRENT_COLUMNS)
    random.Random(seed).shuffle(columns)
    assert (read_header(columns)[0] is None) == (columns != list(CURRENT_COLUMNS))


@given(st.lists(st.integers(0, 50), unique=True))
def test_what_is_kept_rises_and_is_as_long_as_the_slow_way_finds(numbers):
    kept = [numbers[index] for index in sorted(longest_rising(numbers))]
    assert kept == sorted(kept)
    lengths = []
    for index, number in enumerate(numbers):
        lengths.append(1 + max((lengths[before] for before in range(index) if numbers[before] < number), default=0))
    assert len(kept) == max(lengths, default=0)
