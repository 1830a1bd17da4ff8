"""Bars of tenures: within the line, in proportion to days, without gap at a hand-over."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ladder.core.governance.attendance import Span
from ladder.core.governance.tenure_bars import LINE, Window, window_of

FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_days_are_drawn_in_proportion():
    window = Window(date(2026, 1, 1), date(2026, 4, 10))  # 100 days
    bar = window.bar(Span(date(2026, 1, 11), date(2026, 1, 30)))
    assert (bar.x, bar.width, bar.has_begun, bar.has_ended) == (100.0, 200.0, True, True)


def test_what_reaches_beyond_the_window_is_cut_and_says_so():
    window = Window(date(2026, 1, 1), date(2026, 4, 10))
    bar = window.bar(Span(date(2020, 1, 1)))
    assert (bar.x, bar.width, bar.has_begun, bar.has_ended) == (0.0, LINE, False, False)
    assert window.bar(Span(date(2026, 4, 11))) is None
    assert window.bar(Span(date(2020, 1, 1), date(2025, 12, 31))) is None


def test_a_hand_over_leaves_no_gap():
    window = Window(FIRST, LAST)
    before, after = window.bar(Span(FIRST, date(2026, 3, 4))), window.bar(Span(date(2026, 3, 5)))
    assert round(before.x + before.width, 1) == after.x


def test_years_are_marked_and_not_too_many():
    assert [(tick.year, tick.x) for tick in Window(FIRST, LAST).ticks()] == [(2025, 0.0), (2026, 500.0)]
    assert [tick.year for tick in Window(date(2025, 6, 1), date(2025, 9, 1)).ticks()] == []
    assert len(Window(date(1990, 1, 1), date(2026, 1, 1)).ticks()) <= 8


def test_the_window_holds_every_span_and_today():
    today = date(2026, 5, 1)
    assert window_of([], today) == Window(today, today)
    assert window_of([Span(FIRST), Span(date(2026, 1, 1), date(2028, 1, 1))], today) == Window(FIRST, date(2028, 1, 1))


@given(DAYS, st.integers(0, 900), DAYS, st.integers(0, 900))
def test_a_bar_stays_on_the_line(first, days, start, length):
    window = Window(first, first + timedelta(days=days))
    bar = window.bar(Span(start, start + timedelta(days=length)))
    if bar:
        assert 0 <= bar.x <= bar.x + bar.width <= LINE + 0.1
        assert bar.width > 0
