"""Puts groups and sources in place whenever the tables were made or emptied."""

from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from ladder.registry.models import Source, StakeholderGroup
from ladder.registry.services import seed_registry


@receiver(post_migrate, dispatch_uid="registry.seed")
def seed(sender: Any, using: str = "default", **rest: object) -> None:
    """Seed once the registry's own tables are there."""
    del rest
    if getattr(sender, "label", "") != "registry":
        return
    tables = set(connections[using].introspection.table_names())
    if {Source._meta.db_table, StakeholderGroup._meta.db_table} <= tables:  # noqa: SLF001 - Django's own interface
        seed_registry()
