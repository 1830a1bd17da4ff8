"""Tells Django of the catalogue room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ladder.webkit.navigation import Entry, register


class CatalogueConfig(AppConfig):
    """The catalogue room."""

    name = "ladder.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Offer the link of the head."""
        register(Entry(_("Framework"), "catalogue:home", 10))
