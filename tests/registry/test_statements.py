from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from ladder.audit.models import Entry
from ladder.registry import services
from ladder.registry.models import Fact, LegalStatus, Organisation, Site, Source, StakeholderGroup
from ladder.registry.queries.site import groups_of, legal_history
from tests.registry.conftest import say

TODAY = date(2026, 1, 1)


def test_groups_are_seeded_in_four_languages():
    groups = list(StakeholderGroup.objects.exclude(key="tests"))
    assert len(groups) == 20
    assert all(set(group.names) == {"en", "fr", "zh", "sw"} and all(group.names.values()) for group in groups)


test_groups_are_seeded_in_four_languages = pytest.mark.django_db(test_groups_are_seeded_in_four_languages)


def test_two_sources_that_disagree_both_show_with_their_age(client, site, source):
    other = Source.objects.get(key="site-assessor")
    say(site, source, value=400, day=date(2025, 1, 5))
    say(site, other, value=10700, day=date(2025, 6, 5))
    page = client.get(f"/registry/sites/{site.public_id}/").content.decode()
    assert "400 people" in page
    assert "10,700 people" in page
    assert "sources disagree" in page
    assert "Secretariat of the framework" in page
    assert "Visit by an assessor" in page


def test_facts_and_statements_cannot_be_changed_or_deleted_even_past_the_services(site, source):
    fact = say(site, source)
    statement = services.set_legal_status(
        actor=None, site=site, status="tolerated", starts_on=date(2024, 1, 1), source=source
    )
    for rows in (Fact.objects.filter(pk=fact.pk), LegalStatus.objects.filter(pk=statement.pk)):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(recorded_at=timezone.now())
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete("default")


def test_a_correction_names_what_it_replaces_and_both_stay(people, site, source):
    wrong = say(site, source, value=4000)
    say(site, source, value=400, replaces=wrong)
    (group,) = groups_of(people["public"], site, TODAY)
    assert [fact.value for fact in group.latest] == [400]
    assert [fact.value for fact in group.earlier] == [4000]
    assert Fact.objects.count() == 2


def test_every_fault_of_a_fact_is_named_at_once(site, source, make_site):
    foreign = say(make_site(2), source)
    tomorrow = timezone.localdate() + timedelta(1)
    with pytest.raises(ValidationError) as caught:
        say(site, source, value=-3, day=tomorrow, method="guess", replaces=foreign)
    assert set(caught.value.message_dict) == {"value", "observed_on", "method", "replaces"}
    assert Fact.objects.filter(site=site).count() == 0


def test_overlapping_statements_of_legal_status_are_both_kept_and_marked(site, source):
    for status, start, end in (
        ("tolerated", date(2022, 6, 1), date(2024, 6, 30)),
        ("dispute", date(2024, 1, 1), None),
        ("unauthorised", date(2020, 1, 1), date(2021, 1, 1)),
    ):
        services.set_legal_status(actor=None, site=site, status=status, starts_on=start, ends_on=end, source=source)
    shown = [(each.row.status, each.is_contested, each.is_current) for each in legal_history(site, TODAY)]
    assert shown == [("dispute", True, True), ("tolerated", True, False), ("unauthorised", False, False)]


def test_a_corrected_statement_no_longer_contests(site, source):
    first = services.set_legal_status(
        actor=None, site=site, status="dispute", starts_on=date(2024, 1, 1), source=source
    )
    services.set_legal_status(
        actor=None, site=site, status="tolerated", starts_on=date(2024, 1, 1), source=source, replaces=first
    )
    assert [(each.row.status, each.is_contested, each.is_replaced) for each in legal_history(site, TODAY)] == [
        ("tolerated", False, False),
        ("dispute", False, True),
    ]


def test_a_site_with_faults_is_not_stored_and_every_field_is_named(source):
    site = Site(name="", province="", latitude=48.85, longitude=2.35, source=source, polygon={"type": "Point"})
    with pytest.raises(ValidationError) as caught:
        services.create_site(actor=None, site=site, minerals=["kryptonite"])
    assert set(caught.value.message_dict) == {"name", "province", "latitude", "polygon", "minerals"}
    assert Site.objects.count() == 0


def test_a_site_with_an_outline_gets_its_cells_from_the_middle(source):
    ring = [[25.0, -10.0], [25.1, -10.0], [25.1, -10.1], [25.0, -10.1], [25.0, -10.0]]
    site = Site(name="Kisima", province="Lualaba", source=source, polygon={"type": "Polygon", "coordinates": [ring]})
    services.create_site(actor=None, site=site)
    assert (round(site.latitude, 6), round(site.longitude, 6), len(site.cell_5)) == (-10.05, 25.05, 15)


def test_every_act_is_in_the_log(people, site, source):
    services.create_organisation(
        actor=people["secretariat"], name="Ushirika", group=StakeholderGroup.objects.get(key="cooperatives")
    )
    say(site, source)
    assert sorted(Entry.objects.values_list("action", flat=True)) == [
        "registry.fact_added",
        "registry.organisation_created",
        "registry.site_created",
    ]


def test_an_organisation_of_the_same_name_and_country_is_refused(people):
    group = StakeholderGroup.objects.get(key="cooperatives")
    services.create_organisation(actor=None, name="Ushirika", group=group)
    with pytest.raises(ValidationError):
        services.create_organisation(actor=None, name="  Ushirika ", group=group)
    services.create_organisation(actor=None, name="Ushirika", group=group, country="ZM")
    assert Organisation.objects.filter(name="Ushirika").count() == 2


def test_the_demonstration_loads_once_and_holds_a_disagreement(db):
    first = services.load_demonstration_sites()
    count = (
        Site.objects.count(),
        Fact.objects.count(),
        LegalStatus.objects.count(),
        Organisation.objects.count(),
        Entry.objects.count(),
    )
    second = services.load_demonstration_sites()
    assert {code: site.pk for code, site in first.sites.items()} == {
        code: site.pk for code, site in second.sites.items()
    }
    assert count == (
        Site.objects.count(),
        Fact.objects.count(),
        LegalStatus.objects.count(),
        Organisation.objects.count(),
        Entry.objects.count(),
    )
    assert count[:4] == (7, 9, 4, 14)
    assert all(site.is_demonstration and site.name.startswith("Demonstration site") for site in first.sites.values())
    groups = {group.kind: group.disagrees for group in groups_of(None, first.sites["demo0001"], TODAY)}
    assert groups == {"headcount": True, "mechanisation": True, "women": False}
