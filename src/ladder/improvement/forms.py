"""Reads what people enter about measures; says in their language what is wrong and where."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.consultation.wording import name_of_language, text_languages
from ladder.core.improvement.measures import CHECKED, GIVEN, LEFT, MOVED, REFUSED, RESUMED, STARTED
from ladder.improvement.choices import options
from ladder.improvement.services.plans import MeasureEntry
from ladder.improvement.words import STEP_WORDS
from ladder.packfiles.archive import LARGEST_UPLOAD_BYTES
from ladder.webkit.sensible_days import check_sensible

LONGEST_WORDS = 1000
CURRENCIES = ("USD", "CDF", "EUR", "CNY")
STEPS_OF_WORKERS = (STARTED, MOVED, LEFT, RESUMED)


class DateInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MeasureForm(forms.Form):
    """One measure. The words are asked once a language; one is enough.

    What is suggested in a language counts as long as nothing is said anew in another: it would say something else.
    """

    owner = forms.ChoiceField(label=_("Who"))
    due_on = forms.DateField(label=_("Until when"), widget=DateInput(), validators=[check_sensible])
    cost_class = forms.ChoiceField(label=_("Cost"))
    amount = forms.DecimalField(
        label=_("Amount, if known"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    currency = forms.ChoiceField(
        label=_("Currency"), required=False, choices=[("", "—"), *((code, code) for code in CURRENCIES)]
    )
    payer = forms.ChoiceField(label=_("Who pays"))
    picture = forms.ChoiceField(label=_("Picture"))

    def __init__(
        self, *args: Any, requirement: str, costs: Sequence[tuple[str, str]], may_agree: bool, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.requirement = requirement
        for name, kind in (("owner", "owners"), ("payer", "payers"), ("picture", "pictures")):
            self.choices_of(name).choices = options(kind)
        self.choices_of("cost_class").choices = list(costs)
        words = {
            f"words_{code}": forms.CharField(
                label=gettext("What will be done (%(language)s)") % {"language": name_of_language(code)},
                required=False, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3}),
            )
            for code in text_languages()
        }  # fmt: skip
        self.fields = {**words, **self.fields}
        if may_agree:
            self.fields["is_agreed"] = forms.BooleanField(
                label=_("I agree to this as the corrective plan of the gate"), required=False
            )

    def choices_of(self, name: str) -> forms.ChoiceField:
        """A field of choices by name."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(name)
        return field

    def clean(self) -> dict[str, Any]:
        """An amount needs its currency."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("amount") is not None and not said.get("currency"):
            self.add_error("currency", gettext("Say in which currency the amount is."))
        return said

    def entry(self) -> MeasureEntry:
        """What the service takes."""
        said = self.cleaned_data
        words = {code: said[f"words_{code}"] for code in text_languages()}
        if any(f"words_{code}" in self.changed_data for code in words):
            words = {code: text if f"words_{code}" in self.changed_data else "" for code, text in words.items()}
        return MeasureEntry(
            self.requirement, words, said["owner"], said["due_on"], said["cost_class"], said["payer"], said["picture"],
            said["amount"], said["currency"] if said["amount"] is not None else "",
        )  # fmt: skip


class ProofForm(forms.Form):
    """A picture or a paper that shows that it was done."""

    file = forms.FileField(label=_("Picture or paper"), help_text=_("JPEG, PNG, WebP or PDF, up to 20 MB."))
    words = forms.CharField(
        label=_("What it shows"), required=False, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("No names of people."),
    )  # fmt: skip

    def clean_file(self) -> UploadedFile:
        """Not larger than what may be sent."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_UPLOAD_BYTES:
            raise forms.ValidationError(gettext("This file is too large. Send one of up to 20 MB."))
        return file


class StepForm(forms.Form):
    """A step without evidence: started, moved, dropped, taken up again."""

    kind = forms.ChoiceField(label=_("What happened"))
    due_on = forms.DateField(
        label=_("New day, if it moves"), required=False, widget=DateInput(), validators=[check_sensible]
    )
    words = forms.CharField(
        label=_("Why"), required=False, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, kinds: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(kind, STEP_WORDS[kind]) for kind in kinds]


class CheckForm(forms.Form):
    """Somebody from outside looked at the evidence."""

    kind = forms.ChoiceField(
        label=_("What you found"), widget=forms.RadioSelect,
        choices=[(CHECKED, _("It was done: the evidence shows it")), (REFUSED, _("Something is missing"))],
    )  # fmt: skip
    words = forms.CharField(
        label=_("What you looked at, or what is missing"), required=False, max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


__all__ = ["GIVEN", "STEPS_OF_WORKERS", "CheckForm", "MeasureForm", "ProofForm", "StepForm"]
