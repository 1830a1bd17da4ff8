"""What an import took, merged, doubted and refused."""

import uuid

from django.conf import settings
from django.db import models

from ladder.registry.models.facts import Source


class ImportRun(models.Model):
    """One file that was read in. `counts` names how much of what was taken."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    layout = models.CharField(max_length=40)
    counts = models.JSONField()
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-imported_at", "-id"]

    def __str__(self) -> str:
        return self.file_name


class ImportFinding(models.Model):
    """One thing the reader of the report should know, with its place in the file."""

    class Outcome(models.TextChoices):
        """What became of it."""

        MERGED = "merged"
        DOUBTED = "doubted"
        REFUSED = "refused"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="findings")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    rule = models.CharField(max_length=40)
    row = models.PositiveIntegerField(null=True)
    column = models.CharField(max_length=60, blank=True)
    seen = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["rule", "row", "id"]
        indexes = [models.Index(fields=["run", "outcome", "rule"])]

    def __str__(self) -> str:
        return f"{self.rule} {self.row}"
