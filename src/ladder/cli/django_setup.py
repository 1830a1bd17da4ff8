"""Starts Django for the commands that need the database."""

import os

import django


def start() -> None:
    """Load settings and rooms; harmless when called twice."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ladder.config.settings")
    django.setup()
