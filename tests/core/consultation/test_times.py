"""Times by the clocks of five places, summer time included."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.consultation.times import CHOICES, CITIES, NoSuchTimeError, local_times, moment_of


def clocks(moment):
    return {one.key: one.starts.strftime("%d %H:%M") for one in local_times(moment, None)}


def test_a_winter_day():
    assert clocks(datetime(2026, 1, 15, 13, tzinfo=UTC)) == {
        "kinshasa": "15 14:00", "lubumbashi": "15 15:00", "beijing": "15 21:00", "brussels": "15 14:00", "new_york": "15 08:00",
    }  # fmt: skip


def test_a_summer_day():
    assert clocks(datetime(2026, 7, 15, 13, tzinfo=UTC)) == {
        "kinshasa": "15 14:00", "lubumbashi": "15 15:00", "beijing": "15 21:00", "brussels": "15 15:00", "new_york": "15 09:00",
    }  # fmt: skip


def test_the_weeks_in_which_only_america_keeps_summer_time():
    found = clocks(datetime(2026, 3, 20, 13, tzinfo=UTC))
    assert (found["brussels"], found["new_york"]) == ("20 14:00", "20 09:00")


def test_another_day_elsewhere():
    late = local_times(datetime(2026, 1, 15, 15, 30, tzinfo=UTC), datetime(2026, 1, 15, 17, 0, tzinfo=UTC))
    beijing = next(one for one in late if one.key == "beijing")
    assert (beijing.starts.day, beijing.ends.day, beijing.ends_later) == (15, 16, True)
    assert not late[0].ends_later


def test_offsets_as_people_read_them():
    moment = datetime(2026, 1, 15, 13, tzinfo=UTC)
    offsets = {one.key: one.offset for one in local_times(moment, None, "Asia/Kolkata")}
    assert offsets == {
        "kinshasa": "UTC+1", "lubumbashi": "UTC+2", "beijing": "UTC+8", "brussels": "UTC+1", "new_york": "UTC−5",
        "Asia/Kolkata": "UTC+5:30",
    }  # fmt: skip
    assert local_times(moment, None, "UTC")[-1].offset == "UTC"
    assert local_times(moment, None, "America/St_Johns")[-1].offset == "UTC−3:30"


def test_a_zone_that_is_not_offered_is_left_out():
    assert len(local_times(datetime(2026, 1, 15, tzinfo=UTC), None, "../../etc/passwd")) == len(CITIES)


def test_every_zone_that_is_offered_is_known_on_this_machine():
    assert all(ZoneInfo(zone).key == zone for zone in (*CHOICES, *CITIES.values()))


def test_an_hour_that_the_clocks_skip_and_one_that_comes_twice():
    brussels = "Europe/Brussels"
    with pytest.raises(NoSuchTimeError):
        moment_of(date(2026, 3, 29), time(2, 30), brussels)
    assert moment_of(date(2026, 10, 25), time(2, 30), brussels) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert moment_of(date(2026, 1, 15), time(15), "Africa/Lubumbashi") == datetime(2026, 1, 15, 13, tzinfo=UTC)


@given(st.integers(0, 15 * 365 * 24 * 60), st.sampled_from(sorted(CHOICES)))
def test_there_and_back(minutes, zone):
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    local = local_times(moment, moment + timedelta(hours=2), zone)[-1].starts
    back = moment_of(local.date(), local.time(), zone)
    assert back in (moment, moment - timedelta(hours=1), moment - timedelta(minutes=30))
