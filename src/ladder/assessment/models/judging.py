"""What was found at a site, what bears on it, and the level that followed.

Determinations, circumstances and snapshots are append-only: a correction is a new row. The database
itself refuses to change or delete them (see the migrations).
"""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Assessment(models.Model):
    """One look at a site: a visit, a self-assessment, a file that was read in."""

    class Kind(models.TextChoices):
        """Who looked."""

        SELF = "self"
        SECOND = "second"
        THIRD = "third"
        MONITORING = "monitoring"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, related_name="assessments")
    version = models.ForeignKey("catalogue.FrameworkVersion", on_delete=models.PROTECT, related_name="assessments")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    started_on = models.DateField()
    note = models.TextField(blank=True)
    source_name = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["site", "-started_on"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.started_on}"


class Determination(models.Model):
    """The state of one requirement at one site as somebody found it on one day. Never changed, never deleted."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, related_name="determinations")
    version = models.ForeignKey("catalogue.FrameworkVersion", on_delete=models.PROTECT, related_name="+")
    requirement = models.ForeignKey("catalogue.RequirementVersion", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="determinations")
    state = models.CharField(max_length=16)
    grade = models.CharField(max_length=1, blank=True)
    observed_on = models.DateField()
    valid_until = models.DateField(null=True)
    known_on = models.DateField()
    decided_by = models.CharField(max_length=64)
    is_independent = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    # What it was derived from (the instance id of a submission) and by which named rule; empty where somebody typed it.
    source_key = models.CharField(max_length=80, blank=True)
    rule = models.CharField(max_length=40, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "digest"], name="determination_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("observed_on")),
                name="determination_valid_after_observed",
            ),
            models.CheckConstraint(
                condition=Q(known_on__gte=F("observed_on")), name="determination_known_after_observed"
            ),
        ]
        indexes = [
            models.Index(fields=["site", "version", "observed_on"]),
            models.Index(fields=["source_key"], name="determination_by_source", condition=~Q(source_key="")),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.observed_on}"


class Withdrawal(models.Model):
    """A determination that no longer counts from the day this became known. The determination itself stays."""

    class Ground(models.TextChoices):
        """Why."""

        REPLACED = "replaced", _("What it came from was replaced by a correction")
        APPEAL = "appeal", _("An appeal against it was upheld")
        REFUSED = "refused", _("A reviewer refused it")

    determination = models.OneToOneField(Determination, on_delete=models.PROTECT, related_name="withdrawal")
    ground = models.CharField(max_length=12, choices=Ground.choices)
    reason = models.TextField(blank=True)
    known_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.ground} {self.known_on}"


class Circumstance(models.Model):
    """What bears on a level besides determinations. Never changed; closing one is a new row that names it."""

    class Kind(models.TextChoices):
        """What it is."""

        CONDITION = "condition"
        APPROVAL = "approval"
        PLAN = "plan"
        CONTEST = "contest"
        INCIDENT = "incident"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, related_name="circumstances")
    version = models.ForeignKey("catalogue.FrameworkVersion", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    subject = models.CharField(max_length=80)
    holds = models.BooleanField(default=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    known_on = models.DateField()
    closes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="closings")
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=64)
    # What it was derived from (the instance id of a submission); empty where somebody typed it.
    source_key = models.CharField(max_length=80, blank=True, default="")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["site", "version", "kind"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.starts_on}"


class SiteLevel(models.Model):
    """The present level of a site under one version: one row, kept up to date for lists and maps."""

    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, related_name="levels")
    version = models.ForeignKey("catalogue.FrameworkVersion", on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=16)
    grade = models.CharField(max_length=1, blank=True)
    vector = models.JSONField()
    document = models.JSONField()
    computed_on = models.DateField()
    changes_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "version"], name="site_level_once")]
        indexes = [
            models.Index(fields=["version", "level", "status"]),
            models.Index(fields=["version", "changes_on"]),
            models.Index(fields=["version", "-level", "site"], name="level_in_order"),
            models.Index(fields=["version", "status", "-level", "site"], name="level_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.status}"

    def is_due(self, today: date) -> bool:
        """Whether something ran out since it was computed, so that it must be judged again before it is believed."""
        return self.changes_on is not None and self.changes_on <= today


class LevelSnapshot(models.Model):
    """A level as it was published on a day. Never changed; recomputing it later must give the same digest."""

    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, related_name="level_snapshots")
    version = models.ForeignKey("catalogue.FrameworkVersion", on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    level = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=16)
    vector = models.JSONField()
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["site", "version", "as_of"])]

    def __str__(self) -> str:
        return f"{self.as_of} {self.level}"
