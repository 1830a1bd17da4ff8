"""Tells Django of the governance room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ladder.webkit.navigation import Entry, register

# Modules that register their kinds of effects, or hear of acts of other rooms, when they are imported.
TOLD_AT_START: tuple[str, ...] = (
    "ladder.governance.panel_answers",
    "ladder.governance.receivers_answers",
    "ladder.governance.services.answer_effects",
    "ladder.governance.services.body_effects",
    "ladder.governance.services.authorisations",
    "ladder.governance.services.publishing",
    "ladder.governance.services.publication_guard",
    "ladder.governance.version_panel",
    "ladder.governance.services.year_effects",
)


class GovernanceConfig(AppConfig):
    """The governance room."""

    name = "ladder.governance"
    label = "governance"

    def ready(self) -> None:
        """Ask a second factor of whoever holds a seat, offer the link of the head, and let effects register."""
        access = import_module("ladder.governance.access")
        import_module("ladder.accounts.access").register_privileged(access.holds_a_seat)
        register(Entry(_("Decisions"), "governance:bodies", 25))
        for module in TOLD_AT_START:
            import_module(module)
