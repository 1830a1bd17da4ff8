"""A small published framework, a site with an operator and an assessor, and short words to record with."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone
from django.utils.translation import override

from ladder.assessment.entries import DeterminationEntry
from ladder.assessment.services import record_circumstance, record_determinations
from ladder.assessment.services.circumstances import CircumstanceEntry
from ladder.assessment.services.independence import declare_ties
from ladder.assessment.services.recording import Visit
from ladder.catalogue.services import load_pack, publish_version
from ladder.packfiles.document import from_document
from ladder.registry.models import Mandate, Organisation, Site, SiteOperator, Source
from ladder.registry.services import assign_organisation, create_site
from ladder.registry.services.seeding import seed_registry
from tests.catalogue.versions import FIRST_DAY, first_document

DAY = date(2026, 3, 1)
ALL_MET = {"R-1": "met", "R-2": "met", "R-3": "met", "R-4": "met"}


@pytest.fixture(autouse=True)
def in_english():
    """Requests leave their language behind in this thread."""
    with override("en"):
        yield


@pytest.fixture
def version(db):
    """Two principles, two levels: R-1 (1, level 1), R-2 (1, level 2), R-3 (2, level 2, stop), R-4 (2, level 2, cap)."""
    document = first_document() | {"empty_cells": [{"principle": 2, "level": 1}]}
    loaded = load_pack(from_document(document), actor=None, on=FIRST_DAY)
    return publish_version(version=loaded, actor=None, on=FIRST_DAY)


@pytest.fixture
def make_site(db):
    """Makes sites that are nobody's demonstration."""
    seed_registry()
    source = Source.objects.get(key="secretariat")

    def make(code="t-1", **fields):
        site = Site(code=code, name=f"Site {code}", province="Lualaba", territoire="Lubudi", source=source, **fields)
        return create_site(actor=None, site=site)

    return make


@pytest.fixture
def site(make_site):
    return make_site()


@pytest.fixture
def staffed(site, people):
    """The site, run by the operator's organisation, to be assessed by the assessor's, which declared no tie to it."""
    for role, part in (("operator", SiteOperator.Part.OPERATOR), ("assessor", SiteOperator.Part.ASSESSOR)):
        organisation = Organisation.objects.get(pk=Mandate.objects.get(user=people[role]).organisation_id)
        assign_organisation(
            actor=None,
            site=site,
            organisation=organisation,
            part=part,
            starts_on=date(2020, 1, 1),
            source=Source.objects.get(key="secretariat"),
        )
    for role in ("assessor", "secretariat"):
        declare_ties(person=people[role], site=site, ties=[], words="", on=timezone.localdate())
    return site


def entry(key, state="met", day=DAY, **fields):
    return replace(DeterminationEntry(key, state, day, grade="B", decided_by="assessor one"), **fields)


@pytest.fixture
def record(site, version):
    """Records states on a day, as an independent visit unless told otherwise; returns what it came to."""

    def record(states, day=DAY, *, on=None, kind="third", under=None, at=None, **fields):
        entries = [entry(key, state, day, **fields) for key, state in states.items()]
        return record_determinations(
            site=at or site, version=under or version, visit=Visit(kind, day), entries=entries, actor=None, on=on or day
        )

    return record


@pytest.fixture
def tell(site, version):
    """Records a circumstance."""

    def tell(kind, subject, day=DAY, ends_on=None, *, on=None, **fields):
        told = CircumstanceEntry(kind, subject, day, ends_on, decided_by="assessor one", **fields)
        return record_circumstance(site=site, version=version, entry=told, actor=None, on=on or day)

    return tell
