"""Reads of the field room, one module a subject."""
