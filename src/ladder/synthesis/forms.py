"""Forms of the synthesis room: names of themes, what a comment is about, what is merged, split and released."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ladder.consultation.wording import name_of_language, say, text_languages
from ladder.synthesis.models import Theme
from ladder.webkit.languages import pack_language

LONGEST_NAME = 120
REFUSALS: dict[str, Promise] = {
    "same": _("Choose another theme of this round."),
    "merged": _("This theme was merged into another one before. Open that one."),
    "nothing": _("Choose at least one comment of this theme."),
    "undone": _("There is nothing to take back."),
    "later": _("A later step stands on this one. Take back the later step first."),
}
RELEASE_REFUSALS: dict[str, Promise] = {
    "draft": _("The round has not opened yet: there is nothing to release."),
    "waiting": _("A release waits already. Publish it or set it aside first."),
    "too_few": _(
        "Fewer people than the rules ask for are new since the last release. "
        "Wait for more: else everybody could see what the few said."
    ),
    "taken_back": _("Somebody took back what they had said while this release was worked out. Prepare it again."),
    "not_waiting": _("This release does not wait any more: it is published, or was set aside."),
    "same_person": _("You prepared this release. Another person has to look at it and publish it."),
}


def say_refusal(reason: str) -> str:
    """A reason of ours in the reader's language; one of the auditor as it is, because it names cells of the files."""
    return str(RELEASE_REFUSALS.get(reason, reason))


class ThemeForm(forms.Form):
    """The names of a theme, in as many languages as there are; one is enough."""

    def __init__(self, *args: Any, names: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = pack_language()
        for code in sorted(text_languages(), key=lambda one: one != own):
            label = _("Name (%(language)s)") % {"language": name_of_language(code)}
            self.fields[f"name_{code}"] = forms.CharField(
                label=label, max_length=LONGEST_NAME, required=False, initial=(names or {}).get(code, "")
            )

    def clean(self) -> dict[str, Any]:
        """At least one name."""
        cleaned = super().clean() or {}
        if not any(cleaned.values()) and not self.errors:
            raise ValidationError(_("Give the theme a name in at least one language."))
        return cleaned

    def names(self) -> dict[str, str]:
        """The names by language."""
        return {name.removeprefix("name_"): text for name, text in self.cleaned_data.items() if text}


class CodingForm(forms.Form):
    """The themes of one comment, and a new one if none fits."""

    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    new_theme = forms.CharField(
        label=_("A new theme"), max_length=LONGEST_NAME, required=False, help_text=_("If none of them fits.")
    )

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(theme.public_id): theme for theme in themes}
        choices = [(key, say(theme.names)) for key, theme in self.known.items()]
        self.fields["themes"] = forms.MultipleChoiceField(
            label=_("Themes"), required=False, choices=choices, widget=forms.CheckboxSelectMultiple
        )

    def chosen(self) -> list[Theme]:
        """The themes that were marked."""
        return [self.known[key] for key in self.cleaned_data["themes"]]

    def new_names(self) -> dict[str, str]:
        """The name of the new theme in the reader's language; empty where none is wanted."""
        name = self.cleaned_data["new_theme"].strip()
        return {pack_language(): name} if name else {}


class MergeForm(forms.Form):
    """Into which theme another one is taken."""

    into = forms.ChoiceField(label=_("Merge into"))

    def __init__(self, *args: Any, others: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(theme.public_id): theme for theme in others}
        choices = [(key, say(theme.names)) for key, theme in self.known.items()]
        self.fields["into"] = forms.ChoiceField(label=_("Merge into"), choices=choices)

    def chosen(self) -> Theme:
        """The theme that stays."""
        return self.known[self.cleaned_data["into"]]
