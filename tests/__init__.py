"""Tests of Cobalt Ladder, by room."""
