"""Reads of the registry: every list with the same number of queries at 1 row and at 100,000."""
