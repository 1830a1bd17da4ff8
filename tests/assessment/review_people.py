"""Short words for tests of review: people who work on a site, and hand-ins made by one of them."""

from datetime import date

from ladder.assessment.models import Assessment
from ladder.assessment.services import record_determinations
from ladder.assessment.services.recording import Visit
from ladder.registry.models import Mandate, Organisation, SiteOperator, Source
from ladder.registry.services import assign_organisation
from tests.assessment.conftest import DAY, entry


def organisation_of(person):
    return Organisation.objects.get(pk=Mandate.objects.filter(user=person).first().organisation_id)


def assign(site, person, part):
    return assign_organisation(
        actor=None, site=site, organisation=organisation_of(person), part=part, starts_on=date(2020, 1, 1),
        source=Source.objects.get(key="secretariat"),
    )  # fmt: skip


def let_assess(site, person):
    return assign(site, person, SiteOperator.Part.ASSESSOR)


def hand_in(site, version, states, actor, day=DAY, *, kind="third", on=None, **fields):
    """A hand-in of one person, as a row."""
    entries = [entry(key, state, day, **fields) for key, state in states.items()]
    recorded = record_determinations(
        site=site, version=version, visit=Visit(kind, day), entries=entries, actor=actor, on=on or day
    )
    return Assessment.objects.get(public_id=recorded.assessment_id)
