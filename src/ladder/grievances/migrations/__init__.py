"""Migrations of the grievances room."""
