"""Themes that people who read comments gave them, and the trace of every merge and split."""

import uuid

from django.conf import settings
from django.db import models

from ladder.consultation.models import Contribution, Round


class Theme(models.Model):
    """A theme of one round. A merged theme stays, and names the one that took it in."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="themes")
    names = models.JSONField()
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    split_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="splits")
    created_on = models.DateField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.names.get("en", self.public_id))


class Coding(models.Model):
    """That a person read a contribution as belonging to a theme. `first_theme` is what it was given before merges."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="codings")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="codings")
    first_theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    coded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    coded_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "theme"], name="coding_once")]

    def __str__(self) -> str:
        return str(self.theme)


class ThemeEvent(models.Model):
    """What happened to themes: made, renamed, merged, split, undone. Append-only; `detail` holds public ids only."""

    class Kind(models.TextChoices):
        """What happened."""

        MADE = "made"
        RENAMED = "renamed"
        MERGED = "merged"
        SPLIT = "split"
        UNDONE = "undone"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="theme_events")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="events")
    other = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, related_name="+")
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    detail = models.JSONField(default=dict)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    happened_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.kind
