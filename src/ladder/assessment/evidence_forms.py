"""The form that marks a piece of evidence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.assessment.models import Evidence

SIDES = ("left", "top", "right", "bottom")


class MarkForm(forms.Form):
    """Who may see it, and one more part to blur, in percent of the picture's width and height."""

    sensitivity = forms.ChoiceField(
        label=_("Who may see it"), choices=Evidence.Sensitivity.choices, widget=forms.RadioSelect
    )
    left = forms.IntegerField(label=_("Blur from the left, percent"), min_value=0, max_value=100, required=False)
    top = forms.IntegerField(label=_("Blur from the top, percent"), min_value=0, max_value=100, required=False)
    right = forms.IntegerField(label=_("Blur to the right, percent"), min_value=0, max_value=100, required=False)
    bottom = forms.IntegerField(label=_("Blur to the bottom, percent"), min_value=0, max_value=100, required=False)
    is_cleared = forms.BooleanField(label=_("Take back all parts that were blurred before"), required=False)

    def clean(self) -> dict[str, Any]:
        """A part to blur has four sides, or there is none."""
        told = super().clean() or {}
        given = [told.get(side) is not None for side in SIDES]
        if any(given) and not all(given):
            raise forms.ValidationError(_("Give all four sides of the part to blur, or none."))
        if all(given) and not (told["left"] < told["right"] and told["top"] < told["bottom"]):
            raise forms.ValidationError(_("The left side must be left of the right one, and the top above the bottom."))
        return told

    def boxes(self, known: list[list[float]]) -> list[list[float]]:
        """All parts to blur from now on."""
        kept = [] if self.cleaned_data["is_cleared"] else list(known)
        if self.cleaned_data.get("left") is None:
            return kept
        return [*kept, [self.cleaned_data[side] / 100 for side in SIDES]]
