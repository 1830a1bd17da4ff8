"""What is said about a site: by which source, seen when, by what method. Rows are only ever added.

Two sources may disagree; both stay. A correction is a new row that names the one it replaces.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """Where something was read or who said it."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("Title"), max_length=200)
    publisher = models.CharField(_("Publisher"), max_length=200)
    licence = models.CharField(_("Licence"), max_length=200, blank=True)
    credit = models.CharField(_("Credit"), max_length=300, blank=True)
    url = models.URLField(_("Address"), max_length=300, blank=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Visit(models.Model):
    """One visit, or one report by others about a site, as a source recorded it."""

    class Precision(models.TextChoices):
        """How much of the date can be believed."""

        DAY = "day", _("to the day")
        YEAR = "year", _("year only")
        PLACEHOLDER = "placeholder", _("placeholder: the day is not known")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, related_name="visits")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="visits")
    external_id = models.CharField(max_length=60)
    visited_on = models.DateField()
    precision = models.CharField(max_length=12, choices=Precision.choices, default=Precision.DAY)
    is_on_site = models.BooleanField(null=True)
    reason_not_visited = models.CharField(max_length=200, blank=True)
    collected_by = models.CharField(max_length=80, blank=True)
    project = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64)
    run = models.ForeignKey("registry.ImportRun", on_delete=models.PROTECT, null=True, related_name="visits")

    class Meta:
        ordering = ["-visited_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="visit_once")]
        indexes = [models.Index(fields=["site", "-visited_on"])]

    def __str__(self) -> str:
        return f"{self.external_id} {self.visited_on}"


class Fact(models.Model):
    """One thing said about a site on a day. `value` is JSON; what it means follows from `kind` (see `core`).

    Facts come by the ten thousand: only the indexes that reads need are kept.
    """

    class Method(models.TextChoices):
        """How it became known."""

        VISIT = "visit", _("seen on a visit")
        REPORT = "report", _("told by others")
        COUNT = "count", _("counted")
        ESTIMATE = "estimate", _("estimated")
        DOCUMENT = "document", _("read in a document")
        DECLARATION = "declaration", _("declared by the operator")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, related_name="facts", db_index=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, related_name="facts")
    kind = models.CharField(max_length=40)
    value = models.JSONField()
    unit = models.CharField(max_length=20, blank=True)
    observed_on = models.DateField()
    method = models.CharField(max_length=12, choices=Method.choices)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="facts", db_index=False)
    is_sensitive = models.BooleanField(default=False)
    is_doubted = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-observed_on", "-id"]
        indexes = [models.Index(fields=["site", "kind", "-observed_on"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.observed_on}"


class LegalStatus(models.Model):
    """What a source says of a site's right to the ground between two dates. Statements may overlap and differ."""

    class Status(models.TextChoices):
        """The situations the law and the field know."""

        ZEA_INSTITUTED = "zea_instituted", _("Artisanal zone instituted")
        ZEA_REQUESTED = "zea_requested", _("Artisanal zone requested")
        AGREEMENT = "agreement_with_title_holder", _("Written agreement with the title holder")
        TOLERATED = "tolerated", _("Tolerated by the authority")
        DISPUTE = "dispute", _("In dispute")
        UNAUTHORISED = "unauthorised", _("Unauthorised")
        UNKNOWN = "unknown", _("Not known")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, related_name="legal_statuses")
    status = models.CharField(max_length=32, choices=Status.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="legal_statuses")
    proof = models.CharField(max_length=300, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="legal_status_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["site", "-starts_on"])]

    def __str__(self) -> str:
        return f"{self.status} {self.starts_on}"
