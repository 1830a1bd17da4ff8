"""Reads what people enter between visits; says in their language what is wrong and where; writes nothing."""

import json
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.assessment.forms import DateInput
from ladder.assessment.incident_entries import DaySheetEntry, IncidentEntry
from ladder.assessment.incident_kinds import count_hints, count_names, kind_names
from ladder.assessment.models import Follow, IncidentStep
from ladder.assessment.monitoring_words import STEP_WORDS
from ladder.core.assessment.day_sheet import COUNTS
from ladder.core.assessment.incidents import KINDS
from ladder.registry.models import Site
from ladder.webkit.sensible_days import check_sensible


def page_key(sent: UUID, *said: object) -> str:
    """Tells the same words sent twice from a page that somebody went back to and sent with other words."""
    content = json.dumps(said, default=str, sort_keys=True).encode()
    return f"page:{sent}:{sha256(content).hexdigest()[:32]}"


def words_field(label: Any, help_text: Any = "") -> forms.CharField:
    """A field of words for those who work on the case."""
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=4000, widget=forms.Textarea({"rows": 4})
    )


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    """A day that somebody can mean."""
    return forms.DateField(label=label, required=required, widget=DateInput(), validators=[check_sensible])


def count_field(label: Any, help_text: Any = "", largest: int = 100_000) -> forms.IntegerField:
    """A number that may be left out: not counted is not nought."""
    return forms.IntegerField(label=label, help_text=help_text, required=False, min_value=0, max_value=largest)


class IncidentForm(forms.Form):
    """What happened. `sent` tells the same report sent twice."""

    kind = forms.ChoiceField(label=_("What happened"))
    occurred_on = day_field(_("On which day"))
    requirement = forms.CharField(
        label=_("Requirement it bears on"),
        help_text=_("Leave it empty: what happened decides. Else its number, such as P4-L2-05."),
        required=False,
        max_length=80,
    )
    is_credible = forms.TypedChoiceField(
        label=_("Is the report credible?"),
        help_text=_("Yes: you saw it, or two independent people or a document say so. It then counts like a finding."),
        choices=[("", ""), ("yes", _("Yes")), ("no", _("Somebody has to look first"))],
        coerce=lambda said: said == "yes",
    )
    people_hurt = count_field(_("People hurt or dead"), _("A number only."))
    children = count_field(_("Of the people concerned, under 18"), _("A number only: no names, no ages."))
    words = words_field(
        _("What is known"), _("No names and nothing that tells who spoke. Only those who work on it read this.")
    )
    sent = forms.UUIDField(widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, judges: bool, **options: Any) -> None:
        """`judges`: whether this reporter says if it is credible; what others report waits until somebody looked."""
        super().__init__(*arguments, **options)
        names = kind_names()
        self.fields["kind"].choices = [("", ""), *((key, names[key]) for key in KINDS)]  # type: ignore[attr-defined]
        if not judges:
            del self.fields["is_credible"]

    def entry(self, channel: str, site: Site) -> IncidentEntry:
        """The entry that a valid form makes. The operator's own report speaks against itself: it is believed."""
        said = self.cleaned_data
        return IncidentEntry(
            said["kind"], said["occurred_on"], channel, said["requirement"].strip(),
            is_credible=said.get("is_credible", channel == "operator"), people_hurt=said["people_hurt"],
            children=said["children"], words=said["words"], source_key=page_key(said["sent"], site.pk, said),
        )  # fmt: skip


class StepForm(forms.Form):
    """One step of what follows an incident."""

    kind = forms.ChoiceField(label=_("What was done"))
    done_on = day_field(_("On which day"))
    due_on = forms.DateField(
        label=_("Plan: done by"), required=False, widget=DateInput(), validators=[check_sensible],
        help_text=_("For a plan only."),
    )  # fmt: skip
    words = words_field(_("How"), _("No names. Only those who work on it read this."))

    def __init__(self, *arguments: Any, steps: frozenset[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        kinds = [(one, STEP_WORDS[one]) for one in IncidentStep.Kind.values if one in steps]
        self.fields["kind"].choices = [("", ""), *kinds]  # type: ignore[attr-defined]


class DaySheetForm(forms.Form):
    """The numbers of one day. `sent` and what it says tell the same sheet sent twice."""

    day = day_field(_("Day"))
    note = words_field(_("Note"), _("No names. Only those who work on this site read this."))
    sent = forms.UUIDField(widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        names, hints = count_names(), count_hints()
        for key, count in COUNTS.items():
            self.fields[f"n_{key}"] = count_field(names[key], hints[key], count.largest)
        self.order_fields(["day", *(f"n_{key}" for key in COUNTS), "note", "sent"])

    def entry(self, site: Site) -> DaySheetEntry:
        """The entry that a valid form makes; what was left empty was not counted."""
        said = self.cleaned_data
        counts = {key: said[f"n_{key}"] for key in COUNTS if said[f"n_{key}"] is not None}
        day: date = said["day"]
        return DaySheetEntry(day, counts, said["note"], source_key=page_key(said["sent"], site.pk, said))


class FollowForm(forms.Form):
    """Where to tell."""

    channel = forms.ChoiceField(label=_("How"))
    address = forms.CharField(
        label=_("Where"), max_length=500,
        help_text=_("For a webhook an address that begins with https://."),
    )  # fmt: skip

    def __init__(self, *arguments: Any, with_mail: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        offered = [one for one in Follow.Channel if one != Follow.Channel.FEED]
        shown = offered if with_mail else [one for one in offered if one != Follow.Channel.MAIL]
        self.fields["channel"].choices = [(one.value, one.label) for one in shown]  # type: ignore[attr-defined]
