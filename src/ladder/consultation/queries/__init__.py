"""Turns rows of the consultation into frozen values for pages and for the core."""
