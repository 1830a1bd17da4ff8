"""Tells Django of the synthesis room."""

from django.apps import AppConfig


class SynthesisConfig(AppConfig):
    """The synthesis room."""

    name = "ladder.synthesis"
    label = "synthesis"
