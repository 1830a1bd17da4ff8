"""Whether the clock of a device can be believed: docs/methods/offline-records.md."""

from datetime import date

FURTHEST_DAYS = 30


def is_clock_off(device_on: date | None, received_on: date) -> bool:
    """Whether a device's day cannot be right: unreadable, or more than a month from the day it was received."""
    return device_on is None or abs((received_on - device_on).days) > FURTHEST_DAYS
