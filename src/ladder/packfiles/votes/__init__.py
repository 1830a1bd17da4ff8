"""Reads what `ladder consult analyse` is given: tables of votes and of groups, however long, and rules."""
