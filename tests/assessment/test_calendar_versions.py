"""The calendar of all sites while a newer version comes into force: nothing that still counts goes missing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ladder.assessment import calendar_queries
from ladder.assessment.calendar_queries import first_over
from ladder.registry.models import Site
from tests.assessment.conftest import ALL_MET
from tests.assessment.test_ahead import decide_transition, packs, three  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ALL = "/assessment/calendar"


def under():
    """Site and version of each lapse; an empty version is the one in force."""
    found = first_over(Site.objects.order_by("pk"), TODAY)
    return [(item.site.code, item.under) for item in found.items if item.kind == "finding"]


def test_a_site_stays_in_it_until_its_version_is_no_longer_accepted(three, client_of, site):  # noqa: F811
    older, newer = three
    way = decide_transition(older, newer, TODAY)
    client = client_of("secretariat")
    page = client.get(f"{ALL}/").content.decode()
    link = f"/assessment/sites/{site.public_id}/calendar/?version={older.address}"
    assert link in page
    assert site.name in client.get(f"{ALL}.ics").content.decode()
    assert site.name in client.get(f"{ALL}.csv").content.decode("utf-8-sig")
    assert "A finding runs out" in client.get(link).content.decode()
    type(way).objects.filter(pk=way.pk).update(transition_until=TODAY - timedelta(days=1))
    assert under() == []


def test_without_an_end_older_versions_stay(three, site):  # noqa: F811
    assert under() == [(site.code, three[0].address)]
    decide_transition(*three, None)
    assert under() == [(site.code, three[0].address)]


def test_the_newest_version_that_a_site_was_judged_by_counts_once(three, record, make_site, site):  # noqa: F811
    older, newer = three
    record(ALL_MET, TODAY, under=newer)
    left = make_site("left")
    record(ALL_MET, TODAY, under=older, at=left)
    assert under() == [(site.code, ""), (left.code, older.address)]


def test_more_sites_than_are_shown_are_said(three, record, make_site, client_of, monkeypatch):  # noqa: F811
    client = client_of("secretariat")
    monkeypatch.setattr(calendar_queries, "MOST_SITES", 1)
    assert "You answer for more than" not in client.get(f"{ALL}/").content.decode()
    record(ALL_MET, TODAY, under=three[1], at=make_site("second"))
    page = client.get(f"{ALL}/").content.decode()
    assert "You answer for more than" in page
    assert page.count("A finding runs out") == 1
