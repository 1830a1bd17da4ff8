"""Between visits: incidents with their clocks, the resident monitor's day sheet, and who is told of what."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ladder.assessment.models.judging import Circumstance


class Incident(models.Model):
    """Something that happened at a site and bears on a requirement. Append-only; what follows are steps.

    `kind` is a key of `core.assessment.incidents`. `people_hurt`, `children` are counts and nothing else: nobody is
    named. `words` are for those who work on the incident; nothing published quotes them. `told_by` is the channel; of
    grievances it says no more than that.
    """

    class Channel(models.TextChoices):
        """Through whom it came."""

        MONITOR = "monitor", _("Resident monitor")
        ASSESSOR = "assessor", _("Assessor")
        OPERATOR = "operator", _("Operator")
        STATE = "state", _("State service")
        CIVIL_SOCIETY = "civil_society", _("Validated by civil society")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, related_name="incidents")
    version = models.ForeignKey("catalogue.FrameworkVersion", on_delete=models.PROTECT, related_name="+")
    requirement = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    occurred_on = models.DateField()
    known_on = models.DateField()
    is_credible = models.BooleanField(default=True)
    people_hurt = models.PositiveIntegerField(null=True)
    children = models.PositiveIntegerField(null=True)
    words = models.TextField(blank=True)
    channel = models.CharField(max_length=16, choices=Channel.choices)
    # Opens the gate: the incident as the level's rules know it. None where it bears on no requirement of the version.
    circumstance = models.OneToOneField(Circumstance, on_delete=models.PROTECT, null=True, related_name="incident")
    source_key = models.CharField(max_length=80, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_key"], condition=~Q(source_key=""), name="incident_once_a_source")
        ]
        indexes = [models.Index(fields=["site", "-occurred_on"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.occurred_on}"


class IncidentStep(models.Model):
    """One step of what follows an incident; the clocks run between them. Append-only."""

    class Kind(models.TextChoices):
        """What was done."""

        ACKNOWLEDGED = "acknowledged", _("Acknowledged")
        PLANNED = "planned", _("Plan agreed")
        REVISITED = "revisited", _("Visited again")
        CLOSED = "closed", _("Closed")
        REOPENED = "reopened", _("Opened again")

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    done_on = models.DateField()
    due_on = models.DateField(null=True)
    words = models.TextField(blank=True)
    # What the level's rules know of it: the plan of a planned step, the incident of a re-opening.
    circumstance = models.OneToOneField(Circumstance, on_delete=models.PROTECT, null=True, related_name="incident_step")
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["done_on", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.done_on}"


class DaySheet(models.Model):
    """What a resident monitor counted on one day: numbers by key of `core.assessment.day_sheet`, never names.

    A number that was not counted is absent, never 0. Append-only; of several for one day the latest counts.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, related_name="day_sheets")
    day = models.DateField()
    counts = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    source_key = models.CharField(max_length=80, blank=True)
    replaces_key = models.CharField(max_length=80, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_key"], condition=~Q(source_key=""), name="day_sheet_once_a_source")
        ]
        indexes = [models.Index(fields=["site", "-day"])]

    def __str__(self) -> str:
        return f"{self.day}"


class Follow(models.Model):
    """Somebody who wants to be told when something changes at a site: by e-mail, webhook or feed.

    `address` is sealed with the house's key: who follows what is nobody's business. `token` is the feed's address.
    """

    class Channel(models.TextChoices):
        """How they are told."""

        MAIL = "mail", _("E-mail")
        WEBHOOK = "webhook", _("Webhook")
        FEED = "feed", _("Feed")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey("registry.Site", on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    address = models.BinaryField(blank=True)
    token = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=10)
    created_at = models.DateTimeField()
    # When the mail server took the question for the mailbox.
    asked_at = models.DateTimeField(null=True)
    # When whoever has the mailbox said that they want the news; other channels need no such word.
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["site", "channel"])]

    def __str__(self) -> str:
        return self.channel


class Alert(models.Model):
    """News of a site that is public anyway, once a change; deliveries stand apart."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=24)
    detail = models.JSONField(default=dict)
    happened_on = models.DateField()
    # What tells one change from another, so that the same one is told once.
    change_key = models.CharField(max_length=120)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "change_key"], name="alert_once_a_change")]
        indexes = [models.Index(fields=["site", "-id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"


class Delivery(models.Model):
    """One alert on its way to one follower; tried again with growing pauses until it arrived or was given up."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="deliveries")
    follow = models.ForeignKey(Follow, on_delete=models.CASCADE, related_name="deliveries")
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alert", "follow"], name="delivery_once")]
        indexes = [models.Index(fields=["next_try_at"])]

    def __str__(self) -> str:
        return self.fault or str(self.delivered_at)
