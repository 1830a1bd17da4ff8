"""Tells Django of the improvement room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ladder.webkit import navigation


class ImprovementConfig(AppConfig):
    """The improvement room."""

    name = "ladder.improvement"
    label = "improvement"

    def ready(self) -> None:
        """Put a link into the page head."""
        navigation.register(navigation.Entry(_("Improvement"), "improvement:plans", 48))
