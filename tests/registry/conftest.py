"""Sites at known exact positions, and what the public may know of them."""

from datetime import date

import pytest

from ladder.registry import services
from ladder.registry.models import Site, SiteOperator, Source

ON = date(2024, 1, 1)


@pytest.fixture
def source(db) -> Source:
    return Source.objects.get(key="secretariat")


@pytest.fixture
def make_site(source):
    """Makes a site near Kolwezi at an exact position that no page may show."""

    def make(number: int = 1, **changed) -> Site:
        described = {
            "name": f"Kisima {number:02}",
            "code": f"test{number:04}",
            "province": "Lualaba",
            "territoire": "Mutshatsha",
            "latitude": -10.712345 - number / 1000,
            "longitude": 25.467891 + number / 1000,
            "village": "Kijiji",
            "source": source,
        }
        site = Site(**{**described, **changed})
        return services.create_site(actor=None, site=site, minerals=["cobalt", "copper"])

    return make


@pytest.fixture
def site(make_site) -> Site:
    return make_site()


@pytest.fixture
def staffed(site, people, source) -> Site:
    """The site with the operator's and the assessor's organisations at work on it."""
    for role, part in (("operator", SiteOperator.Part.OPERATOR), ("assessor", SiteOperator.Part.ASSESSOR)):
        services.assign_organisation(
            actor=None,
            site=site,
            organisation=people[role].mandates.get().organisation,
            part=part,
            starts_on=ON,
            source=source,
        )
    return site


def say(site: Site, source: Source, kind="headcount", value=100, day=date(2025, 3, 2), method="count", **more):
    """A fact of a site."""
    return services.add_fact(
        actor=None, site=site, kind=kind, value=value, observed_on=day, method=method, source=source, **more
    )
