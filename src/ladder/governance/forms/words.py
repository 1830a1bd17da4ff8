"""Words in every language: the reader's first, the others to open beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ladder.consultation.forms.fields import text_language_choices, words_field
from ladder.consultation.wording import name_of_language, text_languages
from ladder.webkit.languages import find_language, html_language, pack_language


@dataclass(frozen=True, slots=True)
class Words:
    """A field that is asked once a language; `rows` of 0 is a single line, `is_needed` says that one must be filled."""

    name: str
    label: str | Promise
    longest: int
    rows: int = 0
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Tongue:
    """The fields of one language, as a page shows them."""

    code: str
    name: str
    fields: tuple[forms.BoundField, ...]
    is_first: bool

    @property
    def tag(self) -> str:
        """The value of an HTML `lang` attribute."""
        return html_language(find_language(self.code) or self.code)

    @property
    def is_used(self) -> bool:
        """Whether anything stands in this language."""
        return any(bound.value() for bound in self.fields)


def tongues_first_mine() -> list[str]:
    """The languages of texts, the reader's own first."""
    mine = pack_language()
    return sorted(text_languages(), key=lambda code: code != mine)


def add_words(form: forms.Form, name: str, label: Any, *, longest: int, rows: int = 0) -> None:
    """Give a form a field of words in every language: `name_en`, `name_fr` and so on."""
    for code, language in text_language_choices():
        form.fields[f"{name}_{code}"] = words_field(f"{label} · {language}", code, longest=longest, rows=rows)


def words_in(form: forms.Form, name: str) -> dict[str, str]:
    """What was written in such fields, by language."""
    return {code: form.cleaned_data.get(f"{name}_{code}", "") for code in text_languages()}


def typed_words(**texts: Mapping[str, str]) -> dict[str, str]:
    """Texts by language as such fields show them."""
    return {f"{name}_{code}": text for name, by_language in texts.items() for code, text in by_language.items()}


class WordsForm(forms.Form):
    """A form some of whose fields are asked once a language."""

    words: ClassVar[tuple[Words, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in text_languages():
            for one in self.words:
                label = f"{one.label} · {name_of_language(code)}"
                field = words_field(label, code, longest=one.longest, rows=one.rows)
                field.help_text = _("Needed in at least one language.") if one.is_needed else ""
                self.fields[f"{one.name}_{code}"] = field

    def texts(self, name: str) -> dict[str, str]:
        """What was written under a name, by language."""
        return words_in(self, name)

    def tongues(self) -> list[Tongue]:
        """The fields of words, language by language."""
        return [
            Tongue(code, name_of_language(code), tuple(self[f"{one.name}_{code}"] for one in self.words), place == 0)
            for place, code in enumerate(tongues_first_mine())
        ]

    def plain(self) -> list[forms.BoundField]:
        """The fields that are asked once."""
        spoken = {f"{one.name}_{code}" for one in self.words for code in text_languages()}
        return [bound for bound in self if bound.name not in spoken]


class OneTongueForm(forms.Form):
    """A form whose words are written in one language that is chosen, the reader's if not said."""

    language = forms.ChoiceField(label=_("Language of what you write"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, name_of_language(code)) for code in tongues_first_mine()]

    def said(self, name: str) -> dict[str, str]:
        """What was written in a field, by the language that was chosen; nothing where it is empty."""
        text = self.cleaned_data.get(name, "").strip()
        return {self.cleaned_data["language"]: text} if text else {}
