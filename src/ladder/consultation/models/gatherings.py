"""Gatherings: workshops, focus groups, interviews, technical meetings and online dialogues."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.consultation.models.keys import RandomKey
from ladder.consultation.models.participants import Participant
from ladder.consultation.models.rounds import Round, RoundGroup, RoundItem


class Gathering(models.Model):
    """People who speak together, in a room or online. Its record is made on a device that may be offline for days."""

    class Kind(models.TextChoices):
        """What kind of gathering it is."""

        WORKSHOP = "workshop", _("Workshop")
        FOCUS_GROUP = "focus_group", _("Focus group")
        INTERVIEW = "interview", _("Interview")
        TECHNICAL_MEETING = "technical_meeting", _("Technical meeting")
        DIALOGUE = "dialogue", _("Online dialogue")

    class Status(models.TextChoices):
        """Where its record stands."""

        PLANNED = "planned", _("Planned")
        UNDER_WAY = "under_way", _("Being recorded")
        SEALED = "sealed", _("Read back and sealed")
        CANCELLED = "cancelled", _("Cancelled")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="gatherings")
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind.choices)
    titles = models.JSONField()
    descriptions = models.JSONField(default=dict)
    province = models.CharField(_("Province"), max_length=60, blank=True)
    place = models.CharField(_("Town"), max_length=80, blank=True)
    held_on = models.DateField(_("Day"))
    starts_at = models.DateTimeField(_("Starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("Ends"), null=True, blank=True)
    languages = models.JSONField()
    capacity = models.PositiveIntegerField(_("Places"), null=True, blank=True)
    join_address = models.URLField(_("Address to join"), max_length=300, blank=True)
    phone_bridge = models.CharField(_("Telephone to join"), max_length=80, blank=True)
    hosts = models.CharField(_("Hosts"), max_length=300, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PLANNED)
    facilitators = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="gatherings")
    groups_expected = models.ManyToManyField(RoundGroup, related_name="gatherings", blank=True)
    sealed_on = models.DateField(null=True)
    seal_digest = models.CharField(max_length=64, blank=True)
    seal_code = models.CharField(max_length=12, blank=True)
    was_read_back = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"


class AgendaItem(models.Model):
    """One point of an agenda, with the requirement it is about, if it is about one."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(default=0)
    titles = models.JSONField(default=dict)
    item = models.ForeignKey(RoundItem, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.position)


class Attendance(models.Model):
    """How many of a group were there, by gender as far as it was said: counts, never names."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="attendance")
    group = models.ForeignKey(RoundGroup, on_delete=models.PROTECT, related_name="attendance")
    women = models.PositiveIntegerField(default=0)
    men = models.PositiveIntegerField(default=0)
    unsaid = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "group"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.women}+{self.men}+{self.unsaid}"


class Interpretation(models.Model):
    """Interpretation offered: from one language to another, simultaneous or consecutive, with the way to hear it."""

    class Mode(models.TextChoices):
        """How it is interpreted."""

        SIMULTANEOUS = "simultaneous", _("Simultaneous")
        CONSECUTIVE = "consecutive", _("Consecutive")
        WRITTEN = "written", _("Written (chat)")

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="interpretations")
    from_language = models.CharField(_("From"), max_length=8)
    to_language = models.CharField(_("To"), max_length=8)
    mode = models.CharField(_("Mode"), max_length=12, choices=Mode.choices)
    places = models.PositiveIntegerField(_("Places in this channel"), null=True, blank=True)
    backup = models.CharField(_("If the channel fails"), max_length=200, blank=True)

    class Meta:
        ordering = ["to_language", "from_language"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "from_language", "to_language"], name="interpretation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.from_language}-{self.to_language}"


class Registration(models.Model):
    """A place in an online dialogue, held by a code instead of a name."""

    class State(models.TextChoices):
        """Whether there is a place."""

        REGISTERED = "registered", _("Registered")
        WAITING = "waiting", _("Waiting list")
        CANCELLED = "cancelled", _("Cancelled")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="registrations")
    group = models.ForeignKey(RoundGroup, on_delete=models.PROTECT, null=True, related_name="+")
    code_digest = models.CharField(max_length=64, unique=True)
    language_spoken = models.CharField(_("Language you speak"), max_length=8)
    language_heard = models.CharField(_("Language you want to hear"), max_length=8)
    access_needs = models.CharField(_("What you need in order to take part"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    place_in_queue = models.PositiveIntegerField()

    class Meta:
        ordering = ["place_in_queue"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "place_in_queue"], name="registration_place_once"),
        ]

    def __str__(self) -> str:
        return self.state


class DeviceRecord(models.Model):
    """What a facilitator's device sent, exactly as it came, by the number that the device gave it before saving it.

    A record that comes again is answered as before. The same number with other content is kept beside it, as a
    conflict for a person to settle: nothing is overwritten, nothing is lost. `slot` is what it is about, such as one
    group's attendance; `place_in_slot` counts that slot's versions on that device, so that a later version stands
    whichever arrives first, and nothing tells what was said after what. The text of side notes is not kept here.
    """

    class State(models.TextChoices):
        """What became of it."""

        APPLIED = "applied", _("Safely received")
        WAITING = "waiting", _("Safely received, waits for the rest")
        CONFLICT = "conflict", _("Two contents that cannot both stand")
        REFUSED = "refused", _("Kept, but not usable as it is")
        SETTLED = "settled", _("Looked at and settled")

    id = RandomKey()
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="device_records")
    number = models.UUIDField()
    kind = models.CharField(max_length=20)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    device = models.UUIDField(null=True)
    slot = models.CharField(max_length=200, blank=True)
    place_in_slot = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices)
    reason = models.TextField(blank=True)
    device_on = models.DateField(null=True)
    received_on = models.DateField()
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["kind", "slot", "place_in_slot", "id"]
        constraints = [models.UniqueConstraint(fields=["number", "digest"], name="device_record_once")]
        indexes = [models.Index(fields=["gathering", "slot"]), models.Index(fields=["gathering", "state"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class SideNote(models.Model):
    """What was too risky to say in the room, for the facilitators of one gathering alone; every opening is logged.

    The text is stored encrypted. It enters no analysis and no release.
    """

    id = RandomKey()
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="side_notes")
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, null=True, related_name="side_notes")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, null=True, related_name="+")
    sealed_text = models.TextField()
    language = models.CharField(max_length=8, blank=True)
    is_handled = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.public_id)
