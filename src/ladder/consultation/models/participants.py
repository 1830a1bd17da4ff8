"""Those who speak for themselves or for an organisation: a pseudonym, a group, and what they chose to add."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.consultation.models.keys import RandomKey
from ladder.consultation.models.rounds import Round, RoundGroup
from ladder.registry.models import Organisation


class Participant(models.Model):
    """A pseudonym. No name, address or telephone, and no moment: nothing here tells when anybody came.

    Who answers without a login holds a resume code, of which only a keyed digest is kept.
    """

    class Channel(models.TextChoices):
        """How a voice reached the round. The open link is always counted apart and decides nothing."""

        INVITED = "invited", _("Invited, online")
        OPEN_LINK = "open_link", _("Open link")
        PAPER = "paper", _("Paper form")
        INTERVIEW = "interview", _("Interview")
        ROOM = "room", _("In a gathering")
        SUBMISSION = "submission", _("Written submission")

    class Gender(models.TextChoices):
        """Said voluntarily; empty means that it was not said."""

        WOMAN = "woman", _("Woman")
        MAN = "man", _("Man")
        OTHER = "other", _("In another way")

    id = RandomKey()
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="participants")
    channel = models.CharField(max_length=12, choices=Channel.choices)
    group = models.ForeignKey(RoundGroup, on_delete=models.PROTECT, null=True, related_name="participants")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    speaks_for_organisation = models.BooleanField(default=False)
    is_anonymous = models.BooleanField(default=True)
    code_digest = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=8, default="en")
    gender = models.CharField(max_length=8, choices=Gender.choices, blank=True)
    province = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code_digest"], condition=~models.Q(code_digest=""), name="resume_code_once"
            ),
        ]
        indexes = [models.Index(fields=["round", "channel"])]

    def __str__(self) -> str:
        return str(self.public_id)
