"""Other systems as one version of the framework describes them, and how its requirements relate to their items."""

from django.db import models

from ladder.catalogue.models.requirements import RequirementVersion
from ladder.catalogue.models.versions import FrameworkVersion


class ExternalSystem(models.Model):
    """A standard, guidance or law that the framework was built on; `established` says how far its items are known."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="systems")
    key = models.CharField(max_length=80)
    established = models.CharField(max_length=16)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="external_system_once")]

    def __str__(self) -> str:
        return self.key


class ExternalItem(models.Model):
    """One numbered or named part of another system, as it is numbered or named there."""

    system = models.ForeignKey(ExternalSystem, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=120)
    reference = models.TextField(blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["system", "key"], name="external_item_once")]

    def __str__(self) -> str:
        return self.key


class Mapping(models.Model):
    """A typed relation between a requirement and an item, with how sure it is and where it was read."""

    requirement_version = models.ForeignKey(RequirementVersion, on_delete=models.CASCADE, related_name="mappings")
    item = models.ForeignKey(ExternalItem, on_delete=models.CASCADE, related_name="mappings")
    relation = models.CharField(max_length=20)
    confidence = models.CharField(max_length=20)
    basis = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["requirement_version", "item"], name="mapping_once"),
        ]

    def __str__(self) -> str:
        return self.relation
