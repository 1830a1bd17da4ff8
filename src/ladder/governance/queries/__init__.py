"""Reads rows of the governance room as frozen records."""
