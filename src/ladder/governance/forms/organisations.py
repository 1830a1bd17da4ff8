"""A field for an organisation of the registry."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from ladder.registry.models import Organisation


class OrganisationField(forms.ModelChoiceField[Organisation]):
    """An organisation of the registry, by name."""

    def __init__(self, label: Any, *, required: bool = True, help_text: Any = "", empty_label: Any = "–") -> None:
        rows = Organisation.objects.order_by("name", "id")
        super().__init__(
            rows,
            label=label,
            required=required,
            help_text=help_text,
            to_field_name="public_id",
            empty_label=empty_label,
        )

    def to_python(self, value: Any) -> Organisation | None:
        """The organisation.

        Raises:
            ValidationError: it is none of the list, or no public id at all.
        """
        try:
            return super().to_python(value)
        except forms.ValidationError as fault:
            raise forms.ValidationError(gettext("Choose an organisation from the list.")) from fault
