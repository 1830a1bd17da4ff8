"""Meetings, proposals and their revisions, and where seats stand on them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ladder.consultation.models import Round
from ladder.governance.models.bodies import Body, RuleSet, Seat, Tenure


class Meeting(models.Model):
    """A meeting of a body: in a room, online or in writing, with who was there and what was said."""

    class Kind(models.TextChoices):
        """How it is held."""

        ROOM = "room", _("In a room")
        ONLINE = "online", _("Online")
        WRITTEN = "written", _("In writing")

    class State(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", pgettext_lazy("state of a meeting", "Planned")
        HELD = "held", pgettext_lazy("state of a meeting", "Held")
        CANCELLED = "cancelled", pgettext_lazy("state of a meeting", "Cancelled")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    titles = models.JSONField()
    held_on = models.DateField(_("Held on"))
    place = models.CharField(_("Place"), max_length=120, blank=True)
    minutes = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-id"]

    def __str__(self) -> str:
        return f"{self.body} {self.held_on}"


class Attendance(models.Model):
    """Whether a seat was taken in a meeting, and by whom: the holder or the alternate."""

    class Who(models.TextChoices):
        """Who sat there."""

        HOLDER = "holder", pgettext_lazy("attendance", "Holder")
        ALTERNATE = "alternate", pgettext_lazy("attendance", "Alternate")
        EXCUSED = "excused", pgettext_lazy("attendance", "Excused")
        ABSENT = "absent", pgettext_lazy("attendance", "Absent")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendances")
    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, null=True, related_name="+")
    who = models.CharField(max_length=10, choices=Who.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="meeting_attendance_once")]

    def __str__(self) -> str:
        return self.who


class Proposal(models.Model):
    """A question put to a body, with options. What is being decided is fixed and hashed when it opens.

    `subjects` are `kind:public_id` of what it is about: they tell who is conflicted. A change after opening makes a new
    revision, and positions taken on an earlier one no longer count.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", pgettext_lazy("state of a proposal", "In preparation")
        OPEN = "open", pgettext_lazy("state of a proposal", "Open for positions")
        UNDECIDED = "undecided", pgettext_lazy("state of a proposal", "Closed without quorum")
        DECIDED = "decided", pgettext_lazy("state of a proposal", "Decided")
        WITHDRAWN = "withdrawn", pgettext_lazy("state of a proposal", "Withdrawn")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    titles = models.JSONField()
    texts = models.JSONField(default=dict)
    subjects = models.JSONField(default=list)
    revision = models.PositiveSmallIntegerField(default=1)
    digest = models.CharField(max_length=64, blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals")
    issue = models.ForeignKey(
        "governance.Issue", on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    challenge = models.ForeignKey(
        "governance.Challenge", on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="proposal_once"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | (~Q(digest="") & Q(closes_at__isnull=False)),
                name="proposal_opens_with_its_words_fixed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.sign}-{self.number}"


class Revision(models.Model):
    """The words of a proposal as they were put to a body, with the rules it decides by: frozen and hashed. Append-only.

    `document` holds titles, texts, subjects, options with their effects, and the digest of the rules. `reasons` say by
    language why it was changed after it had opened.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="revision_once")]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.number}"


class Option(models.Model):
    """One answer to the question. `effects` is a list of `{"kind", "subject", "payload"}`; without any, all stays.

    Options belong to one revision; those of earlier ones stay for the positions that were taken on them.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="options")
    revision = models.PositiveSmallIntegerField(default=1)
    key = models.SlugField(max_length=40)
    names = models.JSONField()
    texts = models.JSONField(default=dict)
    effects = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["proposal", "revision", "key"], name="option_once")]

    def __str__(self) -> str:
        return self.key


class DiscussionNote(models.Model):
    """What a seat, an observer or the secretariat said of a proposal, by language. Append-only."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="notes")
    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=8)
    text = models.TextField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.public_id)


class Position(models.Model):
    """Where a seat stands on one revision of a proposal. Append-only: the last one of a seat counts.

    `option` is what is supported, or objected to; an objection without one is to every option. `reasons` and `dissent`
    hold text by language. `recorded_by` is who entered it: the holder, the alternate, or the secretariat from the
    minutes of a meeting in which the seat was taken.
    """

    class Stance(models.TextChoices):
        """Where the seat stands."""

        SUPPORT = "support", pgettext_lazy("stance of a seat", "Support")
        STAND_ASIDE = "stand_aside", pgettext_lazy("stance of a seat", "Stand aside")
        OBJECT = "object", pgettext_lazy("stance of a seat", "Object")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="positions")
    revision = models.PositiveSmallIntegerField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="positions")
    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="positions")
    stance = models.CharField(max_length=12, choices=Stance.choices)
    option = models.ForeignKey(Option, on_delete=models.PROTECT, null=True, related_name="positions")
    reasons = models.JSONField(default=dict)
    dissent = models.JSONField(default=dict)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="positions")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stance="support") | Q(option__isnull=False), name="position_supports_an_option"
            ),
        ]

    def __str__(self) -> str:
        return self.stance


class ObjectionAnswer(models.Model):
    """What is answered in writing to an objection, by language. Append-only."""

    position = models.OneToOneField(Position, on_delete=models.PROTECT, related_name="answer")
    texts = models.JSONField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"answer to {self.position_id}"
