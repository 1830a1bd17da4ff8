"""Tells Django of the field room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ladder.webkit import navigation


class FieldConfig(AppConfig):
    """The field room."""

    name = "ladder.field"
    label = "field"

    def ready(self) -> None:
        """Put a link into the page head."""
        navigation.register(navigation.Entry(_("In the field"), "field:home", 45))
