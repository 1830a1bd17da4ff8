"""What people contribute, through whatever channel: one kind of row underneath.

A contribution is never edited. A change is a new one that names the one it supersedes. A withdrawal deletes it and
leaves a mark without content, so that a device that sends it again does not bring it back (docs/adr/0010).
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ladder.catalogue.models import FrameworkVersion
from ladder.consultation.models.gatherings import Gathering
from ladder.consultation.models.keys import RandomKey
from ladder.consultation.models.participants import Participant
from ladder.consultation.models.rounds import Round, RoundGroup, RoundItem, RoundQuestion
from ladder.registry.models import Organisation


class Contribution(models.Model):
    """A position, comment, answer, question, quote, note or tally of one round."""

    class Kind(models.TextChoices):
        """What kind of contribution it is."""

        POSITION = "position", pgettext_lazy("where somebody stands", "Position")
        COMMENT = "comment", _("Comment")
        ANSWER = "answer", _("Answer to a question of the round")
        QUESTION = "question", _("Question")
        TALLY = "tally", _("Tally of a room")
        QUOTE = "quote", _("Quote from a room")
        ROOM_NOTE = "room_note", _("Note of a room")

    class Position(models.TextChoices):
        """Where somebody stands on a requirement. It is never a yes or no to be counted into a majority."""

        AS_WRITTEN = "as_written", _("Support as written")
        WITH_CHANGE = "with_change", _("Support with a change")
        CANNOT = "cannot", _("Cannot support")
        UNCLEAR = "unclear", _("Unclear to me")

    class Channel(models.TextChoices):
        """The way it came. `open_link` is counted apart and decides nothing."""

        INVITED = "invited", _("Invited, online")
        OPEN_LINK = "open_link", _("Open link")
        PAPER = "paper", _("Paper form")
        INTERVIEW = "interview", _("Interview")
        WORKSHOP = "workshop", _("Workshop")
        FOCUS_GROUP = "focus_group", _("Focus group")
        TECHNICAL_MEETING = "technical_meeting", _("Technical meeting")
        DIALOGUE = "dialogue", _("Online dialogue")
        SUBMISSION = "submission", _("Written submission")

    class Consent(models.TextChoices):
        """What may be done with the words, from most to least."""

        QUOTE_WITH_ROLE = "quote_with_role", _("May be quoted, with my group")
        QUOTE_WITHOUT_ROLE = "quote_without_role", _("May be quoted, without my group")
        PARAPHRASE = "paraphrase", _("May be summarised, never quoted")
        COMMITTEE_ONLY = "committee_only", _("Only for the committee's eyes")

        @classmethod
        def quotable(cls) -> tuple[str, ...]:
            """Those that let the words be quoted."""
            return cls.QUOTE_WITH_ROLE, cls.QUOTE_WITHOUT_ROLE

    class CommentType(models.TextChoices):
        """The types of the ISO commenting form, and one for translations."""

        GENERAL = "general", _("General")
        TECHNICAL = "technical", _("Technical")
        EDITORIAL = "editorial", _("Editorial")
        TRANSLATION = "translation", _("Translation")

    id = RandomKey()
    number = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="contributions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="contributions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, null=True, related_name="contributions")
    group = models.ForeignKey(RoundGroup, on_delete=models.PROTECT, null=True, related_name="contributions")
    item = models.ForeignKey(RoundItem, on_delete=models.PROTECT, null=True, related_name="contributions")
    question = models.ForeignKey(RoundQuestion, on_delete=models.PROTECT, null=True, related_name="contributions")
    language = models.CharField(max_length=8)
    position = models.CharField(max_length=12, choices=Position.choices, blank=True)
    text = models.TextField(blank=True)
    proposed = models.TextField(blank=True)
    comment_type = models.CharField(max_length=12, choices=CommentType.choices, blank=True)
    consent = models.CharField(max_length=20, choices=Consent.choices, default=Consent.PARAPHRASE)
    was_read_back = models.BooleanField(default=False)
    supersedes = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="superseded_by"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    received_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="position") & ~Q(position="")) | (~Q(kind="position") & Q(position="")),
                name="contribution_position_only_of_positions",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["tally", "quote", "room_note"]) | Q(gathering__isnull=False),
                name="contribution_of_a_room_names_it",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "kind", "item"]),
            models.Index(fields=["participant", "kind"]),
            models.Index(fields=["gathering", "kind"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Tally(models.Model):
    """What a room showed on one requirement, by group: never individual answers unless the ballot was secret.

    Without a group the room was mixed: such a tally is shown and attributed to nobody. `has_counts` is False where the
    room "agreed" and nobody counted.
    """

    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="tally")
    group = models.ForeignKey(RoundGroup, on_delete=models.PROTECT, null=True, related_name="tallies")
    as_written = models.PositiveIntegerField(default=0)
    with_change = models.PositiveIntegerField(default=0)
    cannot = models.PositiveIntegerField(default=0)
    unclear = models.PositiveIntegerField(default=0)
    is_secret = models.BooleanField(default=False)
    has_counts = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.as_written}/{self.with_change}/{self.cannot}/{self.unclear}"


class HeldAnswer(models.Model):
    """An anonymous contribution that waits, without a moment, until it can join a shuffled batch of at least five.

    `content` is the contribution that is to be made. A change before the batch goes out replaces it.
    """

    id = RandomKey()
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="held_answers")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="held_answers")
    slot = models.CharField(max_length=120)
    content = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "slot"], name="held_answer_once")]

    def __str__(self) -> str:
        return self.slot


class Withdrawal(models.Model):
    """The mark that a withdrawn contribution leaves: its number and the day, nothing of what it said."""

    id = RandomKey()
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="withdrawals")
    number = models.UUIDField(unique=True)
    withdrawn_on = models.DateField()

    def __str__(self) -> str:
        return str(self.number)


class Anchor(models.Model):
    """The words of the document that a comment is about: W3C TextQuote and TextPosition selectors, in one language."""

    id = RandomKey()
    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="anchor")
    language = models.CharField(max_length=8)
    field = models.CharField(max_length=12, default="text")
    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.exact[:40]


class Placement(models.Model):
    """Where an anchor stands in a later version: the same, moved, edited, or an orphan; never guessed."""

    class State(models.TextChoices):
        """What became of the anchored words."""

        SAME = "same", _("Same words, same place")
        MOVED = "moved", _("Same words, elsewhere")
        EDITED = "edited", _("The words were changed")
        ORPHAN = "orphan", _("The words are gone")

    anchor = models.ForeignKey(Anchor, on_delete=models.CASCADE, related_name="placements")
    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")
    requirement_key = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=8, choices=State.choices)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["anchor", "version"], name="placement_once")]

    def __str__(self) -> str:
        return self.state


class Translation(models.Model):
    """A contribution's words in another language, labelled as made by a person or a machine, and reviewed or not."""

    class Origin(models.TextChoices):
        """Who made it."""

        PERSON = "person", _("Translated by a person")
        MACHINE = "machine", _("Translated by a machine")

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=8)
    text = models.TextField()
    proposed = models.TextField(blank=True)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    service = models.CharField(max_length=80, blank=True)
    is_reviewed = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_on = models.DateField()

    class Meta:
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["contribution", "language"], name="translation_once")]

    def __str__(self) -> str:
        return self.language
