"""Migrations of the field room."""
