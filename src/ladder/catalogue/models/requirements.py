"""Requirements: an identity that survives versions, what it says in each version, in each language."""

from django.db import models

from ladder.catalogue.models.versions import Framework, FrameworkVersion


class Requirement(models.Model):
    """The identity of a requirement. It is never deleted, also when a later version withdraws the requirement."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="requirements")
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "key"], name="requirement_once")]

    def __str__(self) -> str:
        return self.key


class RequirementVersion(models.Model):
    """A requirement as one version states it. Determinations point here."""

    class Gate(models.TextChoices):
        """What failing it does whatever else is met."""

        NONE = ""
        CAP = "cap"
        STOP = "stop"

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="requirements")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="versions")
    key = models.CharField(max_length=80)
    principle = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    gate = models.CharField(max_length=8, choices=Gate.choices, blank=True)
    condition = models.CharField(max_length=80, blank=True)
    cost_class = models.CharField(max_length=80, blank=True)
    evidence_kind = models.CharField(max_length=80, blank=True)
    position = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=80)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "requirement"], name="requirement_version_once")]
        indexes = [models.Index(fields=["version", "principle", "level"])]

    def __str__(self) -> str:
        return self.key


class RequirementText(models.Model):
    """A requirement's words in one language, and how far they can be relied on."""

    requirement_version = models.ForeignKey(RequirementVersion, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    title = models.TextField()
    text = models.TextField()
    evidence = models.TextField(blank=True)
    state = models.CharField(max_length=40)
    search = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["requirement_version", "language"], name="requirement_text_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Migration(models.Model):
    """How one requirement came out of the version before; new ones have no source, withdrawn ones no target.

    A step that splits or merges is several rows with the same `step`, one for each pair. A row without a step is what
    the content of the two versions shows where the migration says nothing.
    """

    from_version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="migrations_from")
    to_version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="migrations_to")
    source = models.ForeignKey(RequirementVersion, on_delete=models.PROTECT, null=True, related_name="became")
    target = models.ForeignKey(RequirementVersion, on_delete=models.CASCADE, null=True, related_name="came_from")
    step = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_version", "to_version", "source", "target"],
                name="migration_once",
            ),
            models.CheckConstraint(
                condition=models.Q(source__isnull=False) | models.Q(target__isnull=False),
                name="migration_not_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.kind
