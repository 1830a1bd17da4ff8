"""Places and waiting lists, one for each language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.consultation.queue import Limits, Queued, band_of, has_room, promote


def queue(*entries):
    return [Queued(key, channel, has_place) for key, (channel, has_place) in enumerate(entries, 1)]


def test_room_in_the_channel_and_in_the_whole():
    there = queue(("zh", True), ("fr", True))
    assert not has_room(there, Limits(None, {"zh": 1}), "zh")
    assert has_room(there, Limits(None, {"zh": 1}), "fr")
    assert has_room(there, Limits(3, {"zh": 2}), "zh")
    assert not has_room(there, Limits(2, {"zh": 9}), "zh")
    assert has_room(there, Limits(None, {"zh": None}), "zh")


def test_a_freed_place_goes_to_the_first_who_waits_for_the_same_language():
    waiting = queue(("fr", True), ("fr", False), ("zh", False), ("zh", False))
    assert promote(waiting, Limits(2, {}), "zh") == (3,)
    assert promote(waiting, Limits(2, {}), "fr") == (2,)


def test_a_freed_place_goes_to_another_language_only_where_nobody_waits_for_its_own():
    assert promote(queue(("fr", True), ("fr", False)), Limits(2, {}), "zh") == (2,)
    assert promote(queue(("fr", True), ("fr", False)), Limits(2, {"fr": 1}), "zh") == ()


def test_more_room_lets_several_move_up_in_order():
    waiting = queue(("zh", True), ("zh", False), ("fr", False), ("zh", False))
    assert promote(waiting, Limits(3, {"zh": 2})) == (2, 3)
    assert promote(waiting, Limits(None, {})) == (2, 3, 4)


CHANNELS = st.sampled_from(["fr", "zh", "sw"])
COUNTS = st.none() | st.integers(0, 5)


@given(st.lists(CHANNELS, max_size=12), COUNTS, st.dictionaries(CHANNELS, COUNTS), CHANNELS, st.data())
def test_nobody_is_put_beyond_a_limit_and_nobody_waits_beside_a_free_place(channels, whole, limited, freed, data):
    limits = Limits(whole, limited)
    there: list[Queued] = []
    for key, channel in enumerate(channels):
        there.append(Queued(key, channel, has_room(there, limits, channel)))
    if there:
        there.remove(data.draw(st.sampled_from(there)))
    moved = promote(there, limits, freed)
    after = [Queued(one.key, one.channel, one.has_place or one.key in moved) for one in there]
    placed = [one.channel for one in after if one.has_place]
    assert whole is None or len(placed) <= whole
    assert all(limit is None or placed.count(channel) <= limit for channel, limit in limited.items())
    assert not any(not one.has_place and has_room(after, limits, one.channel) for one in after)
    for channel in set(channels):
        first = [one.key for one in there if one.channel == channel and not one.has_place]
        assert [key for key in first if key in moved] == first[: len([key for key in first if key in moved])]


@pytest.mark.parametrize(
    ("count", "band"), [(0, (0, 9)), (9, (0, 9)), (10, (10, 19)), (49, (20, 49)), (50, (50, 99)), (100, (100, None)), (500, (100, None))]
)  # fmt: skip
def test_bands(count, band):
    assert band_of(count) == band
