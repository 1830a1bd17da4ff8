"""Forms of those who decide: a position, one from minutes, a note in the discussion, an answer to an objection."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.consultation.forms.fields import offer, offer_rows
from ladder.consultation.wording import say
from ladder.governance.forms.proposals import MeetingField
from ladder.governance.forms.words import OneTongueForm
from ladder.governance.models import Meeting, Option, Position, Proposal, Tenure
from ladder.governance.services.discussion import LONGEST_NOTE

LONGEST_REASON = 10_000
EVERY_OPTION = ""


class PositionForm(OneTongueForm):
    """Where a seat stands on the words that were read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    stance = forms.ChoiceField(label=_("Position"), choices=Position.Stance.choices, widget=forms.RadioSelect)
    option = forms.ChoiceField(
        label=_("Option"), required=False, widget=forms.RadioSelect,
        help_text=_("Supported, or objected to. An objection to none of them in particular is to every option."),
    )  # fmt: skip
    reasons = forms.CharField(
        label=_("Reasons"), required=False, max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 4}),
        help_text=_("An objection needs them: it is answered in writing."),
    )  # fmt: skip
    dissent = forms.CharField(
        label=_("Written dissent"), required=False, max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 3}),
        help_text=_("Published in full with the decision, whatever it is."),
    )  # fmt: skip
    field_order: Iterable[str] | None = ("revision", "stance", "option", "language", "reasons", "dissent")

    def __init__(self, *args: Any, proposal: Proposal, options: Sequence[Option], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"revision": proposal.revision})
        super().__init__(*args, **kwargs)
        choices = [(one.key, say(one.names)) for one in options]
        offer(self, "option", [*choices, (EVERY_OPTION, _("None in particular"))])


class SeatField(forms.ModelChoiceField[Tenure]):
    """A seat, by its name and who holds it."""

    def label_from_instance(self, obj: Tenure) -> str:
        """Seat and organisation."""
        return f"{say(obj.seat.names)} · {obj.organisation.name}"


class MinutesForm(PositionForm):
    """A position that the secretariat records from the minutes of a meeting."""

    tenure = SeatField(label=_("Seat"), queryset=Tenure.objects.none(), to_field_name="public_id")
    meeting = MeetingField(label=_("Meeting"), queryset=Meeting.objects.none(), to_field_name="public_id")
    field_order = ("revision", "meeting", "tenure", "stance", "option", "language", "reasons", "dissent")

    def __init__(self, *args: Any, proposal: Proposal, tenures: Iterable[Tenure], **kwargs: Any) -> None:
        super().__init__(*args, proposal=proposal, **kwargs)
        keys = [one.pk for one in tenures]
        offer_rows(self, "tenure", Tenure.objects.filter(pk__in=keys).select_related("seat", "organisation"))
        offer_rows(self, "meeting", proposal.body.meetings.filter(state=Meeting.State.HELD))


class NoteForm(OneTongueForm):
    """Something said in the discussion."""

    text = forms.CharField(label=_("What you say"), max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 4}))
    field_order = ("text", "language")


class AnswerForm(OneTongueForm):
    """What is answered to an objection, or what is brought against a decision."""

    text = forms.CharField(label=_("In writing"), max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 3}))
    field_order = ("text", "language")
