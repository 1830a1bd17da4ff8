"""Writes of the improvement room, one module a subject."""
