"""What a proposal is about, as people type it: codes of sites and names of organisations, stored as subjects."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _

from ladder.governance.queries.affected import keys_of
from ladder.registry.models import Organisation, Site


def read_sites(typed: str) -> list[str]:
    """Codes of sites, separated by commas, as `site:<public id>`.

    Raises:
        ValidationError: a code that the registry does not know.
    """
    codes = [code.strip() for code in typed.replace("\n", ",").split(",") if code.strip()]
    known = dict(Site.objects.filter(code__in=codes).values_list("code", "public_id"))
    missing = [code for code in codes if code not in known]
    if missing:
        raise forms.ValidationError(_("The registry has no site with the code “%(code)s”.") % {"code": missing[0]})
    return [f"site:{known[code]}" for code in codes]


def read_organisations(typed: str) -> list[str]:
    """Names of organisations, one a line, as `organisation:<public id>`.

    Raises:
        ValidationError: a name that the registry does not know, or that two organisations have.
    """
    names = [name.strip() for name in typed.splitlines() if name.strip()]
    rows = list(Organisation.objects.filter(name__in=names).values_list("name", "public_id"))
    for name in names:
        found = [key for known, key in rows if known == name]
        if not found:
            raise forms.ValidationError(_("The registry has no organisation named “%(name)s”.") % {"name": name})
        if len(found) > 1:
            raise forms.ValidationError(_("Several organisations are named “%(name)s”.") % {"name": name})
    return [f"organisation:{key}" for _name, key in rows]


def names_of_subjects(subjects: Sequence[str]) -> dict[str, str]:
    """Subjects as their fields show them."""
    sites = Site.objects.filter(public_id__in=keys_of(list(subjects), "site"), code__isnull=False)
    organisations = Organisation.objects.filter(public_id__in=keys_of(list(subjects), "organisation"))
    return {
        "sites": ", ".join(code for code in sites.order_by("code").values_list("code", flat=True) if code),
        "organisations": "\n".join(organisations.values_list("name", flat=True)),
    }
