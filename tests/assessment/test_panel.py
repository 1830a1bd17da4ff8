"""What the registry's pages show of levels."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone

from ladder.assessment.panel import fill_levels, show_level
from ladder.catalogue.services import load_pack, publish_version
from tests.assessment.conftest import ALL_MET
from tests.catalogue.versions import FIRST_DAY, twenty_packs

TODAY = timezone.localdate()


@pytest.fixture
def request_of(db):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize("rows", [1, 30])
def test_the_column_asks_two_questions_for_any_number_of_sites(
    request_of, make_site, record, rows, django_assert_num_queries
):
    sites = [make_site(f"many-{number}") for number in range(rows)]
    for site in sites:
        record({"R-1": "met"}, TODAY, at=site)
    with django_assert_num_queries(2):
        cells = fill_levels(request_of, sites)
    assert len(cells) == rows


def test_a_site_without_a_level_is_not_assessed(request_of, site, version):
    assert "Not assessed" in fill_levels(request_of, [site])[site.pk]
    assert "Nobody has assessed this site here yet." in show_level(request_of, site)


def test_a_level_that_is_due_does_not_show_its_old_status(request_of, site, record):
    record(ALL_MET, TODAY - timedelta(days=20), valid_until=TODAY - timedelta(days=2))
    for shown in (fill_levels(request_of, [site])[site.pk], show_level(request_of, site)):
        assert "to be judged again" in shown
        assert "status-good_standing" not in shown


def test_a_level_under_an_older_version_says_which(request_of, site, record):
    record(ALL_MET, TODAY)
    newer = load_pack(list(twenty_packs())[1], actor=None, on=FIRST_DAY)
    publish_version(version=newer, actor=None, on=FIRST_DAY)
    assert "version 1.0" in fill_levels(request_of, [site])[site.pk]
    panel = show_level(request_of, site)
    assert "Judged under version 1.0" in panel
    assert f'href="/assessment/sites/{site.public_id}/ahead/?version=1.0"' in panel
