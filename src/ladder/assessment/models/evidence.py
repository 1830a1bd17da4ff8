"""Evidence, the bytes behind it, and what looking at them told. Append-only; bytes are kept once, by their SHA-256."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.assessment.models.judging import Determination


class StoredFile(models.Model):
    """Bytes in the evidence store, known by their SHA-256 and never changed. `media_type` is what the bytes are."""

    sha256 = models.CharField(max_length=64, unique=True)
    size_bytes = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=80)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class ImageFacts(models.Model):
    """What one image says of itself, read in a process of its own. `fault` is a key where it is not whole."""

    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="image")
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    # By the camera's clock; where the image does not say its zone, the wall clock as if it were UTC.
    taken_at = models.DateTimeField(null=True)
    is_zone_known = models.BooleanField(default=False)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    camera = models.CharField(max_length=120, blank=True)
    software = models.CharField(max_length=120, blank=True)
    has_exif = models.BooleanField(default=False)
    perceptual_hash = models.CharField(max_length=16, blank=True, db_index=True)
    fault = models.CharField(max_length=40, blank=True)
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.fault or f"{self.width}x{self.height}"


class Evidence(models.Model):
    """What a determination stands on: a document, a photo, a measurement, notes of interviews."""

    class Sensitivity(models.TextChoices):
        """Who may see it. Pictures are restricted until somebody has looked: a face or a minor may be in them."""

        OPEN = "open", _("may be shown to everybody with a role")
        RESTRICTED = "restricted", _("only for assessors and reviewers of this site")
        MINOR = "minor", _("shows a minor: only blurred, but for the case holder")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    observed_on = models.DateField()
    received_at = models.DateTimeField()
    valid_until = models.DateField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size_bytes = models.PositiveBigIntegerField(null=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="evidence")
    file_name = models.CharField(max_length=200, blank=True)
    sensitivity = models.CharField(max_length=12, choices=Sensitivity.choices, default=Sensitivity.RESTRICTED)
    # Where and when the form says it was taken; what the image says of itself stands in ImageFacts.
    captured_at = models.DateTimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    accuracy_m = models.FloatField(null=True)
    visit_started_at = models.DateTimeField(null=True)
    visit_ended_at = models.DateTimeField(null=True)
    # The app that sent it keeps nothing of what a camera writes into an image (a browser that makes it smaller).
    is_exif_lost = models.BooleanField(default=False)
    source_key = models.CharField(max_length=80, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["source_key"], name="evidence_by_source", condition=~models.Q(source_key=""))]

    def __str__(self) -> str:
        return self.title


class EvidenceMark(models.Model):
    """Somebody looked and says who may see a piece of evidence from now on. The latest mark counts."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="marks")
    sensitivity = models.CharField(max_length=12, choices=Evidence.Sensitivity.choices)
    # Rectangles to blur, in fractions of width and height: [[left, top, right, bottom], ...].
    blurred = models.JSONField(default=list)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    marked_at = models.DateTimeField()

    class Meta:
        get_latest_by = "pk"

    def __str__(self) -> str:
        return self.sensitivity


class EvidenceCheck(models.Model):
    """How a piece of evidence compares with where and when it is said to be from. The latest check counts.

    `score` 0 to 100, 100 for nothing odd; `flags` are keys of `core.assessment.photo_honesty`.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="checks")
    score = models.PositiveSmallIntegerField()
    flags = models.JSONField(default=list)
    is_located = models.BooleanField(default=False)
    method = models.CharField(max_length=40)
    checked_at = models.DateTimeField()

    class Meta:
        get_latest_by = "pk"

    def __str__(self) -> str:
        return f"{self.score} {self.flags}"


class EvidenceUse(models.Model):
    """One piece of evidence behind one determination, and how it was looked at."""

    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="evidence_uses")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="uses")
    method = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["determination", "evidence", "method"], name="evidence_use_once")
        ]

    def __str__(self) -> str:
        return self.method
