"""The form of those who object to a decision or appeal against it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.consultation.forms.fields import offer
from ladder.consultation.wording import say
from ladder.governance.forms.positions import LONGEST_REASON
from ladder.governance.forms.words import OneTongueForm
from ladder.governance.models import Body
from ladder.governance.queries.affected import Standpoint


class ChallengeForm(OneTongueForm):
    """For whom somebody speaks, and what is wrong with the decision."""

    standpoint = forms.ChoiceField(label=_("In whose name"))
    text = forms.CharField(
        label=_("What is wrong with the decision"), max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 4}),
        help_text=_("Everybody can read it, and it is answered in writing."),
    )  # fmt: skip
    field_order = ("standpoint", "text", "language")

    def __init__(self, *args: Any, standpoints: Sequence[Standpoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standpoints = {one.key: one for one in standpoints}
        offer(self, "standpoint", [(key, name_of(one)) for key, one in self.standpoints.items()])

    def chosen(self) -> Standpoint:
        """For whom this person speaks."""
        return self.standpoints[self.cleaned_data["standpoint"]]


class HearForm(forms.Form):
    """Which body answers."""

    body = forms.ModelChoiceField(Body.objects.filter(state=Body.State.STANDING), to_field_name="address")


def name_of(one: Standpoint) -> str:
    """A seat by its name, an organisation by its own."""
    if one.tenure is not None:
        return f"{say(one.tenure.seat.names)} · {one.tenure.organisation.name}"
    return one.organisation.name if one.organisation else ""
