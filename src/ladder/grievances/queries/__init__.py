"""Turns rows into what the rules and the pages need."""
