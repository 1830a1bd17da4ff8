"""Organisations, with how many sites and people they have."""

from django.db.models import Count, QuerySet

from ladder.core.registry.names import fold_name
from ladder.registry.models import Mandate, Organisation, SiteOperator, StakeholderGroup

MOST_SITES = 200


def find_organisations(group: str = "", text: str = "") -> QuerySet[Organisation]:
    """Organisations in order of their names."""
    found = Organisation.objects.select_related("group").annotate(site_count=Count("sites__site", distinct=True))
    if group:
        found = found.filter(group__key=group)
    if text:
        found = found.filter(name__icontains=" ".join(text.split())) if fold_name(text) else found.none()
    return found.order_by("name", "id")


def list_groups() -> list[StakeholderGroup]:
    """Stakeholder groups in their order."""
    return list(StakeholderGroup.objects.order_by("position", "id"))


def sites_of(organisation: Organisation) -> list[SiteOperator]:
    """The sites of an organisation and what it is to them."""
    rows = SiteOperator.objects.filter(organisation=organisation).select_related("site", "source")
    rows = rows.defer("site__latitude", "site__longitude", "site__polygon")
    return list(rows.order_by("site__name_folded", "id")[:MOST_SITES])


def mandates_in(organisation: Organisation) -> list[Mandate]:
    """Who acts for an organisation, newest first."""
    return list(Mandate.objects.filter(organisation=organisation).select_related("user").order_by("-starts_on", "-id"))
