"""The filter of the log's page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.audit.queries import Filter


class FilterForm(forms.Form):
    """Three optional questions."""

    actor = forms.CharField(label=_("Who"), max_length=64, required=False, help_text=_("A user name"))
    action = forms.CharField(
        label=_("Act"), max_length=80, required=False, help_text=_("Such as registry.site_created")
    )
    target = forms.CharField(
        label=_("On what"), max_length=160, required=False, help_text=_("Such as site: and its id")
    )

    def asked(self) -> Filter:
        """What was asked; everything where the form does not hold."""
        return Filter(**self.cleaned_data) if self.is_valid() else Filter()
