"""Swahili dates: the day before the month, the month in full, as in "3 Septemba 2026"."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
YEAR_MONTH_FORMAT = "F Y"
