"""What the forms of the room share: choices known only when a form is shown, groups by name, words by language."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from ladder.consultation.models import RoundGroup
from ladder.consultation.wording import name_of_language, say, text_languages
from ladder.webkit.sensible_days import check_sensible


def offer(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    """Give a field of choices its choices."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


def offer_rows(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Give a field of rows the rows to choose from."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows


def text_language_choices() -> list[tuple[str, str]]:
    """The languages in which texts of a round stand."""
    return [(code, name_of_language(code)) for code in text_languages()]


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, typed or picked."""
    widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=widget, validators=[check_sensible]
    )


def words_field(label: Any, code: str, *, longest: int, rows: int = 0) -> forms.CharField:
    """Words in one language, one line or several rows. Which must be filled the service says."""
    widget = forms.Textarea({"rows": rows, "lang": code}) if rows else forms.TextInput({"lang": code})
    return forms.CharField(label=label, required=False, max_length=longest, widget=widget)


class GroupField(forms.ModelChoiceField[RoundGroup]):
    """A group of the round, in the reader's language."""

    def label_from_instance(self, obj: RoundGroup) -> str:
        """The group's name."""
        return say(obj.group.names)


class GroupsField(forms.ModelMultipleChoiceField[RoundGroup]):
    """Groups of the round, in the reader's language."""

    def label_from_instance(self, obj: RoundGroup) -> str:
        """The group's name."""
        return say(obj.group.names)
