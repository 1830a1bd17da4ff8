"""The form that adds a phone."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ladder.field.services.devices import LONGEST_DAYS

USUAL_DAYS = 90


class DeviceForm(forms.Form):
    """What the phone is called, and for how long it may hand in."""

    label = forms.CharField(
        label=_("Name of the phone"), max_length=80,
        help_text=_("How you call it, such as “blue phone”. No names of people."),
    )  # fmt: skip
    days = forms.IntegerField(
        label=_("For how many days"), min_value=1, max_value=LONGEST_DAYS, initial=USUAL_DAYS,
        help_text=_("After that it can no longer hand in. A short time is safer for a phone that may be lost."),
    )  # fmt: skip

    def expires_on(self) -> date:
        """The last day on which the phone may hand in."""
        return timezone.localdate() + timedelta(days=self.cleaned_data["days"])
