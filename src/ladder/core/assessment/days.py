"""Counts days forward without running off the calendar."""

from datetime import date, timedelta


def days_later(day: date, days: int) -> date:
    """The day so many days later, or the last day of the calendar where that would be beyond it."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max
