"""The form that makes a form for phones."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import pack_of
from ladder.field.models import FieldForm
from ladder.webkit.languages import pack_language


class MakeForm(forms.Form):
    """What it is for, of which published version, and up to which level it asks."""

    kind = forms.ChoiceField(label=_("What it is for"), choices=FieldForm.Kind.choices, initial=FieldForm.Kind.VISIT)
    version = forms.ChoiceField(label=_("Version of the framework"))
    target_level = forms.TypedChoiceField(
        label=_("Up to which level"), coerce=int, empty_value=None, required=False,
        help_text=_("Stop questions are asked whatever their level. A day sheet has no level."),
    )  # fmt: skip

    def __init__(self, *args: Any, versions: Sequence[FrameworkVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {each.address: each for each in versions}
        language = pack_language()
        names: dict[int, str] = {}
        for each in versions:
            pack = pack_of(each)
            for level in pack.levels:
                names.setdefault(level.rank, f"{level.rank} · {pack.say('levels', level.key, 'name', language)}")
        choices = [(each.address, f"{each.framework.key} {each.version}") for each in versions]
        self.fields["version"] = forms.ChoiceField(label=_("Version of the framework"), choices=choices)
        self.fields["target_level"].choices = [("", "—"), *sorted(names.items())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A visit needs a level."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("kind") == FieldForm.Kind.VISIT and not found.get("target_level"):
            self.add_error("target_level", _("Choose up to which level the visit asks."))
        return found

    def chosen_version(self) -> FrameworkVersion:
        """The version that was chosen."""
        return self.versions[self.cleaned_data["version"]]
