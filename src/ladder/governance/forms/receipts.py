"""Forms of receipts: a code, several codes for a list, a file that was handed in; and the filter of answers."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.consultation.forms.survey import code_field
from ladder.core.consultation.codes import normalise
from ladder.governance.models import Disposition

MOST_CODES = 60
LONGEST_LIST = 40 * MOST_CODES


class ReceiptForm(forms.Form):
    """Any code that people hold."""

    code = code_field(
        _("Your code"), required=True, help_text=_("Eight signs: your own, or the one on the flip chart of your room.")
    )

    def add_unknown(self) -> None:
        """Say that the code opens nothing here; the same sentence whatever is wrong with it."""
        self.add_error("code", gettext("This code opens nothing here. Check each sign and type it again."))


class CodesForm(forms.Form):
    """Codes from paper forms, one a line."""

    codes = forms.CharField(
        label=_("Codes, one on each line"),
        max_length=LONGEST_LIST,
        help_text=_("The codes of the paper forms of those who asked for it, sixty at most."),
        widget=forms.Textarea(
            {"rows": 8, "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_codes(self) -> list[str]:
        """Each code once, in the order of typing.

        Raises:
            ValidationError: there are too many.
        """
        typed = [normalise(line) for line in self.cleaned_data["codes"].splitlines()]
        found = list(dict.fromkeys(code for code in typed if code))
        if len(found) > MOST_CODES:
            raise forms.ValidationError(gettext("Sixty codes at most. Print the rest as a second list."))
        return found


class HandedInForm(forms.Form):
    """A file that an organisation handed in; only its digest is looked at, and nothing of it is kept."""

    file = forms.FileField(label=_("The file that you handed in"))

    def digest(self) -> str:
        """SHA-256 of the file's content."""
        digest = hashlib.sha256()
        for chunk in self.cleaned_data["file"].chunks():
            digest.update(chunk)
        return digest.hexdigest()

    def add_unknown(self) -> None:
        """Say that this very file was never handed in."""
        sentence = gettext("This very file is not known here. Choose it as it was handed in, without any change.")
        self.add_error("file", sentence)


class AnswersFilter(forms.Form):
    """Which answers of a round are listed."""

    principle = forms.ChoiceField(label=_("Principle"), required=False)
    disposition = forms.ChoiceField(
        label=_("What became of it"),
        required=False,
        choices=[("", _("All")), *((one, Disposition(one).label) for one in Disposition.final())],
    )

    def __init__(self, *args: Any, principles: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["principle"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("All")), *((str(number), name) for number, name in principles)]
