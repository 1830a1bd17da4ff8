"""The form of a translation beside its original, and the choice of a queue."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.consultation.forms.fields import offer, text_language_choices
from ladder.consultation.models import Contribution
from ladder.consultation.queries.translations import CHECKED, MACHINE, MISSING, PERSON, STATES
from ladder.consultation.services.translations import LONGEST_TEXT, TranslatedWords


class QueueForm(forms.Form):
    """Which language and which state the queue shows."""

    language = forms.ChoiceField(label=_("Into"))
    state = forms.ChoiceField(
        label=_("State"),
        choices=[(state, STATES[state]) for state in (MISSING, MACHINE, PERSON, CHECKED)],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", text_language_choices())


class LanguageForm(forms.Form):
    """The language that a machine is asked for."""

    language = forms.ChoiceField(label=_("Into"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", text_language_choices())


class TranslationForm(forms.Form):
    """The words of a contribution in another language; fields that the original leaves empty are not asked for."""

    text = forms.CharField(label=_("Comment"), max_length=LONGEST_TEXT, required=False)
    proposed = forms.CharField(label=_("Proposed change"), max_length=LONGEST_TEXT, required=False)

    def __init__(self, *args: Any, contribution: Contribution, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = {"rows": 8, "lang": language, "dir": "auto"}
        for name, label in (("text", _("Comment")), ("proposed", _("Proposed change"))):
            if getattr(contribution, name).strip():
                self.fields[name] = forms.CharField(
                    label=label, max_length=LONGEST_TEXT, strip=False, widget=forms.Textarea(widget)
                )
            else:
                del self.fields[name]

    def words(self) -> TranslatedWords:
        """What was typed."""
        return TranslatedWords(self.cleaned_data.get("text", ""), self.cleaned_data.get("proposed", ""))
