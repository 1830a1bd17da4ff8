"""Forms of those who host an online dialogue: to announce it, to answer questions, to hand in what it left behind."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.accounts.models import User
from ladder.consultation.dialogue_words import name_of_place
from ladder.consultation.forms.fields import offer, offer_rows, words_field
from ladder.consultation.models import Gathering, Interpretation, Moderation, Round
from ladder.consultation.queries.people import facilitators
from ladder.consultation.services.agendas import AgendaPoint
from ladder.consultation.services.dialogues import ChannelPlan, DialoguePlan
from ladder.consultation.tongues import NAMED
from ladder.consultation.wording import name_of_language
from ladder.core.consultation.times import CITIES, NoSuchTimeError, moment_of

FREE_ROWS, MOST_ROWS, MOST_PLACES = 3, 40, 10_000
LONGEST_TITLE, LONGEST_DESCRIPTION = 200, 5_000
DEFAULT_CITY = "lubumbashi"


class ModerationForm(forms.Form):
    """What the hosts do with a question."""

    state = forms.ChoiceField(label=_("State"), choices=Moderation.State.choices)


class TableForm(forms.Form):
    """A chat or polls, as CSV."""

    file = forms.FileField(label=_("CSV file"), widget=forms.ClearableFileInput({"accept": ".csv,text/csv"}))


class DialogueForm(forms.Form):
    """An online dialogue: words in every language of the round, when, where, who hosts."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    starts = forms.TimeField(label=_("Starts"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    ends = forms.TimeField(
        label=_("Ends"),
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        help_text=_("An earlier hour than the beginning means the next day."),
    )
    city = forms.ChoiceField(label=_("By the clock of"), initial=DEFAULT_CITY)
    languages = forms.MultipleChoiceField(label=_("Languages spoken"), widget=forms.CheckboxSelectMultiple)
    capacity = forms.IntegerField(label=_("Places in all"), required=False, min_value=1, max_value=MOST_PLACES)
    join_address = forms.URLField(
        label=_("Address to join"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("Shown only to those who have a place."),
    )
    phone_bridge = forms.CharField(label=_("Telephone to join"), required=False, max_length=80)
    hosts = forms.CharField(
        label=_("Hosts"),
        required=False,
        max_length=300,
        help_text=_("Organisations or roles, as everybody will read it."),
    )
    facilitators = forms.ModelMultipleChoiceField(
        label=_("Facilitators who see the questions"),
        queryset=User.objects.none(),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round = round_
        offer(self, "city", [(key, name_of_place(key)) for key in CITIES])
        offer(self, "languages", [*NAMED.items()])
        offer_rows(self, "facilitators", facilitators())
        for code in round_.languages:
            name = name_of_language(code)
            self.fields[f"title_{code}"] = words_field(f"{gettext('Title')} · {name}", code, longest=LONGEST_TITLE)
            self.fields[f"description_{code}"] = words_field(
                f"{gettext('What it is about')} · {name}", code, longest=LONGEST_DESCRIPTION, rows=3
            )
        titles = [f"{kind}_{code}" for code in round_.languages for kind in ("title", "description")]
        self.order_fields(titles)

    def clean(self) -> dict[str, Any]:
        """Turn the clock of the city into moments."""
        found: dict[str, Any] = super().clean() or {}
        if {"day", "starts", "ends", "city"} <= set(found):
            zone, day = CITIES[found["city"]], found["day"]
            last = day + timedelta(days=1) if found["ends"] <= found["starts"] else day
            for name, on, field in (("starts_at", day, "starts"), ("ends_at", last, "ends")):
                try:
                    found[name] = moment_of(on, found[field], zone)
                except NoSuchTimeError:
                    self.add_error(field, _("The clocks of that place skip this hour on this day. Choose another."))
        return found

    def texts(self, kind: str) -> dict[str, str]:
        """The words of one kind by language."""
        return {code: self.cleaned_data.get(f"{kind}_{code}", "") for code in self.round.languages}

    def plan(self, channels: Sequence[ChannelPlan], agenda: Sequence[AgendaPoint]) -> DialoguePlan:
        """The plan that was typed."""
        found = self.cleaned_data
        return DialoguePlan(
            titles=self.texts("title"),
            descriptions=self.texts("description"),
            starts_at=found["starts_at"],
            ends_at=found["ends_at"],
            languages=tuple(found["languages"]),
            capacity=found["capacity"],
            join_address=found["join_address"],
            phone_bridge=found["phone_bridge"],
            hosts=found["hosts"],
            channels=tuple(channels),
            agenda=tuple(agenda),
            facilitators=tuple(found["facilitators"]),
        )


class ChannelForm(forms.Form):
    """Interpretation from one language into another; a row without languages is left out."""

    from_language = forms.ChoiceField(label=_("From language"), required=False)
    to_language = forms.ChoiceField(label=_("Into language"), required=False)
    mode = forms.ChoiceField(label=_("Mode"), choices=Interpretation.Mode.choices)
    places = forms.IntegerField(label=_("Places in this channel"), required=False, min_value=1, max_value=MOST_PLACES)
    backup = forms.CharField(
        label=_("If the channel fails"),
        required=False,
        max_length=200,
        help_text=_("Such as a telephone number to dial."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("from_language", "to_language"):
            offer(self, name, [("", "—"), *NAMED.items()])

    def clean(self) -> dict[str, Any]:
        """Both languages, or neither."""
        found: dict[str, Any] = super().clean() or {}
        if bool(found.get("from_language")) != bool(found.get("to_language")):
            raise forms.ValidationError(_("Choose both languages of this interpretation, or neither."))
        return found

    def plan(self) -> ChannelPlan | None:
        """The channel; None for a row that was left empty."""
        found = self.cleaned_data
        if not found.get("from_language"):
            return None
        return ChannelPlan(
            found["from_language"], found["to_language"], found["mode"], found["places"], found["backup"]
        )


class PointForm(forms.Form):
    """One point of the agenda; a row without words and requirement is left out."""

    requirement = forms.CharField(label=_("Requirement"), required=False, max_length=80)
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=0, max_value=600)

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for code in languages:
            label = f"{gettext('What it is about')} · {name_of_language(code)}"
            self.fields[f"title_{code}"] = words_field(label, code, longest=LONGEST_TITLE)

    def plan(self) -> AgendaPoint | None:
        """The point; None for a row that was left empty."""
        found = self.cleaned_data
        titles = {code: found.get(f"title_{code}", "") for code in self.languages}
        if not any(titles.values()) and not found.get("requirement"):
            return None
        return AgendaPoint(found.get("requirement", "").strip(), titles, found.get("minutes") or 0)


ChannelFormSet = forms.formset_factory(ChannelForm, extra=FREE_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
PointFormSet = forms.formset_factory(PointForm, extra=FREE_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


def typed_dialogue(row: Gathering) -> dict[str, Any]:
    """A dialogue as its form shows it, by the clock of the first city."""
    by_clock = localised(row)
    plain = ("languages", "capacity", "join_address", "phone_bridge", "hosts")
    words = {f"title_{code}": text for code, text in row.titles.items()}
    words |= {f"description_{code}": text for code, text in row.descriptions.items()}
    return {
        **{name: getattr(row, name) for name in plain},
        **by_clock,
        **words,
        "facilitators": list(row.facilitators.all()),
    }


def localised(row: Gathering) -> Mapping[str, Any]:
    """Day and hours of a dialogue by the clock that is offered first."""
    zone = CITIES[DEFAULT_CITY]
    starts, ends = by_clock_of(row.starts_at, zone), by_clock_of(row.ends_at, zone)
    return {"day": starts.date() if starts else row.held_on, "starts": starts, "ends": ends, "city": DEFAULT_CITY}


def by_clock_of(moment: datetime | None, zone: str) -> datetime | None:
    """A moment as the clock of a zone shows it, without the zone."""
    return None if moment is None else moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def typed_channels(row: Gathering) -> list[dict[str, Any]]:
    """The interpretations of a dialogue as their forms show them."""
    names = ("from_language", "to_language", "mode", "places", "backup")
    return [{name: getattr(one, name) for name in names} for one in row.interpretations.all()]


def typed_points(row: Gathering) -> list[dict[str, Any]]:
    """The agenda of a dialogue as its forms show it."""
    return [
        {
            "minutes": point.minutes,
            "requirement": point.item.key if point.item else "",
            **{f"title_{code}": text for code, text in point.titles.items()},
        }
        for point in row.agenda.select_related("item")
    ]
