"""Turns rows of a round into the frozen values that the core weighs, and into what pages show."""
