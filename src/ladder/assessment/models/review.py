"""What happens to a finding after the visit: review, the operator's own words, independence, appeals. Append-only."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.assessment.models.judging import Assessment, Determination


class IndependenceDeclaration(models.Model):
    """What an assessor declares of their ties to one site. The latest one of a person counts until its last day.

    `ties` are keys of `core.assessment.independence`; none means independent.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    ties = models.JSONField(default=list)
    words = models.TextField(blank=True)
    declared_on = models.DateField()
    ends_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["site", "person"])]

    def __str__(self) -> str:
        return f"{self.declared_on} {self.ties}"


class Review(models.Model):
    """What a reviewer says of one hand-in. The latest one counts."""

    class Verdict(models.TextChoices):
        """What follows."""

        CONFIRMED = "confirmed", _("Confirmed")
        SECOND_READER = "second_reader", _("Needs a second reader")
        RETURNED = "returned", _("Sent back with questions")
        REFUSED = "refused", _("Refused: its findings no longer count")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="reviews")
    verdict = models.CharField(max_length=16, choices=Verdict.choices)
    reason = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["assessment", "-id"], name="review_latest")]

    def __str__(self) -> str:
        return f"{self.verdict} {self.reviewed_on}"


class SecondReading(models.Model):
    """The state that a second person, who has not seen the first one's, reads from the same evidence."""

    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="second_readings")
    state = models.CharField(max_length=16)
    reason = models.TextField(blank=True)
    contest = models.ForeignKey("assessment.Circumstance", on_delete=models.PROTECT, null=True, related_name="+")
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    read_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["determination", "read_by"], name="second_reading_once")]

    def __str__(self) -> str:
        return f"{self.state} {self.read_on}"


class OperatorStatement(models.Model):
    """The operator's own words beside a finding, shown wherever the finding is. The latest one counts."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="statements")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    language = models.CharField(max_length=10)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    stated_on = models.DateField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.stated_on} {self.language}"


class Appeal(models.Model):
    """An operator says that a finding is wrong and asks others than those who made it to look again."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="appeals")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    opened_on = models.DateField()
    due_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["determination", "organisation"], name="one_appeal_against_a_finding")
        ]

    def __str__(self) -> str:
        return f"{self.opened_on}"


class AppealDecision(models.Model):
    """What came of an appeal, decided by somebody who neither made the finding nor runs the site."""

    class Outcome(models.TextChoices):
        """What follows."""

        UPHELD = "upheld", _("Upheld: the finding no longer counts")
        DISMISSED = "dismissed", _("Dismissed: the finding stands")

    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reason = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.outcome} {self.decided_on}"
