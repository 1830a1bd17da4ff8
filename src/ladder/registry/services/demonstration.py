"""Loads a small set of invented sites and organisations, marked as such, for demonstrations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import h3
from django.db import transaction

from ladder.core.registry.places import PUBLIC_RESOLUTION
from ladder.registry.models import Organisation, Site, SiteOperator, Source, StakeholderGroup
from ladder.registry.services.facts import add_fact, set_legal_status
from ladder.registry.services.people import create_organisation
from ladder.registry.services.seeding import read_data, seed_registry
from ladder.registry.services.sites import assign_organisation, create_site

STARTS_ON = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was loaded: organisations by key (secretariat, cooperative, assessor, buyer, ...), sites by code."""

    organisations: Mapping[str, Organisation]
    sites: Mapping[str, Site]


@transaction.atomic
def load_demonstration_sites() -> Demonstration:
    """Store the demonstration's organisations, sites and facts; a second call adds nothing and returns the same."""
    seed_registry()
    data = read_data("demonstration_sites.yaml")
    organisations = {row["key"]: find_organisation(row) for row in data["organisations"]}
    sources = {source.key: source for source in Source.objects.all()}
    known = {str(site.code): site for site in Site.objects.filter(code__in=[row["code"] for row in data["sites"]])}
    sites = {row["code"]: known.get(row["code"]) or load_site(row, organisations, sources) for row in data["sites"]}
    if not known:
        load_statements(data, sites, sources)
    return Demonstration(organisations, sites)


def find_organisation(row: Mapping[str, str]) -> Organisation:
    """The organisation, made if need be."""
    found = Organisation.objects.filter(name=row["name"], country=row["country"]).first()
    return found or create_organisation(
        actor=None,
        name=row["name"],
        group=StakeholderGroup.objects.get(key=row["group"]),
        country=row["country"],
        is_demonstration=True,
    )


def load_site(row: Mapping[str, Any], organisations: Mapping[str, Organisation], sources: Mapping[str, Source]) -> Site:
    """One invented site in the middle of the cell around `near`, worked by its operator and to be assessed."""
    latitude, longitude = h3.cell_to_latlng(h3.latlng_to_cell(*row["near"], PUBLIC_RESOLUTION))
    site = Site(
        code=row["code"],
        name=row["name"],
        province=row["province"],
        territoire=row["territoire"],
        is_demonstration=True,
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        location_origin=Site.Origin.APPROXIMATION,
        source=sources["demonstration-survey"],
    )
    create_site(actor=None, site=site, minerals=row["minerals"])
    parts = [("assessor", SiteOperator.Part.ASSESSOR), ("monitor", SiteOperator.Part.MONITOR)]
    if "operator" in row:
        parts.append((row["operator"], SiteOperator.Part.OPERATOR))
    for key, part in parts:
        assign_organisation(
            actor=None,
            site=site,
            organisation=organisations[key],
            part=part,
            starts_on=STARTS_ON,
            source=sources["demonstration-survey"],
        )
    return site


def load_statements(data: Mapping[str, Any], sites: Mapping[str, Site], sources: Mapping[str, Source]) -> None:
    """The invented facts and statements of legal status."""
    for row in data["facts"]:
        add_fact(
            actor=None,
            site=sites[row["site"]],
            kind=row["kind"],
            value=row["value"],
            observed_on=row["observed_on"],
            method=row["method"],
            source=sources[row["source"]],
        )
    for row in data["legal_statuses"]:
        set_legal_status(
            actor=None,
            site=sites[row["site"]],
            status=row["status"],
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            source=sources[row["source"]],
            proof=row["proof"],
        )
