"""A release is coarse, late by chance, and in tens."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.grievances.releasing import (
    MONTH,
    PLACE,
    WEEK,
    WORKING_SECONDS,
    coarse_day,
    publication_day,
    publication_moment,
    published_number,
    published_numbers,
)

days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def test_a_thursday_becomes_its_monday_or_the_first():
    assert coarse_day(date(2026, 11, 26), WEEK) == date(2026, 11, 23)
    assert coarse_day(date(2026, 11, 26), MONTH) == date(2026, 11, 1)


@given(days, st.sampled_from([WEEK, MONTH]))
def test_coarse_days_are_never_later_and_stay_as_they_are(day, precision):
    coarse = coarse_day(day, precision)
    assert day - timedelta(days=31) < coarse <= day
    assert coarse_day(coarse, precision) == coarse


def test_another_precision_is_refused():
    with pytest.raises(ValueError, match="week or a month"):
        coarse_day(date(2026, 1, 1), "day")


@given(days, st.integers(-5, 4000), st.integers(0, 13))
def test_danger_is_published_at_once_and_everything_else_within_half_a_year_and_two_weeks(day, waits, drawn):
    assert publication_day(day, protect_days=waits, drawn=drawn, is_urgent=True) == day
    later = publication_day(day, protect_days=waits, drawn=drawn, is_urgent=False)
    assert day <= later <= day + timedelta(days=183 + 13)


def test_the_wait_and_the_chance_add_up():
    assert publication_day(date(2026, 1, 1), protect_days=30, drawn=5, is_urgent=False) == date(2026, 2, 5)


LONG_AGO = datetime(2019, 1, 1, tzinfo=UTC)


@given(days, st.integers(0, WORKING_SECONDS - 1))
def test_the_moment_is_a_second_of_working_hours_on_its_day(day, drawn):
    moment = publication_moment(day, drawn=drawn, decided_at=LONG_AGO)
    assert moment.date() == moment.astimezone(UTC).date() == day
    assert time(8) <= moment.time() < time(17)
    assert (moment - publication_moment(day, drawn=0, decided_at=LONG_AGO)).total_seconds() == drawn


def test_a_moment_that_is_over_is_on_the_day_after():
    noon = datetime(2026, 11, 26, 12, tzinfo=PLACE)
    over = publication_moment(noon.date(), drawn=4 * 3600, decided_at=noon)
    to_come = publication_moment(noon.date(), drawn=4 * 3600 + 1, decided_at=noon)
    assert (over - noon, to_come - noon) == (timedelta(days=1), timedelta(seconds=1))


@pytest.mark.parametrize(("number", "shown"), [(0, None), (9, None), (10, 10), (19, 10), (20, 20), (137, 130)])
def test_numbers_are_shown_in_tens(number, shown):
    assert published_number(number) == shown


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 60)))
def test_no_small_number_is_shown(by_state):
    shown = published_numbers(by_state)
    assert shown.total is None or shown.total >= 10
    assert all(number >= 10 and by_state[state] >= 10 for state, number in shown.by_state.items())
