"""Rows of the registry."""

from ladder.registry.models.facts import Fact, LegalStatus, Source, Visit
from ladder.registry.models.imports import ImportFinding, ImportRun
from ladder.registry.models.people import Mandate, Organisation, StakeholderGroup
from ladder.registry.models.sites import Site, SiteMineral, SiteOperator

__all__ = [
    "Fact",
    "ImportFinding",
    "ImportRun",
    "LegalStatus",
    "Mandate",
    "Organisation",
    "Site",
    "SiteMineral",
    "SiteOperator",
    "Source",
    "StakeholderGroup",
    "Visit",
]
