"""Releases: what is published of a round, frozen, audited and hashed; and the passages people write for the report."""

import uuid

from django.conf import settings
from django.db import models

from ladder.consultation.models import Contribution, Round


class Release(models.Model):
    """One publication of a round. Its files never change.

    A release that the auditor does not certify is never stored. `state` says whether the public sees it yet; one that
    was set aside before anybody published it stays for the record and gives its number to the next.
    """

    class State(models.TextChoices):
        """Whether it is public."""

        PREPARED = "prepared"
        PUBLISHED = "published"
        SET_ASIDE = "set_aside"

    class Kind(models.TextChoices):
        """Whether the round was still open: an interim release, or the one after its close."""

        INTERIM = "interim"
        CLOSING = "closing"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    digest = models.CharField(max_length=64)
    rules_digest = models.CharField(max_length=64)
    certificate = models.JSONField()
    prepared_on = models.DateField()
    published_on = models.DateField(null=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"], condition=~models.Q(state="set_aside"), name="release_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.number}"


class ReleaseFile(models.Model):
    """One file of a release, as text; append-only."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    text = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["release", "name"], name="release_file_once")]

    def __str__(self) -> str:
        return self.name


class ReleaseMemory(models.Model):
    """What the next release must be compared with: nothing of it is ever published.

    `frozen` are the counts behind what was shown. `voices` maps a voice to its group and positions then, `rooms` a
    gathering to its tallies; `gone` names by cell the voices that withdrew since. Who withdraws is taken out
    of `voices`, so that nothing they said stays (docs/how-to/weigh-and-release.md).
    """

    release = models.OneToOneField(Release, on_delete=models.CASCADE, related_name="memory")
    frozen = models.JSONField()
    voices = models.JSONField()
    rooms = models.JSONField()
    gone = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"memory of {self.release_id}"


class Passage(models.Model):
    """Words that people write for the report: the letter, a recommendation, a remark on limits; texts by language.

    A recommendation names the contributions and requirements that it rests on: one without a trace is not published.
    """

    class Kind(models.TextChoices):
        """Where in the report it stands."""

        LETTER = "letter"
        LIMITS = "limits"
        RECOMMENDATION = "recommendation"
        RESPONSE = "response"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="passages")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    texts = models.JSONField()
    requirements = models.JSONField(default=list)
    contributions = models.ManyToManyField(Contribution, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["kind", "position", "id"]

    def __str__(self) -> str:
        return self.kind
