"""Tells Django of the synthesis room."""

from importlib import import_module

from django.apps import AppConfig

from ladder.webkit import panels


class SynthesisConfig(AppConfig):
    """The synthesis room."""

    name = "ladder.synthesis"
    label = "synthesis"

    def ready(self) -> None:
        """Hear of withdrawals, and put results on the pages of rounds and requirements."""
        import_module("ladder.synthesis.receivers")
        panel = import_module("ladder.synthesis.panel")
        panels.register("round", panel.show_results)
        panels.register("requirement", panel.show_heard)
