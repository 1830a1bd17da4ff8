"""Tells Django of the api room."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The programming interface; it has no tables."""

    name = "ladder.api"
    label = "api"
