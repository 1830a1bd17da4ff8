"""A round of consultation: on which version, by which rules, who should be heard, what is asked."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ladder.catalogue.models import FrameworkVersion, Requirement
from ladder.consultation.models.keys import RandomKey
from ladder.registry.models import StakeholderGroup


class Round(models.Model):
    """One round on one framework version. Its rules are fixed, hashed and published when it opens.

    `titles`, `overviews`, `visions` hold text by language; `questions_and_answers` holds, by language, a list of
    `{"question", "answer"}`. Languages are pack languages (en, fr, zh, sw).
    """

    class Status(models.TextChoices):
        """Where the round stands."""

        DRAFT = "draft", _("In preparation")
        OPEN = "open", pgettext_lazy("state of a round", "Open")
        CLOSED = "closed", _("Closed")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.SlugField(_("Address"), max_length=60, unique=True)
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="rounds")
    titles = models.JSONField()
    overviews = models.JSONField(default=dict)
    visions = models.JSONField(default=dict)
    questions_and_answers = models.JSONField(default=dict)
    languages = models.JSONField()
    opens_on = models.DateField(_("Opens on"))
    closes_on = models.DateField(_("Closes on"))
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DRAFT)
    has_open_link = models.BooleanField(_("Anybody may answer by the open link"), default=True)
    rules = models.JSONField(default=dict)
    rules_digest = models.CharField(max_length=64, blank=True)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="round_closes_after_opening"),
            models.CheckConstraint(
                condition=Q(status="draft") | ~Q(rules_digest=""), name="round_opens_with_rules_fixed"
            ),
        ]

    def __str__(self) -> str:
        return self.address

    def is_open_on(self, day: date) -> bool:
        """Whether contributions are taken on a day: opening is an act, and the closing day is the last one."""
        return self.status == self.Status.OPEN and self.opens_on <= day <= self.closes_on


class RoundEvent(models.Model):
    """What happened to a round, with its reason: made, opened, extended, closed, opened again. Append-only."""

    class Kind(models.TextChoices):
        """What happened."""

        OPENED = "opened", _("Opened")
        EXTENDED = "extended", _("Extended")
        CLOSED = "closed", _("Closed")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    happened_at = models.DateTimeField()
    closes_on = models.DateField()
    reason = models.TextField(blank=True)
    rules_digest = models.CharField(max_length=64)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["happened_at", "id"]

    def __str__(self) -> str:
        return self.kind


class RoundGroup(models.Model):
    """One group of the round's stakeholder map: who should be heard, and how many are expected to speak.

    `heard_with` joins a group too small to be shown to a related one. It is set before the round opens, never after.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="groups")
    group = models.ForeignKey(StakeholderGroup, on_delete=models.PROTECT, related_name="+")
    expected = models.PositiveIntegerField(_("People expected to speak"), default=0)
    is_vulnerable = models.BooleanField(_("At risk: shown only from ten voices"), default=False)
    why = models.TextField(_("Why this group must be heard, and how it is reached"), blank=True)
    heard_with = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="joined")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["round", "group"], name="round_group_once")]

    def __str__(self) -> str:
        return str(self.group)


class RoundItem(models.Model):
    """One requirement that the round asks about, as it stood in the version when the round opened."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="items")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    principle = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["round", "requirement"], name="round_item_once")]

    def __str__(self) -> str:
        return self.key


class RoundQuestion(models.Model):
    """A question of the round beside its requirements, such as which level buyers should ask for."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=40)
    texts = models.JSONField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["round", "key"], name="round_question_once")]

    def __str__(self) -> str:
        return self.key


class Invitation(models.Model):
    """A single-use code for one voice of a group. It knows that it was used, never by whom.

    Nothing leads from an invitation to the participant it let in: the list of who was asked must not become the list
    of who said what.
    """

    id = RandomKey()
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    group = models.ForeignKey(RoundGroup, on_delete=models.PROTECT, related_name="invitations")
    is_for_organisation = models.BooleanField(default=False)
    code_digest = models.CharField(max_length=64, unique=True)
    is_used = models.BooleanField(default=False)
    issued_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["round", "group"])]

    def __str__(self) -> str:
        return f"invitation to {self.round_id}"
