"""Written submissions: files in the form of the ISO commenting template, kept row by row as they came."""

import uuid

from django.conf import settings
from django.db import models

from ladder.consultation.models.contributions import Contribution
from ladder.consultation.models.rounds import Round, RoundGroup
from ladder.registry.models import Organisation


class Submission(models.Model):
    """One file that an organisation handed in. Its rows became comments; the cells stay as they were written."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="submissions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(RoundGroup, on_delete=models.PROTECT, related_name="submissions")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    language = models.CharField(max_length=8)
    head = models.JSONField(default=dict)
    received_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-received_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["round", "digest"], name="submission_once")]

    def __str__(self) -> str:
        return self.file_name


class SubmissionRow(models.Model):
    """One row of the file: the eight cells of the template as they were written, and the comment it became."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    cells = models.JSONField()
    contribution = models.OneToOneField(
        Contribution, on_delete=models.SET_NULL, null=True, related_name="submission_row"
    )

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["submission", "position"], name="submission_row_once")]

    def __str__(self) -> str:
        return str(self.position)
