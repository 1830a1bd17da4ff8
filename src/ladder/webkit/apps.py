"""Tells Django of the webkit room."""

from django.apps import AppConfig


class WebkitConfig(AppConfig):
    """The page shell; it has no tables."""

    name = "ladder.webkit"
    label = "webkit"
