"""The resolution desk: comments bundled into issues with a trace, private drafts, and the answers once published."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from ladder.consultation.models import Contribution, Round, RoundItem
from ladder.governance.models.deciding import Decision


class Disposition(models.TextChoices):
    """What becomes of a comment, in the words of the ISO form and two of this framework's own."""

    ACCEPTED = "accepted", pgettext_lazy("disposition", "Accepted")
    MODIFIED = "modified", pgettext_lazy("disposition", "Accepted with modification")
    NOT_ACCEPTED = "not_accepted", pgettext_lazy("disposition", "Not accepted")
    NOTED = "noted", pgettext_lazy("disposition", "Noted")
    OUT_OF_SCOPE = "out_of_scope", pgettext_lazy("disposition", "Out of scope")
    DUPLICATE = "duplicate", pgettext_lazy("disposition", "Duplicate")
    TO_STEERING = "to_steering", pgettext_lazy("disposition", "To the steering committee")

    @classmethod
    def final(cls) -> tuple[str, ...]:
        """Those that are an answer: all but the way to the steering committee."""
        return tuple(one for one in cls.values if one != cls.TO_STEERING)

    @classmethod
    def changing(cls) -> tuple[str, ...]:
        """Those by which words of the next version change."""
        return cls.ACCEPTED, cls.MODIFIED


class Issue(models.Model):
    """A bundle of comments that get one answer. A merged issue stays, and names the one that took it in.

    `item` is the requirement it is about, empty for the document as a whole. `revision` grows with every change of its
    bundle or its draft, so that two people never write over each other.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="issues")
    number = models.PositiveIntegerField()
    item = models.ForeignKey(RoundItem, on_delete=models.PROTECT, null=True, related_name="issues")
    titles = models.JSONField(default=dict)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    split_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="splits")
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    made_on = models.DateField()

    class Meta:
        ordering = ["round", "number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="issue_once")]
        indexes = [models.Index(fields=["round", "item", "number"])]

    def __str__(self) -> str:
        return f"{self.round} {self.number}"


class IssueMember(models.Model):
    """That a comment belongs to an issue: whole, or the `part` of its words that is about it.

    One comment with several points belongs to several issues. `first_issue` is where it stood before merges.
    """

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="members")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="issue_members")
    part = models.TextField(blank=True)
    first_issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "contribution"], name="issue_member_once")]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.contribution_id}"


class IssueEvent(models.Model):
    """What happened to an issue. Append-only; `detail` holds numbers and keys, never words of participants."""

    class Kind(models.TextChoices):
        """What happened."""

        MADE = "made", pgettext_lazy("event of an issue", "Made")
        MERGED = "merged", pgettext_lazy("event of an issue", "Joined to another")
        SPLIT = "split", pgettext_lazy("event of an issue", "Split off")
        MOVED = "moved", pgettext_lazy("event of an issue", "Comments moved")
        ADDED = "added", pgettext_lazy("event of an issue", "Comment added")
        NAMED = "named", pgettext_lazy("event of an issue", "Named")
        ASSIGNED = "assigned", pgettext_lazy("event of an issue", "Assigned")
        DRAFTED = "drafted", pgettext_lazy("event of an issue", "Answer drafted")
        UNDONE = "undone", pgettext_lazy("event of an issue", "Taken back")
        DECIDED = "decided", pgettext_lazy("event of an issue", "Decided by the steering committee")
        PUBLISHED = "published", pgettext_lazy("event of an issue", "Answer published")

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    other = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, related_name="+")
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    detail = models.JSONField(default=dict)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    happened_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.kind


class Resolution(models.Model):
    """The draft answer to an issue: private to the desk until all answers of the round are published at once.

    `reasons` holds text by language. `decision` is set where the steering committee decided what was sent up to it:
    then nobody at the desk changes it any more.
    """

    issue = models.OneToOneField(Issue, on_delete=models.PROTECT, related_name="resolution")
    disposition = models.CharField(max_length=12, choices=Disposition.choices)
    reasons = models.JSONField(default=dict)
    duplicate_of = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, related_name="duplicates")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="resolutions")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(disposition="duplicate", duplicate_of__isnull=False)
                | (~Q(disposition="duplicate") & Q(duplicate_of__isnull=True)),
                name="resolution_duplicate_names_the_other",
            ),
        ]

    def __str__(self) -> str:
        return self.disposition


class AnswerSet(models.Model):
    """All answers of a round, published at once by a decision. Append-only."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="answer_set")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="answer_sets")
    digest = models.CharField(max_length=64)
    published_on = models.DateField()

    def __str__(self) -> str:
        return f"answers of {self.round_id}"


class Answer(models.Model):
    """A published answer to an issue, as it was when all were published. Append-only."""

    answer_set = models.ForeignKey(AnswerSet, on_delete=models.PROTECT, related_name="answers")
    issue = models.OneToOneField(Issue, on_delete=models.PROTECT, related_name="answer")
    disposition = models.CharField(max_length=12, choices=Disposition.choices)
    reasons = models.JSONField()
    titles = models.JSONField(default=dict)
    duplicate_of = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["issue__number"]

    def __str__(self) -> str:
        return self.disposition
