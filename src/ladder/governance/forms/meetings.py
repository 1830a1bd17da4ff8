"""Forms of the secretariat: a meeting, and who was there."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.consultation.wording import say
from ladder.governance.forms.words import Words, WordsForm, typed_words
from ladder.governance.models import Attendance, Meeting, Seat, Tenure
from ladder.governance.services.meetings import MeetingPlan, MeetingRecord

LONGEST_TITLE, LONGEST_MINUTES = 200, 50_000
NOBODY = (Attendance.Who.ABSENT.value, Attendance.Who.ABSENT.label)


class MeetingForm(WordsForm):
    """What a meeting is called, when and where it is."""

    words = (Words("title", _("Title"), LONGEST_TITLE, is_needed=True),)
    kind = forms.ChoiceField(label=_("Kind"), choices=Meeting.Kind.choices)
    held_on = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    place = forms.CharField(label=_("Place"), required=False, max_length=120)

    def plan(self) -> MeetingPlan:
        """The meeting that was typed."""
        found = self.cleaned_data
        return MeetingPlan(found["kind"], self.texts("title"), found["held_on"], found["place"])


class RecordForm(WordsForm):
    """Who was there, seat by seat, and the minutes."""

    words = (Words("minutes", _("Minutes of the meeting"), LONGEST_MINUTES, 8),)

    def __init__(self, *args: Any, seats: Iterable[tuple[Seat, Tenure | None]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.public_id): (seat, tenure) for seat, tenure in seats}
        for key, (seat, tenure) in self.seats.items():
            holder = tenure.organisation.name if tenure else "—"
            self.fields[key] = forms.ChoiceField(
                label=f"{say(seat.names)} · {holder}",
                choices=[("", "—"), *Attendance.Who.choices] if tenure else [NOBODY],
            )

    def record(self) -> MeetingRecord:
        """What was typed."""
        return MeetingRecord({key: self.cleaned_data[key] for key in self.seats}, self.texts("minutes"))


def typed_meeting(row: Meeting) -> dict[str, Any]:
    """A meeting as its form shows it."""
    return {"kind": row.kind, "held_on": row.held_on, "place": row.place, **typed_words(title=row.titles)}


def typed_record(row: Meeting) -> dict[str, Any]:
    """Attendance and minutes as their form shows them; nothing is chosen before they are recorded."""
    taken = {str(one.seat.public_id): one.who for one in row.attendances.select_related("seat")}
    return {**taken, **typed_words(minutes=row.minutes)}
