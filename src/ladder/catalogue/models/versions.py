"""Frameworks and their versions; each version keeps its document exactly as it was loaded."""

import uuid

from django.db import models


class Framework(models.Model):
    """A framework that lives through many versions."""

    key = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.key


class FrameworkVersion(models.Model):
    """One version of a framework. A draft may be replaced; a published or withdrawn one never changes again."""

    class Status(models.TextChoices):
        """Where the version stands."""

        DRAFT = "draft"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=80)
    address = models.CharField(max_length=180, unique=True)  # the version as it stands in a web address
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    content_hash = models.CharField(max_length=80)
    is_illustrative = models.BooleanField(default=True)
    authoritative_language = models.CharField(max_length=8)
    effective_from = models.DateField(null=True)
    position = models.PositiveIntegerField()
    loaded_on = models.DateField()
    published_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        ordering = ["framework", "position"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "version"], name="framework_version_once"),
            models.UniqueConstraint(fields=["framework", "position"], name="framework_version_position_once"),
        ]

    def __str__(self) -> str:
        return self.version


class VersionDocument(models.Model):
    """The whole version as JSON text, byte for byte as loaded; a table of its own so that lists never read it."""

    version = models.OneToOneField(FrameworkVersion, on_delete=models.CASCADE, related_name="document")
    text = models.TextField()

    def __str__(self) -> str:
        return f"document of {self.version_id}"
