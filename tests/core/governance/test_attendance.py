"""Who was there: counted over held seats; silence of the minutes is neither presence nor absence."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ladder.core.governance.attendance import MARKS, MeetingDay, SeatSpans, Span, attendance

JANUARY, JUNE, DECEMBER = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 31)
DAYS = st.dates(JANUARY, DECEMBER)


def test_a_grid_that_can_be_counted_by_hand():
    seats = [
        SeatSpans("always", Span(JANUARY), (Span(JANUARY),)),
        SeatSpans("handed over", Span(JANUARY), (Span(JANUARY, date(2026, 3, 31)), Span(date(2026, 5, 1)))),
        SeatSpans("new", Span(JUNE), (Span(JUNE),)),
    ]
    meetings = [
        MeetingDay("first", date(2026, 3, 31), {"always": "holder", "handed over": "alternate"}),
        MeetingDay("second", date(2026, 4, 1), {"always": "excused", "handed over": "holder"}),
        MeetingDay("third", JUNE, {"always": "absent", "new": "holder"}),
    ]
    grid = attendance(seats, meetings)
    assert [row.marks for row in grid.seats] == [
        ("holder", "excused", "absent"),
        ("alternate", "vacant", "not_recorded"),
        ("no_seat", "no_seat", "holder"),
    ]
    assert [(row.present, row.held) for row in grid.seats] == [(1, 3), (1, 2), (1, 1)]
    assert [(column.key, column.present, column.held) for column in grid.meetings] == [
        ("first", 2, 2),
        ("second", 0, 1),
        ("third", 1, 3),
    ]
    assert (grid.present, grid.held) == (3, 6)


def test_no_meetings_and_no_seats_are_no_trouble():
    assert attendance([], []).held == 0
    assert attendance([SeatSpans("a", Span(JANUARY), ())], []).seats[0].marks == ()


@st.composite
def grids(draw):
    """Seats with any spans, and meetings with any marks."""
    keys = [f"s{one}" for one in range(draw(st.integers(0, 4)))]
    spans = st.builds(lambda day, length: Span(day, day + timedelta(days=length)), DAYS, st.integers(0, 200))
    seats = [SeatSpans(key, draw(spans), tuple(draw(st.lists(spans, max_size=3)))) for key in keys]
    who = st.dictionaries(st.sampled_from([*keys, "elsewhere"]), st.sampled_from(MARKS[:4]))
    return seats, [MeetingDay(number, draw(DAYS), draw(who)) for number in range(draw(st.integers(0, 4)))]


@given(grids())
def test_rows_and_columns_tell_the_same(case):
    grid = attendance(*case)
    assert sum(row.present for row in grid.seats) == sum(column.present for column in grid.meetings) <= grid.held
    assert sum(row.held for row in grid.seats) == sum(column.held for column in grid.meetings)
    for place, column in enumerate(grid.meetings):
        assert column.marks == tuple(row.marks[place] for row in grid.seats)
