"""Tells Django of the consultation room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ladder.webkit.navigation import Entry, register


class ConsultationConfig(AppConfig):
    """The consultation room."""

    name = "ladder.consultation"
    label = "consultation"

    def ready(self) -> None:
        """Offer the link of the head."""
        register(Entry(_("Consultation"), "consultation:rounds", 20))
