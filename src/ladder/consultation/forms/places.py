"""Forms of those who take part in an online dialogue: their clock, their place, their question."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.consultation.forms.fields import offer
from ladder.consultation.models import Contribution, Gathering
from ladder.consultation.queries.dialogues import channels_of, group_choices
from ladder.consultation.services.questions import LONGEST_QUESTION
from ladder.consultation.services.registrations import LONGEST_NEEDS
from ladder.consultation.tongues import SPOKEN, name_of
from ladder.core.consultation.times import CHOICES


class ZoneForm(forms.Form):
    """The clock that a reader wants to see beside the others."""

    zone = forms.ChoiceField(label=_("Your own clock"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "zone", [("", _("none")), *((zone, zone.replace("_", " ")) for zone in CHOICES)])

    def chosen(self) -> str:
        """The zone, "" for none."""
        return str(self.cleaned_data.get("zone", "")) if self.is_valid() else ""


class RegistrationForm(forms.Form):
    """What is asked of somebody who registers: no name, no address."""

    language_heard = forms.ChoiceField(label=_("Language you want to hear"))
    language_spoken = forms.ChoiceField(label=_("Language you speak"))
    group = forms.ChoiceField(label=_("Your group"), required=False)
    access_needs = forms.CharField(
        label=_("What you need in order to take part"),
        required=False,
        max_length=LONGEST_NEEDS,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Such as captions, sign language, a call back by telephone. Only the hosts read it. No names."),
    )

    def __init__(self, *args: Any, dialogue: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heard = [(code, name_of(code)) for code in channels_of(dialogue)]
        groups = [("", _("I would rather not say")), *group_choices(dialogue.round)]
        for name, choices in (("language_heard", heard), ("language_spoken", SPOKEN), ("group", groups)):
            offer(self, name, choices)


class PlaceForm(forms.Form):
    """The code that holds a place."""

    code = forms.CharField(
        label=_("Code of your place"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class QuestionForm(forms.Form):
    """A question for the hosts, in any language."""

    language = forms.ChoiceField(label=_("Language of your question"))
    text = forms.CharField(
        label=_("Your question"), max_length=LONGEST_QUESTION, widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )
    consent = forms.ChoiceField(
        label=_("What may be done with your words"),
        widget=forms.RadioSelect,
        choices=Contribution.Consent.choices,
        initial=Contribution.Consent.PARAPHRASE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", SPOKEN)
