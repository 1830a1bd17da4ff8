"""What phones sent: byte for byte, never changed; what stands beside it says how far it has come."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Submission(models.Model):
    """One filled-in form. `instance_id`, `xml` and what was read from it never change.

    `root_id` is the instance id of the first version in a line of corrections; `replaced_by` names the correction.
    `flags` are keys of `core.field.flags` (unknown form version, a clock that is off, ...); a flag never refuses.
    """

    class State(models.TextChoices):
        """How far it has come."""

        INCOMPLETE = "incomplete", _("Files are still missing")
        WAITING = "waiting", _("Complete; findings are being taken from it")
        TAKEN = "taken", _("Findings were taken from it")
        ASIDE = "aside", _("Set aside for a person to look at")
        REPLACED = "replaced", _("Replaced by a correction")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    instance_id = models.CharField(max_length=120, unique=True)
    root_id = models.CharField(max_length=120, db_index=True)
    deprecated_id = models.CharField(max_length=120, blank=True)
    replaced_by = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaces")
    form_id = models.CharField(max_length=80)
    form_version = models.CharField(max_length=40, blank=True)
    field_form = models.ForeignKey("field.FieldForm", on_delete=models.PROTECT, null=True, related_name="submissions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    device = models.ForeignKey("field.Device", on_delete=models.PROTECT, null=True, related_name="submissions")
    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, null=True, related_name="submissions")
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, null=True, related_name="+")
    xml = models.BinaryField()
    xml_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State.choices, default=State.INCOMPLETE)
    aside_reason = models.CharField(max_length=40, blank=True)
    flags = models.JSONField(default=list)
    source = models.CharField(max_length=24, default="openrosa")
    received_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    safe_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "received_at"]),
            models.Index(fields=["site", "-received_at"]),
            models.Index(fields=["completed_at"], name="not_yet_safe", condition=Q(safe_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.instance_id


class SubmissionFile(models.Model):
    """A file that the XML names (`is_named`), or one that came beside it; `sha256` is empty until it is here.

    An inherited one came with the copy that this one corrects; a file of its own takes its place.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    is_named = models.BooleanField(default=True)
    is_inherited = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64, blank=True)
    size_bytes = models.PositiveBigIntegerField(null=True)
    received_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "name"], name="submission_file_once")]

    def __str__(self) -> str:
        return self.name


class SubmissionEvent(models.Model):
    """What arrived when and what was answered, also when it was refused. Append-only; no content, no address."""

    instance_id = models.CharField(max_length=120, blank=True, db_index=True)
    kind = models.CharField(max_length=40)
    status = models.PositiveSmallIntegerField(null=True)
    detail = models.JSONField(default=dict)
    device = models.ForeignKey("field.Device", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.status}"


class PartialUpload(models.Model):
    """A file that arrives in pieces (tus 1.0). Its bytes wait outside the store until they are whole and hash right."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "sha256"], name="partial_upload_once")]

    def __str__(self) -> str:
        return self.sha256
