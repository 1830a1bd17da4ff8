"""Forms of gatherings: the plan, a file of records, and what becomes of records that need a person."""

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.accounts.models import User
from ladder.consultation.forms.fields import GroupsField, offer, offer_rows, text_language_choices, words_field
from ladder.consultation.models import Gathering, Round, RoundGroup
from ladder.consultation.queries.people import facilitators
from ladder.consultation.services.agendas import AgendaPoint
from ladder.consultation.services.gatherings import GatheringPlan
from ladder.consultation.services.settling import KEEP, USE
from ladder.consultation.wording import say, text_languages

IN_ROOMS = [choice for choice in Gathering.Kind.choices if choice[0] != Gathering.Kind.DIALOGUE]
LARGEST_FILE = 5_000_000
MOST_POINTS = 200
LONGEST_TITLE = 120
MINUTES = re.compile(r"^(?P<what>.*?)\s*\|\s*(?P<minutes>\d{1,3})\s*$")
REQUIREMENT = re.compile(r"^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+$")


class PeopleField(forms.ModelMultipleChoiceField[User]):
    """Accounts, by their name."""

    def label_from_instance(self, obj: User) -> str:
        """The account's name."""
        return obj.username


class GatheringForm(forms.Form):
    """What, where, when, who records, what is on the agenda."""

    kind = forms.ChoiceField(label=_("Kind"), choices=IN_ROOMS)
    held_on = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    place = forms.CharField(label=_("Town"), max_length=80, required=False,
                            help_text=_("The town, never the house: records must not lead to a door."))  # fmt: skip
    province = forms.CharField(label=_("Province"), max_length=60, required=False)
    languages = forms.MultipleChoiceField(label=_("Languages spoken"), widget=forms.CheckboxSelectMultiple)
    facilitators = PeopleField(User.objects.none(), label=_("Who records"), widget=forms.CheckboxSelectMultiple)
    groups = GroupsField(
        RoundGroup.objects.none(), label=_("Groups expected"), widget=forms.CheckboxSelectMultiple, required=False
    )
    agenda = forms.CharField(
        label=_("Agenda"), required=False, widget=forms.Textarea({"rows": 8}),
        help_text=_("One point a line: the number of a requirement, or words; minutes after a bar. P1-L1-01 | 20"),
    )  # fmt: skip

    def __init__(self, *arguments: Any, in_round: Round, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choices = text_language_choices()
        offer(self, "languages", choices)
        offer_rows(self, "facilitators", facilitators())
        offer_rows(self, "groups", in_round.groups.select_related("group"))
        for code, name in choices:
            label = gettext("Title (%(language)s)") % {"language": name}
            self.fields[f"title_{code}"] = words_field(label, code, longest=LONGEST_TITLE)
        self.order_fields(["kind", *(f"title_{code}" for code, _name in choices)])

    def clean_agenda(self) -> tuple[AgendaPoint, ...]:
        """The points, in the language of whoever writes them."""
        lines = [line.strip() for line in self.cleaned_data["agenda"].splitlines() if line.strip()]
        if len(lines) > MOST_POINTS:
            raise forms.ValidationError(gettext("An agenda has at most %(most)d points.") % {"most": MOST_POINTS})
        return tuple(read_point(line) for line in lines)

    def plan(self) -> GatheringPlan:
        """The plan that was typed."""
        said = self.cleaned_data
        titles = {code: said[f"title_{code}"].strip() for code in text_languages() if said[f"title_{code}"].strip()}
        return GatheringPlan(
            kind=said["kind"], titles=titles, held_on=said["held_on"], languages=tuple(said["languages"]),
            province=said["province"], place=said["place"], facilitators=tuple(said["facilitators"]),
            groups=tuple(said["groups"]), agenda=said["agenda"],
        )  # fmt: skip


def read_point(line: str) -> AgendaPoint:
    """One line of an agenda."""
    found = MINUTES.match(line)
    what, minutes = (found["what"], int(found["minutes"])) if found else (line, 0)
    if REQUIREMENT.match(what):
        return AgendaPoint(requirement=what, minutes=minutes)
    return AgendaPoint(titles=dict.fromkeys(text_languages(), what[:200]), minutes=minutes)


def filled_from(gathering: Gathering) -> dict[str, Any]:
    """What the form shows of a gathering that is there."""
    lines = []
    for point in gathering.agenda.select_related("item"):
        what = point.item.key if point.item else say(point.titles)
        lines.append(f"{what} | {point.minutes}" if point.minutes else what)
    return {
        "kind": gathering.kind, "held_on": gathering.held_on, "place": gathering.place,
        "province": gathering.province, "languages": gathering.languages, "agenda": "\n".join(lines),
        "facilitators": list(gathering.facilitators.values_list("pk", flat=True)),
        "groups": list(gathering.groups_expected.values_list("pk", flat=True)),
        **{f"title_{code}": text for code, text in gathering.titles.items()},
    }  # fmt: skip


class RecordsFileForm(forms.Form):
    """A sealed file that a device exported, with the passphrase that opens it."""

    file = forms.FileField(label=_("File of records"), max_length=200)
    passphrase = forms.CharField(
        label=_("Passphrase"), max_length=400, strip=False,
        widget=forms.PasswordInput({"autocomplete": "off"}),
        help_text=_("The one that was chosen on the device. It is used once and not kept."),
    )  # fmt: skip

    def clean_file(self) -> UploadedFile:
        """Small enough to be read at once."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            limit = {"limit": LARGEST_FILE // 1_000_000}
            raise forms.ValidationError(gettext("The file is larger than %(limit)d MB. Split it.") % limit)
        return file


class SettlingForm(forms.Form):
    """What becomes of one record, and why."""

    choice = forms.ChoiceField(
        label=_("What holds"), choices=[(KEEP, _("Leave what stands")), (USE, _("Use this record"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = forms.CharField(label=_("Why"), max_length=300)
