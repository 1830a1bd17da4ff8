"""The form by which a reader of the public record chooses a body and a year."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ladder.consultation.forms.fields import offer
from ladder.consultation.wording import say
from ladder.governance.queries.record_filter import RecordFilter, bodies_on_record, years_on_record

ALL = ("", _("all"))


class YearForm(forms.Form):
    """Which year; all where none is chosen."""

    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = years_on_record(timezone.localdate())
        offer(self, "year", [ALL, *((str(year), str(year)) for year in years)])

    def wanted(self, body: str = "") -> RecordFilter:
        """What is asked for; a field at fault looks for everything, and the form says what is wrong with it."""
        found = self.cleaned_data if self.is_bound and (self.is_valid() or self.errors) else {}
        return RecordFilter(body or found.get("body", ""), found.get("year"))


class RecordForm(YearForm):
    """Which body, and which year."""

    body = forms.ChoiceField(label=_("Body"), required=False)
    field_order = ("body", "year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = bodies_on_record(RecordFilter())
        offer(self, "body", [ALL, *((row.address, say(row.names)) for row in bodies)])
