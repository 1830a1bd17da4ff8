"""Exports of other servers that were read in."""

import uuid

from django.conf import settings
from django.db import models


class ExportImport(models.Model):
    """One export of KoboToolbox or ODK Central that was read in: what came of it, never its content."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    system = models.CharField(max_length=24)
    counts = models.JSONField(default=dict)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name
