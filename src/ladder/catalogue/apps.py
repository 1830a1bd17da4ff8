"""Tells Django of the catalogue room."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The catalogue room."""

    name = "ladder.catalogue"
    label = "catalogue"
