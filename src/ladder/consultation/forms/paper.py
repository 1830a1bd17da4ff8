"""Forms around paper: what is printed, and what is typed from it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.consultation.forms.fields import GroupField, offer, offer_rows, text_language_choices
from ladder.consultation.models import Contribution, Gathering, Participant, RoundGroup, RoundItem
from ladder.consultation.services.paper import PaperAnswer, Slip
from ladder.core.consultation.codes import is_wellformed, normalise
from ladder.webkit.faults import Fault

MOST_COPIES = 60
LONGEST_REASON = 2000


class PrintForm(forms.Form):
    """Which requirements, in which language, how many copies."""

    language = forms.ChoiceField(label=_("Language"))
    copies = forms.IntegerField(label=_("Copies"), min_value=1, max_value=MOST_COPIES, initial=10)
    items = forms.MultipleChoiceField(label=_("Requirements"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *arguments: Any, items: Sequence[RoundItem], **options: Any) -> None:
        super().__init__(*arguments, **options)
        offer(self, "language", text_language_choices())
        offer(self, "items", [(item.key, item.key) for item in items])


class SlipForm(forms.Form):
    """The head of a filled form; the answers stand beside it."""

    code = forms.CharField(
        label=_("Code on the form"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    group = GroupField(RoundGroup.objects.none(), label=_("Group"), empty_label=_("Choose"))
    gender = forms.ChoiceField(
        label=_("Gender, if it is said"), required=False, choices=[("", _("Not said")), *Participant.Gender.choices]
    )
    language = forms.ChoiceField(label=_("Language of the answers"))
    consent = forms.ChoiceField(
        label=_("What may be done with the words"), choices=Contribution.Consent.choices,
        initial=Contribution.Consent.PARAPHRASE,
    )  # fmt: skip

    def __init__(self, *arguments: Any, gathering: Gathering, **options: Any) -> None:
        super().__init__(*arguments, **options)
        offer_rows(self, "group", gathering.round.groups.select_related("group"))
        offer(self, "language", text_language_choices())

    def clean_code(self) -> str:
        """A code as it is printed."""
        code = normalise(self.cleaned_data["code"])
        if not is_wellformed(code):
            raise forms.ValidationError(gettext("A code has eight signs, such as 4KX7 M2QP. Check each sign."))
        return code


def read_answers(posted: Mapping[str, str], items: Sequence[RoundItem]) -> tuple[list[PaperAnswer], list[Fault]]:
    """The answers of a form: `position-<key>`, `text-<key>`; what was left open is left out."""
    answers, faults = [], []
    for item in items:
        position = posted.get(f"position-{item.key}", "")
        text = posted.get(f"text-{item.key}", "").strip()
        if position and position not in Contribution.Position.values:
            faults.append(Fault(item.key, gettext("Choose one of the four positions, or none.")))
        elif len(text) > LONGEST_REASON:
            limit = {"most": LONGEST_REASON}
            faults.append(Fault(item.key, gettext("The reason is longer than %(most)d characters.") % limit))
        elif text and not position:
            faults.append(Fault(item.key, gettext("There is a reason without a position. Choose the position.")))
        elif position:
            answers.append(PaperAnswer(item, position, text))
    if not answers and not faults:
        faults.append(Fault("", gettext("No requirement was answered. Choose at least one position.")))
    return answers, faults


def slip_of(form: SlipForm, answers: Sequence[PaperAnswer]) -> Slip:
    """The whole form as it was typed."""
    said = form.cleaned_data
    return Slip(
        code=said["code"], group=said["group"], language=said["language"], consent=said["consent"],
        gender=said["gender"], answers=answers,
    )  # fmt: skip
