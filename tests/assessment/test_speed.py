"""How often the database is asked: the same with few and with many sites."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ladder.assessment.entries import EvidenceEntry
from ladder.assessment.models import SiteLevel
from ladder.assessment.queries import result_on
from tests.assessment.conftest import ALL_MET

TODAY = timezone.localdate()
EVIDENCE = (EvidenceEntry("photo", "Shaft 3", "O", TODAY),)


def questions_of(captured):
    """Statements without those that only open and close the transaction."""
    return [one["sql"] for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


@pytest.mark.parametrize("others", [0, 30])
def test_one_new_determination_with_evidence_costs_sixteen_questions_if_the_level_changes(
    record, site, make_site, others
):
    for number in range(others):
        record({"R-1": "met"}, TODAY, at=make_site(f"many-{number}"))
    record(ALL_MET, TODAY - timedelta(days=9))
    with CaptureQueriesContext(connection) as captured:
        record({"R-3": "not_met"}, TODAY, evidence=EVIDENCE)
    assert len(questions_of(captured)) == 16  # the former level is two, telling of its change three
    assert SiteLevel.objects.get(site=site).status == "suspended"


def test_a_visit_of_many_answers_costs_no_more(record, site):
    record({"R-1": "met"}, TODAY - timedelta(days=9))
    with CaptureQueriesContext(connection) as captured:
        record(ALL_MET, TODAY, evidence=EVIDENCE)
    assert len(questions_of(captured)) == 16


def test_the_same_visit_again_costs_three(record, site):
    record(ALL_MET, TODAY)
    with CaptureQueriesContext(connection) as captured:
        record(ALL_MET, TODAY)
    assert len(questions_of(captured)) == 3


def test_a_level_as_of_a_past_day_costs_two(record, site, version, django_assert_num_queries):
    record(ALL_MET, TODAY - timedelta(days=9))
    with django_assert_num_queries(2):
        assert result_on(site, version, TODAY - timedelta(days=3)).site_level == 2
