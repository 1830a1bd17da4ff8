"""Tells Django of the registry room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ladder.webkit.navigation import Entry, register


class RegistryConfig(AppConfig):
    """The registry room."""

    name = "ladder.registry"
    label = "registry"

    def ready(self) -> None:
        """Seed after migrations, say who holds a role, and offer the links of the head."""
        import_module("ladder.registry.receivers")
        access = import_module("ladder.registry.access")
        accounts = import_module("ladder.accounts.access")
        accounts.register_privileged(access.is_privileged)
        accounts.register_steward(access.is_secretariat)
        register(Entry(_("Sites"), "registry:sites", 30))
        register(Entry(_("Organisations"), "registry:organisations", 35))
