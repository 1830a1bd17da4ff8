"""Plans of sites, their measures, and what was recorded of each. Measures and steps are append-only."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Plan(models.Model):
    """What one site means to do to climb, under one version; its measures come and end within it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, related_name="plans")
    version = models.ForeignKey("catalogue.FrameworkVersion", on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "version"], name="plan_once")]

    def __str__(self) -> str:
        return f"{self.started_on}"


class Measure(models.Model):
    """One thing to do about one requirement. `owner`, `payer` and `picture` are keys of `data/choices.yaml`.

    `words` holds the text by language. `owner` is a function in the cooperative, never a person's name.
    `amount` is what it is thought to cost, in `currency`; None where nobody has said.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="measures")
    requirement = models.CharField(max_length=80)
    words = models.JSONField()
    owner = models.CharField(_("Who"), max_length=40)
    due_on = models.DateField(_("Until when"))
    cost_class = models.CharField(_("Cost"), max_length=20)
    amount = models.DecimalField(_("Amount, if known"), max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("Currency"), max_length=3, blank=True)
    payer = models.CharField(_("Who pays"), max_length=40)
    picture = models.CharField(_("Picture"), max_length=40)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["plan", "requirement"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | models.Q(amount__gte=0), name="measure_amount_not_negative"
            )
        ]

    def __str__(self) -> str:
        return f"{self.requirement} {self.due_on}"


class MeasureStep(models.Model):
    """What was recorded of a measure; kinds are those of `core.improvement.measures`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12)
    done_on = models.DateField()
    due_on = models.DateField(null=True)
    words = models.TextField(blank=True)
    evidence = models.ForeignKey("assessment.Evidence", on_delete=models.PROTECT, null=True, related_name="+")
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.PROTECT, null=True, related_name="+")
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.done_on}"
