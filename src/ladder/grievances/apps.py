"""Tells Django of the grievances room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ladder.webkit import navigation


class GrievancesConfig(AppConfig):
    """The grievances room."""

    name = "ladder.grievances"
    label = "grievances"

    def ready(self) -> None:
        """Put a link into the page head."""
        navigation.register(navigation.Entry(_("Grievances"), "grievances:home", 47))
