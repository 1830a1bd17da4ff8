"""A withdrawn finding stays on record and counts no more from that day; earlier results are what they were."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from ladder.assessment.models import Determination, LevelSnapshot, SiteLevel, Withdrawal
from ladder.assessment.queries import result_and_forecast, result_on
from ladder.assessment.services import withdraw
from ladder.audit.models import Entry
from ladder.core.assessment.document import as_json
from tests.assessment.conftest import ALL_MET, DAY

LATER = DAY + timedelta(days=10)


def take_out(rows, on=LATER, ground="refused"):
    return withdraw(determinations=rows, ground=ground, reason="", actor=None, on=on)


def test_the_level_follows_at_once_and_the_finding_stays(site, version, record):
    record(ALL_MET)
    assert SiteLevel.objects.get(site=site).level == 2
    assert take_out(Determination.objects.filter(requirement__key="R-1")) == 1
    assert SiteLevel.objects.get(site=site).level == 0
    assert Determination.objects.count() == 4
    assert Entry.objects.filter(action="assessment.determinations_withdrawn").count() == 1


def test_results_as_of_earlier_days_are_the_same_byte_for_byte(site, version, record):
    record(ALL_MET)
    before = as_json(result_on(site, version, LATER - timedelta(days=1)))
    forecast = result_and_forecast(site, version, LATER - timedelta(days=1))[1]
    snapshot = LevelSnapshot.objects.get()
    take_out(Determination.objects.all())
    assert as_json(result_on(site, version, LATER - timedelta(days=1))) == before
    assert result_and_forecast(site, version, LATER - timedelta(days=1))[1] == forecast
    assert LevelSnapshot.objects.get(pk=snapshot.pk).digest == snapshot.digest
    assert result_on(site, version, LATER).site_level == 0


def test_withdrawing_a_failure_of_a_stop_gate_lifts_the_suspension_from_that_day_on(site, version, record):
    record(ALL_MET)
    record({"R-3": "not_met"}, DAY + timedelta(days=1))
    assert SiteLevel.objects.get(site=site).status == "suspended"
    take_out(Determination.objects.filter(state="not_met"), ground="appeal")
    assert SiteLevel.objects.get(site=site).status == "good_standing"
    assert result_on(site, version, LATER - timedelta(days=1)).status == "suspended"


def test_a_second_call_changes_nothing(site, version, record):
    record(ALL_MET)
    rows = list(Determination.objects.all())
    assert (take_out(rows), take_out(rows, LATER + timedelta(days=3), "appeal")) == (4, 0)
    assert set(Withdrawal.objects.values_list("ground", "known_on")) == {("refused", LATER)}


def test_the_same_finding_sent_again_stays_withdrawn(site, version, record):
    record(ALL_MET)
    take_out(Determination.objects.all())
    assert record(ALL_MET, on=LATER).new == 0
    assert result_on(site, version, LATER).site_level == 0


def test_findings_of_several_sites_are_withdrawn_in_one_call(make_site, site, version, record):
    record(ALL_MET)
    record(ALL_MET, at=make_site("t-2"))
    assert take_out(Determination.objects.filter(requirement__key="R-1")) == 2
    assert set(SiteLevel.objects.values_list("level", flat=True)) == {0}


def test_an_unknown_ground_is_refused_with_a_sentence(site, version, record):
    record(ALL_MET)
    with pytest.raises(ValidationError, match="Say on which ground"):
        take_out(Determination.objects.all(), ground="whim")
    assert not Withdrawal.objects.exists()


def test_a_level_is_read_with_two_queries_withdrawn_or_not(site, version, record, django_assert_num_queries):
    record(ALL_MET)
    take_out(Determination.objects.filter(requirement__key="R-2"))
    result_on(site, version, LATER)
    with django_assert_num_queries(2):
        assert result_on(site, version, date(2026, 5, 1)).levels == {"1": 1, "2": 2}
