"""The form of a passage for the report."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.consultation.wording import name_of_language, text_languages
from ladder.synthesis.models import Passage
from ladder.synthesis.words import PASSAGE_WORDS

LONGEST_PASSAGE = 4000


class PassageForm(forms.Form):
    """What kind of passage, its words in each language, and the requirements it rests on."""

    kind = forms.ChoiceField(label=_("What it is"), choices=[(key, PASSAGE_WORDS[key]) for key in Passage.Kind.values])
    requirements = forms.CharField(
        label=_("Requirements it rests on"),
        help_text=_("Their numbers with spaces between, such as P2-L2-08 P3-L2-03. A recommendation needs one."),
        required=False,
        max_length=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in text_languages():
            label = _("Words (%(language)s)") % {"language": name_of_language(code)}
            self.fields[f"text_{code}"] = forms.CharField(
                label=label,
                required=False,
                max_length=LONGEST_PASSAGE,
                widget=forms.Textarea({"rows": 4, "lang": code}),
            )

    def texts(self) -> dict[str, str]:
        """The words by language."""
        return {code: self.cleaned_data[f"text_{code}"] for code in text_languages()}

    def keys(self) -> list[str]:
        """The numbers of requirements."""
        return [key for key in re.split(r"[\s,;]+", self.cleaned_data["requirements"]) if key]

    def take(self, refusal: dict[str, list[str]]) -> None:
        """Put the faults that a service found beside their fields."""
        places = {"texts": f"text_{text_languages()[0]}"}
        for name, sentences in refusal.items():
            for sentence in sentences:
                self.add_error(places.get(name, name), sentence)
