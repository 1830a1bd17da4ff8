"""Tells Django of the improvement room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ladder.webkit import navigation, panels


class ImprovementConfig(AppConfig):
    """The improvement room."""

    name = "ladder.improvement"
    label = "improvement"

    def ready(self) -> None:
        """Put a link into the page head, and what to do first onto a site's page."""
        from ladder.improvement.panel import show_first_things  # noqa: PLC0415 - models are ready only now

        navigation.register(navigation.Entry(_("Improvement"), "improvement:plans", 48))
        panels.register("site", show_first_things, 30)
