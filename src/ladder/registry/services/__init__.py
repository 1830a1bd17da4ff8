"""Stores what the registry is told; every act is atomic and leaves an entry in the log."""

from ladder.registry.services.demonstration import Demonstration, load_demonstration_sites
from ladder.registry.services.facts import add_fact, set_legal_status
from ladder.registry.services.importing import import_visits
from ladder.registry.services.people import create_organisation, end_mandate, grant_mandate
from ladder.registry.services.seeding import seed_registry
from ladder.registry.services.sites import assign_organisation, create_site

__all__ = [
    "Demonstration",
    "add_fact",
    "assign_organisation",
    "create_organisation",
    "create_site",
    "end_mandate",
    "grant_mandate",
    "import_visits",
    "load_demonstration_sites",
    "seed_registry",
    "set_legal_status",
]
