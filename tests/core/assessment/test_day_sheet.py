"""The numbers of a day: what is possible, what is odd, what opens an incident."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.assessment.day_sheet import COUNTS, Opening, faults_of, oddities_of, openings_of

sheets = st.dictionaries(st.sampled_from(sorted(COUNTS)), st.integers(0, 500))


@pytest.mark.parametrize(
    "counts", [{"people": -1}, {"people": 20_001}, {"people": True}, {"people": 1.5}, {"people": "7"}, {"goats": 1}]
)
def test_what_nobody_can_have_counted(counts):
    assert faults_of(counts) == tuple(counts)


def test_a_part_that_is_more_than_its_whole_is_odd_and_not_refused():
    counts = {"people": 40, "women": 50, "underground": 12}
    assert faults_of(counts) == ()
    assert oddities_of(counts) == (("women", "people"),)
    assert oddities_of({"women": 50}) == ()  # how many people there were was not counted


def test_what_opens_an_incident():
    counts = {"people": 90, "under_18": 3, "deaths": 1, "armed": 2, "hurt": 4}
    assert openings_of(counts) == (
        Opening("under_18_at_work", 3, is_credible=True),
        Opening("death", 1, is_credible=True),
        Opening("armed_people", 2, is_credible=False),
    )
    assert openings_of({"under_18": 0, "deaths": 0, "armed": 0, "people": 3}) == ()


@given(sheets)
def test_every_opening_has_a_number_above_nought_and_a_sheet_without_them_opens_nothing(counts):
    opened = openings_of(counts)
    assert all(one.number > 0 for one in opened)
    assert bool(opened) == any(counts.get(key, 0) for key in ("under_18", "deaths", "armed"))
    assert faults_of(counts) == ()
