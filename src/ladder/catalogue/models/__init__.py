"""Rows of the catalogue: the shadow of stored framework documents (docs/adr/0004)."""

from ladder.catalogue.models.crosswalks import ExternalItem, ExternalSystem, Mapping
from ladder.catalogue.models.requirements import Migration, Requirement, RequirementText, RequirementVersion
from ladder.catalogue.models.versions import Framework, FrameworkVersion, VersionDocument

__all__ = [
    "ExternalItem",
    "ExternalSystem",
    "Framework",
    "FrameworkVersion",
    "Mapping",
    "Migration",
    "Requirement",
    "RequirementText",
    "RequirementVersion",
    "VersionDocument",
]
