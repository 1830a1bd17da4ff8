"""Counts, decisions, challenges to them, and the effects without which nothing happens."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ladder.governance.models.bodies import Body, RuleSet, Tenure
from ladder.governance.models.proposing import Option, Proposal
from ladder.registry.models import Organisation


class Closing(models.Model):
    """One count of a proposal: the outcome and everything it follows from, frozen. Append-only.

    Without quorum in each chamber there is a closing and no decision.
    """

    class Outcome(models.TextChoices):
        """What followed."""

        CONSENSUS = "consensus", pgettext_lazy("outcome of a proposal", "Adopted by consensus")
        MAJORITY = "majority", pgettext_lazy("outcome of a proposal", "Adopted by a majority in each chamber")
        NOT_ADOPTED = "not_adopted", pgettext_lazy("outcome of a proposal", "Not adopted")
        NO_QUORUM = "no_quorum", pgettext_lazy("outcome of a proposal", "No quorum, not decided")

        @classmethod
        def adopting(cls) -> tuple[str, ...]:
            """Those by which an option takes effect."""
            return cls.CONSENSUS, cls.MAJORITY

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="closings")
    revision = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    option = models.ForeignKey(Option, on_delete=models.PROTECT, null=True, related_name="+")
    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="closings")
    record = models.JSONField()
    digest = models.CharField(max_length=64)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.outcome


class Decision(models.Model):
    """What a body decided, with quorum in each chamber. Append-only; everything that follows names it.

    Its effects wait until `objections_until` is past (None: no waiting) and no objection is open.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="decision")
    closing = models.OneToOneField(Closing, on_delete=models.PROTECT, related_name="decision")
    decided_on = models.DateField()
    objections_until = models.DateField(null=True)
    appeals_until = models.DateField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="decision_once")]

    def __str__(self) -> str:
        return f"{self.body.sign}-D{self.number}"


class Challenge(models.Model):
    """An objection within the objection period, or an appeal, against a decision; answered in writing or by a body."""

    class Kind(models.TextChoices):
        """What is asked."""

        OBJECTION = "objection", _("Objection")
        APPEAL = "appeal", _("Appeal")

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", pgettext_lazy("state of a challenge", "Open")
        DISMISSED = "dismissed", pgettext_lazy("state of a challenge", "Dismissed")
        UPHELD = "upheld", pgettext_lazy("state of a challenge", "Upheld")
        WITHDRAWN = "withdrawn", pgettext_lazy("state of a challenge", "Withdrawn")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="challenges")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, null=True, related_name="challenges")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    texts = models.JSONField()
    answers = models.JSONField(default=dict)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField()
    answered_through = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} to {self.decision_id}"


class Effect(models.Model):
    """One thing that a decision does. `kind` is a key of `services.effects`; `payload` is what was decided, hashed.

    Later rooms ask for the taken effect that authorises what they do.
    """

    class State(models.TextChoices):
        """Whether it happened."""

        WAITING = "waiting", pgettext_lazy("state of an effect", "Waiting")
        TAKEN = "taken", pgettext_lazy("state of an effect", "In effect")
        VOID = "void", pgettext_lazy("state of an effect", "Void")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="effects")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=120, blank=True)
    payload = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    hindrance = models.TextField(blank=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["decision", "position"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "position"], name="effect_once"),
            models.CheckConstraint(
                condition=Q(state="taken", taken_at__isnull=False) | (~Q(state="taken") & Q(taken_at__isnull=True)),
                name="effect_is_taken_at_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["kind", "subject"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
