"""Tells Django of the registry room."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The registry room."""

    name = "ladder.registry"
    label = "registry"
