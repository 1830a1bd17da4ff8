"""Tables of the grievances room. No row holds words, the hour at which anybody did anything, or who told what.

Keys of rows are drawn by chance, so that the order on the disk tells nothing. The way in (page, facilitator, message)
stands in the sealed words and nowhere else.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.consultation.models.keys import RandomKey
from ladder.core.grievances import cases
from ladder.core.grievances.releasing import MONTH, WEEK


class CaseKey(models.Model):
    """The public key of one case handler; the private one never was here. 32 bytes of X25519."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="case_keys")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    public_key = models.BinaryField(max_length=32)
    fingerprint = models.CharField(max_length=32, unique=True)
    starts_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["ended_on"])]

    def __str__(self) -> str:
        return self.fingerprint


class KeyVouch(models.Model):
    """A handler compared another one's fingerprint with them, face to face or by voice, and stands for it."""

    key = models.ForeignKey(CaseKey, on_delete=models.PROTECT, related_name="vouches")
    by = models.ForeignKey(CaseKey, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "by"], name="key_vouch_once")]

    def __str__(self) -> str:
        return f"{self.given_on}"


class Grievance(models.Model):
    """One grievance: when it came (the day), how it stands, and where its source finds answers.

    `code_digest` is a keyed digest of what the source's code stretches to; `answer_key` a public key whose private
    one comes from the code alone. What it is about (site, kind, day, counts) is what two handlers wrote after reading.
    """

    class State(models.TextChoices):
        """How it stands."""

        RECEIVED = cases.RECEIVED, _("Received")
        BEING_READ = cases.BEING_READ, _("Being read")
        READ = cases.READ, _("Read by two organisations")
        NEEDS_MORE = cases.NEEDS_MORE, _("Asked for more")
        REFERRED = cases.REFERRED, _("Handed to those who can help")
        NOT_FOUNDED = cases.NOT_FOUNDED, _("Not confirmed")
        VALIDATED = cases.VALIDATED, _("Validated by civil society")
        PROPOSED = cases.PROPOSED, _("Release proposed")
        RELEASED = cases.RELEASED, _("Released")
        CLOSED = cases.CLOSED, _("Closed")
        WITHDRAWN = cases.WITHDRAWN, _("Withdrawn")

    id = RandomKey()
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(unique=True)
    code_digest = models.CharField(max_length=64, unique=True)
    answer_key = models.BinaryField(max_length=32)
    received_on = models.DateField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40, blank=True)
    occurred_on = models.DateField(null=True)
    is_urgent = models.BooleanField(default=False)
    children = models.PositiveIntegerField(null=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["state"])]

    def __str__(self) -> str:
        return f"{self.number}"


class Message(models.Model):
    """Words, sealed: from the source to pairs of case handlers, or from a handler to the source's code."""

    id = RandomKey()
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    grievance = models.ForeignKey(Grievance, on_delete=models.CASCADE, related_name="messages")
    is_answer = models.BooleanField(default=False)
    given_on = models.DateField()
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.given_on}"


class PairKey(models.Model):
    """The key of one message, sealed to the first handler around a seal to the second; `half` once the first opened."""

    id = RandomKey()
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="pair_keys")
    first = models.ForeignKey(CaseKey, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(CaseKey, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(max_length=128)
    half = models.BinaryField(max_length=80, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "first", "second"], name="pair_once_a_message")]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


class CaseStep(models.Model):
    """One step with a case, by whom and on which day. Append-only; `detail` holds keys and numbers.

    `place` orders the steps of one case; nothing orders those of different cases within a day.
    """

    id = RandomKey()
    grievance = models.ForeignKey(Grievance, on_delete=models.PROTECT, related_name="steps")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    done_on = models.DateField()
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["grievance", "place"], name="case_step_once_a_place")]

    def __str__(self) -> str:
        return f"{self.kind} {self.done_on}"


class Release(models.Model):
    """What leaves a case: site, kind, requirement, a coarse day, credible or not, keys of a list of words.

    `publish_on`, and `publish_at` on that day, are drawn when the second organisation releases it; what is released at
    once has no `publish_at`. No page shows `publish_at`. `source_key` is chance and says nothing.
    """

    class Precision(models.TextChoices):
        """How coarse the day is."""

        WEEK = WEEK, _("The week")
        MONTH = MONTH, _("The month")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    grievance = models.OneToOneField(Grievance, on_delete=models.PROTECT, related_name="release")
    site = models.ForeignKey("registry.Site", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    requirement = models.CharField(max_length=80, blank=True)
    occurred_on = models.DateField()
    precision = models.CharField(max_length=8, choices=Precision.choices)
    is_credible = models.BooleanField(default=True)
    is_urgent = models.BooleanField(default=False)
    words = models.JSONField(default=list)
    protect_days = models.PositiveSmallIntegerField(default=0)
    source_key = models.CharField(max_length=80, unique=True)
    publish_on = models.DateField(null=True)
    publish_at = models.DateTimeField(null=True)
    incident = models.OneToOneField("assessment.Incident", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["publish_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.occurred_on}"


class DayCount(models.Model):
    """How many grievances came on a day: all that the log of acts learns of their coming, a day later."""

    day = models.DateField(unique=True)
    number = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.day}: {self.number}"
