"""Forms as they were given out to phones, kept for ever."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class FieldForm(models.Model):
    """One version of one form, byte for byte as phones get it. Only `is_open` ever changes.

    `questions` maps the form back to the framework: a list of {"group", "requirement"} and, for the parts that belong
    to no requirement, {"group", "part"}; derivation reads answers by it (`core.field`). `xml_md5` is what OpenRosa's
    form list names. An older version stays open to late submissions until somebody closes it.
    """

    class Kind(models.TextChoices):
        """What it is for."""

        VISIT = "visit", _("Visit to a site")
        DAY_SHEET = "day_sheet", _("Day sheet of a resident monitor")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    form_id = models.CharField(max_length=80)
    form_version = models.CharField(max_length=40)
    version = models.ForeignKey("catalogue.FrameworkVersion", on_delete=models.PROTECT, related_name="field_forms")
    target_level = models.PositiveSmallIntegerField(null=True)
    titles = models.JSONField(default=dict)
    questions = models.JSONField(default=list)
    xlsform = models.BinaryField()
    xml = models.BinaryField()
    xml_md5 = models.CharField(max_length=32)
    xml_sha256 = models.CharField(max_length=64)
    maker = models.CharField(max_length=40)
    is_open = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "form_id", "-id"]
        constraints = [models.UniqueConstraint(fields=["form_id", "form_version"], name="form_version_once")]

    def __str__(self) -> str:
        return f"{self.form_id} {self.form_version}"
