"""Forms of the registry: they read what was typed; rules stand in `core` and in the services."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ladder.accounts.models import User
from ladder.core.registry.ipis_text import MOST_BYTES
from ladder.core.registry.kinds import KINDS, check_value, read_value
from ladder.core.registry.words import MINERALS
from ladder.registry.models import (
    Fact,
    LegalStatus,
    Mandate,
    Organisation,
    Site,
    SiteOperator,
    Source,
    StakeholderGroup,
)
from ladder.registry.queries.organisations import list_groups
from ladder.registry.queries.sites import SiteFilter, list_minerals, list_provinces
from ladder.registry.sentences import name_of_kind, sentence_of, word_of
from ladder.webkit.languages import pack_language

DAY = {"type": "date"}
ANY = ("", _("all"))


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, typed or picked."""
    return forms.DateField(label=label, required=required, help_text=help_text, widget=forms.DateInput(DAY, "%Y-%m-%d"))


class SiteFilterForm(forms.Form):
    """What a reader of the list or the map looks for."""

    q = forms.CharField(label=_("Name"), required=False, max_length=80, widget=forms.TextInput({"type": "search"}))
    province = forms.ChoiceField(label=_("Province"), required=False)
    mineral = forms.ChoiceField(label=_("Mineral"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = [ANY, *((name, name) for name in list_provinces())]
        minerals = [ANY, *((key, word_of(key)) for key in list_minerals())]
        self.fields["province"] = forms.ChoiceField(label=_("Province"), required=False, choices=provinces)
        self.fields["mineral"] = forms.ChoiceField(label=_("Mineral"), required=False, choices=minerals)

    def wanted(self, cell: str = "") -> SiteFilter:
        """The filter; fields at fault look for everything, and the form says what is wrong with them."""
        found = self.cleaned_data if self.is_bound and (self.is_valid() or self.errors) else {}
        return SiteFilter(found.get("q", ""), found.get("province", ""), found.get("mineral", ""), cell)


class SiteForm(forms.Form):
    """A new site."""

    name = forms.CharField(label=_("Name"), max_length=200)
    code = forms.CharField(label=_("Code"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Site.Kind.choices)
    province = forms.CharField(label=_("Province"), max_length=60)
    territoire = forms.CharField(label=_("Territory"), max_length=80, required=False)
    latitude = forms.FloatField(
        label=_("Latitude"),
        required=False,
        help_text=_("Degrees, south negative. Only people who work on the site will see it."),
    )
    longitude = forms.FloatField(label=_("Longitude"), required=False)
    location_origin = forms.ChoiceField(label=_("Origin of the position"), choices=Site.Origin.choices)
    outline = forms.CharField(
        label=_("Outline"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("A GeoJSON polygon: longitude first, rings closed. Only people who work on the site will see it."),
    )
    minerals = forms.MultipleChoiceField(label=_("Minerals"), required=False)
    source = forms.ModelChoiceField(
        label=_("Source"), queryset=Source.objects.order_by("title"), to_field_name="key", empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(mineral, word_of(mineral)) for mineral in MINERALS]
        self.fields["minerals"] = forms.MultipleChoiceField(
            label=_("Minerals"), required=False, choices=choices, widget=forms.CheckboxSelectMultiple
        )

    def clean_code(self) -> str | None:
        """No code is None, so that many sites may have none."""
        return self.cleaned_data["code"] or None

    def clean_outline(self) -> object:
        """The outline as JSON, or None."""
        return read_outline(self.cleaned_data["outline"])


def site_from(found: Mapping[str, Any]) -> Site:
    """The site that a checked form describes, not stored yet."""
    fields = {name: value for name, value in found.items() if name not in {"outline", "minerals"}}
    return Site(polygon=found["outline"], **fields)


def read_outline(text: str) -> object:
    """JSON of an outline, None for an empty text.

    Raises:
        ValidationError: it is not JSON.
    """
    if not text.strip():
        return None
    try:
        return json.loads(text, parse_constant=lambda word: word)
    except (ValueError, RecursionError) as fault:
        raise forms.ValidationError(_("This is not JSON. Paste the geometry as a GeoJSON polygon.")) from fault


class FactForm(forms.Form):
    """Something a source says about a site."""

    kind = forms.ChoiceField(label=_("About"))
    value = forms.CharField(
        label=_("Value"),
        max_length=300,
        help_text=_("A whole number, yes or no, or words of the list, separated by commas."),
    )
    observed_on = day_field(_("Seen on"))
    method = forms.ChoiceField(label=_("How"), choices=Fact.Method.choices)
    source = forms.ModelChoiceField(label=_("Source"), queryset=Source.objects.none(), to_field_name="key")
    note = forms.CharField(label=_("Note"), required=False, max_length=300, help_text=_("Never names of people."))

    def __init__(self, *args: Any, sources: QuerySet[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(key, name_of_kind(key)) for key in KINDS]
        self.fields["kind"] = forms.ChoiceField(label=_("About"), choices=kinds)
        self.fields["source"] = source_field(sources)

    def clean(self) -> dict[str, Any]:
        """Read the value as the kind wants it."""
        found: dict[str, Any] = super().clean() or {}
        if "kind" in found and "value" in found:
            found["value"] = read_value(found["kind"], found["value"])
            rule = check_value(found["kind"], found["value"])
            if rule:
                words = ", ".join(KINDS[found["kind"]].words)
                self.add_error("value", f"{sentence_of(rule)} {words}".strip())
        return found


def source_field(sources: QuerySet[Source]) -> "forms.ModelChoiceField[Source]":
    """The sources in whose name this person may speak."""
    return forms.ModelChoiceField(label=_("Source"), queryset=sources, to_field_name="key", empty_label=None)


class LegalStatusForm(forms.Form):
    """What a source says of a site's right to the ground."""

    status = forms.ChoiceField(label=_("Status"), choices=LegalStatus.Status.choices)
    starts_on = day_field(_("From"))
    ends_on = day_field(_("Until"), required=False)
    source = forms.ModelChoiceField(label=_("Source"), queryset=Source.objects.none(), to_field_name="key")
    proof = forms.CharField(
        label=_("Proof"), required=False, max_length=300, help_text=_("Name, number and date of the document.")
    )

    def __init__(self, *args: Any, sources: QuerySet[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"] = source_field(sources)


class AssignmentForm(forms.Form):
    """What an organisation is to a site."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.order_by("name"), to_field_name="public_id"
    )
    part = forms.ChoiceField(label=_("What it is to the site"), choices=SiteOperator.Part.choices)
    starts_on = day_field(_("From"))
    ends_on = day_field(_("Until"), required=False)
    source = forms.ModelChoiceField(
        label=_("Source"), queryset=Source.objects.order_by("title"), to_field_name="key", empty_label=None
    )


class GroupField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Stakeholder groups under their names in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        """The name of a group."""
        return name_of_group(obj)


def name_of_group(group: StakeholderGroup) -> str:
    """A group's name in the reader's language, English where it is not translated."""
    names: Mapping[str, str] = group.names
    return names.get(pack_language()) or names.get("en") or group.key


class OrganisationForm(forms.Form):
    """A new organisation."""

    name = forms.CharField(label=_("Name"), max_length=200)
    acronym = forms.CharField(label=_("Acronym"), max_length=40, required=False)
    group = GroupField(
        label=_("Stakeholder group"), queryset=StakeholderGroup.objects.order_by("position"), to_field_name="key"
    )
    country = forms.RegexField(
        r"\A[A-Z]{2}\Z", label=_("Country"), initial="CD", help_text=_("Two capital letters, such as CD or CN.")
    )


class OrganisationFilterForm(forms.Form):
    """What a reader of the list of organisations looks for."""

    q = forms.CharField(label=_("Name"), required=False, max_length=80, widget=forms.TextInput({"type": "search"}))
    group = forms.ChoiceField(label=_("Stakeholder group"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [ANY, *((group.key, name_of_group(group)) for group in list_groups())]
        self.fields["group"] = forms.ChoiceField(label=_("Stakeholder group"), required=False, choices=groups)


class MandateForm(forms.Form):
    """A role for somebody."""

    user = forms.ModelChoiceField(
        label=_("User name"), queryset=User.objects.all(), to_field_name="username", widget=forms.TextInput
    )
    role = forms.ChoiceField(label=_("Role"), choices=Mandate.Role.choices)
    starts_on = day_field(_("From"))
    ends_on = day_field(_("Until"), required=False)


class ImportForm(forms.Form):
    """A table of visits."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("The IPIS table of mine visits, in UTF-8, 32 MB at most."),
        widget=forms.ClearableFileInput({"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 32 MB. Import it in parts."))
        return file
