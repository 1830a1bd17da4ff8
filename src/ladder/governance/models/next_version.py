"""The next version in the making: which rounds it answers, and every change with the issues that caused it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from ladder.catalogue.models import FrameworkVersion
from ladder.consultation.models import Round
from ladder.governance.models.deciding import Decision
from ladder.governance.models.desk import Issue


class NextVersion(models.Model):
    """A version that follows `base` and answers `rounds`. Built, it is a draft of the catalogue; a decision publishes.

    `transition_until` is the last day on which a site may still be assessed under the base version; `transition_words`
    say by language what holds until then. `built_digest` is the content hash of the draft: what the decision names.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFTING = "drafting", pgettext_lazy("state of the next version", "Being drafted")
        BUILT = "built", pgettext_lazy("state of the next version", "Built, waits for a decision")
        PUBLISHED = "published", pgettext_lazy("state of the next version", "Published")
        SET_ASIDE = "set_aside", pgettext_lazy("state of the next version", "Set aside")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    base = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="next_versions")
    version = models.CharField(max_length=80)
    rounds = models.ManyToManyField(Round, related_name="next_versions")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFTING)
    effective_from = models.DateField(null=True)
    transition_until = models.DateField(null=True)
    transition_words = models.JSONField(default=dict)
    draft = models.ForeignKey(FrameworkVersion, on_delete=models.SET_NULL, null=True, related_name="built_from")
    built_digest = models.CharField(max_length=80, blank=True)
    migration_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    migration_confirmed_at = models.DateTimeField(null=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="next_versions")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["base", "version"], condition=~Q(state="set_aside"), name="next_version_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(decision__isnull=False), name="next_version_published_by_decision"
            ),
        ]

    def __str__(self) -> str:
        return self.version


class Change(models.Model):
    """What becomes of requirements in the next version, and why.

    `kind` is one of `packfiles.model.MIGRATION_KINDS`; `before` are keys in the base version, `after` keys in the next.
    `entries` holds by key of the next version what is asked without its words (as `packfiles.document.as_entry` of a
    Requirement, only what differs); `texts` by key, field and language `{"text", "state", "of"}` as in a pack.
    `notes` say in each language, for the public, why. A change without an issue is the committee's own, and says so.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    next_version = models.ForeignKey(NextVersion, on_delete=models.CASCADE, related_name="changes")
    key = models.SlugField(max_length=80)
    kind = models.CharField(max_length=16)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    entries = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    issues = models.ManyToManyField(Issue, related_name="changes")
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["next_version", "key"], name="change_once")]

    def __str__(self) -> str:
        return self.key
