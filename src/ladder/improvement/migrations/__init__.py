"""Migrations of the improvement room."""
