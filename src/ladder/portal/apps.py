"""Tells Django of the portal room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The portal; it has no tables."""

    name = "ladder.portal"
    label = "portal"
