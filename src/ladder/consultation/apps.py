"""Tells Django of the consultation room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ladder.webkit.navigation import Entry, register


class ConsultationConfig(AppConfig):
    """The consultation room."""

    name = "ladder.consultation"
    label = "consultation"

    def ready(self) -> None:
        """Let held answers go when a round closes, and offer the link of the head."""
        import_module("ladder.consultation.receivers")
        register(Entry(_("Consultation"), "consultation:rounds", 20))
