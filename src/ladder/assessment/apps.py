"""Tells Django of the assessment room, and other rooms' pages of the levels."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ladder.webkit import navigation, panels


class AssessmentConfig(AppConfig):
    """The assessment room."""

    name = "ladder.assessment"
    label = "assessment"

    def ready(self) -> None:
        """Put a link into the page head, a level into the registry's list of sites and a panel on a site's page."""
        from ladder.assessment.panel import fill_levels, show_level  # noqa: PLC0415 - models are ready only now

        navigation.register(navigation.Entry(_("Levels"), "assessment:levels", 40))
        panels.register("site", show_level, 10)
        panels.register_column("sites", panels.Column("level", _("Level"), fill_levels, 10))
