"""Where the questions of an online dialogue stand, as its hosts see them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.consultation.models.contributions import Contribution


class Moderation(models.Model):
    """What the hosts did with a question: nothing is shown to others before they took it up."""

    class State(models.TextChoices):
        """Where the question stands."""

        TAKEN_UP = "taken_up", _("Taken up")
        ANSWERED = "answered", _("Answered")
        SET_ASIDE = "set_aside", _("Set aside")

    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="moderation")
    state = models.CharField(max_length=10, choices=State.choices)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.state
