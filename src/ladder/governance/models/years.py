"""The annual life of a body: what is planned, what it costs, how far it came, and the documents frozen from that."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ladder.governance.models.bodies import Body
from ladder.governance.models.deciding import Decision
from ladder.registry.models import Organisation


class WorkItem(models.Model):
    """One thing planned for a year: who does it, until when, and what will be seen when it is done."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="work_items")
    year = models.PositiveSmallIntegerField(_("Year"))
    titles = models.JSONField()
    measures = models.JSONField(default=dict)
    responsible = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until"))
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["year", "position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="work_item_ends_after_start"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class Progress(models.Model):
    """How far a work item came on a day, by language. Append-only: the last one holds."""

    class State(models.TextChoices):
        """How far."""

        UNDER_WAY = "under_way", pgettext_lazy("state of work", "Under way")
        DONE = "done", pgettext_lazy("state of work", "Done")
        LATE = "late", pgettext_lazy("state of work", "Late")
        DROPPED = "dropped", pgettext_lazy("state of work", "Dropped")

    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="progress")
    state = models.CharField(max_length=10, choices=State.choices)
    texts = models.JSONField(default=dict)
    noted_on = models.DateField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.state


class BudgetLine(models.Model):
    """An income or a cost planned for a year, in one currency; a cost may belong to a work item."""

    class Kind(models.TextChoices):
        """On which side it stands."""

        INCOME = "income", pgettext_lazy("side of a budget", "Income")
        COST = "cost", pgettext_lazy("side of a budget", "Cost")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="budget_lines")
    year = models.PositiveSmallIntegerField(_("Year"))
    kind = models.CharField(_("Side"), max_length=6, choices=Kind.choices)
    titles = models.JSONField()
    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, null=True, blank=True, related_name="budget_lines")
    party = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("Currency"), max_length=3, default="USD")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["year", "kind", "position", "id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="budget_line_is_not_negative")]

    def __str__(self) -> str:
        return str(self.public_id)


class Booking(models.Model):
    """What really came in or was spent on a line. Append-only: a mistake is corrected by an opposite booking."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="bookings")
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2)
    booked_on = models.DateField(_("Booked on"))
    reference = models.CharField(_("Reference"), max_length=120)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.public_id)


class YearDocument(models.Model):
    """A workplan, budget or annual report as it was submitted: generated from the tables, frozen and hashed.

    `text` is canonical JSON and never changes. A decision approves it by its digest; a later one of the same kind and
    year replaces it and leaves it readable.
    """

    class Kind(models.TextChoices):
        """Which document."""

        WORKPLAN = "workplan", _("Workplan")
        BUDGET = "budget", _("Operating budget")
        REPORT = "report", _("Annual report")

    class State(models.TextChoices):
        """Where it stands."""

        SUBMITTED = "submitted", pgettext_lazy("state of a document", "Waits for a decision")
        APPROVED = "approved", pgettext_lazy("state of a document", "Approved")
        REPLACED = "replaced", pgettext_lazy("state of a document", "Replaced")
        SET_ASIDE = "set_aside", pgettext_lazy("state of a document", "Set aside")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="documents")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "kind", "year", "number"], name="year_document_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "replaced"]) | Q(decision__isnull=False),
                name="year_document_approved_by_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"
