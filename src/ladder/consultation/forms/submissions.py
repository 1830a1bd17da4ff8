"""The form by which the secretariat hands in a commenting form for an organisation or a group."""

import base64
import binascii
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.consultation.forms.fields import offer
from ladder.consultation.models import Contribution, Round
from ladder.consultation.queries.dialogues import group_choices
from ladder.consultation.services.submissions import SubmissionPlan
from ladder.consultation.tongues import NAMED, OTHER
from ladder.packfiles.archive import in_megabytes
from ladder.packfiles.commenting.model import LARGEST_BYTES
from ladder.registry.models import Organisation

ACCEPTED = ".docx,.xlsx,.csv"


class SubmissionForm(forms.Form):
    """A file, for whom it is, in which language it is written, and what may be done with its words."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.order_by("name", "id"),
        to_field_name="public_id",
        required=False,
        empty_label=_("none: people of the group, not an organisation"),
    )
    group = forms.ChoiceField(label=_("Group"))
    language = forms.ChoiceField(label=_("Language of the comments"), choices=[*NAMED.items(), (OTHER, "—")])
    consent = forms.ChoiceField(
        label=_("What may be done with the words of this file, as whoever wrote it said"),
        choices=Contribution.Consent.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round = round_
        offer(self, "group", group_choices(round_))

    def plan(self) -> SubmissionPlan:
        """What was chosen."""
        found = self.cleaned_data
        group = self.round.groups.get(group__key=found["group"])
        return SubmissionPlan(group, found["organisation"], found["language"], found["consent"])


class CheckForm(SubmissionForm):
    """The first step: the file itself."""

    file = forms.FileField(
        label=_("The filled form (.docx, .xlsx or .csv)"),
        widget=forms.ClearableFileInput({"accept": ACCEPTED}),
        max_length=200,
    )
    field_order = ("file",)

    def clean_file(self) -> Any:
        """A file that is small enough to be checked."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(limit)s. Remove pictures or split it.")
                % {"limit": in_megabytes(LARGEST_BYTES)}
            )
        return file


class TakeForm(SubmissionForm):
    """The second step: the same file, carried by the page, so that what is taken in is what was checked."""

    name = forms.CharField(max_length=200, widget=forms.HiddenInput)
    content = forms.CharField(widget=forms.HiddenInput)

    def clean_content(self) -> bytes:
        """The bytes of the file."""
        try:
            content = base64.b64decode(self.cleaned_data["content"], validate=True)
        except (binascii.Error, ValueError) as fault:
            raise forms.ValidationError(_("The page was changed on its way. Choose the file again.")) from fault
        return content


def carried(name: str, content: bytes, form: CheckForm) -> dict[str, Any]:
    """What the second step shows of the first."""
    names = ("organisation", "group", "language", "consent")
    return {
        **{one: form[one].value() for one in names},
        "name": name[-200:],
        "content": base64.b64encode(content).decode("ascii"),
    }
