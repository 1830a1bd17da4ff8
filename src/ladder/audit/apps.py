"""Tells Django of the audit room."""

from importlib import import_module

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit room."""

    name = "ladder.audit"
    label = "audit"

    def ready(self) -> None:
        """Listen to what the accounts room and the login announce."""
        import_module("ladder.audit.receivers")
