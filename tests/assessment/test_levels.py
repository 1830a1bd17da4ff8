"""The rules of levels through the database: what was recorded, and what the site's level then is."""

from datetime import date

import pytest

from ladder.assessment.models import LevelSnapshot, SiteLevel
from ladder.assessment.queries import result_and_forecast, result_on
from ladder.assessment.services import close_circumstance, refresh_due_levels
from ladder.core.assessment.document import as_document
from ladder.core.canonical import digest_of
from tests.assessment.conftest import ALL_MET, DAY


@pytest.fixture
def state_on(site, version):
    """Level and status on a day."""

    def state_on(day):
        result = result_on(site, version, day)
        return result.site_level, result.status

    return state_on


def test_nothing_recorded_gives_no_level(site, version, state_on):
    assert state_on(DAY) == (0, "none")


def test_one_finding_of_child_labour_suspends_at_once(record, site, version):
    record(ALL_MET)
    recorded = record({"R-3": "not_met"}, date(2026, 3, 10))
    assert (recorded.result.site_level, recorded.result.status) == (1, "suspended")
    assert SiteLevel.objects.get(site=site).status == "suspended"


def test_a_stop_gate_opens_only_by_a_later_independent_look(record, state_on):
    record(ALL_MET)
    record({"R-3": "not_met"}, date(2026, 3, 10))
    record({"R-3": "met"}, date(2026, 3, 12), kind="self")
    assert state_on(date(2026, 3, 12)) == (1, "suspended")
    record({"R-3": "met"}, date(2026, 3, 10), decided_by="assessor two")  # the very day of the finding
    assert state_on(date(2026, 3, 12)) == (1, "suspended")
    record({"R-3": "met"}, date(2026, 3, 13))
    assert state_on(date(2026, 3, 13)) == (2, "good_standing")
    assert state_on(date(2026, 3, 12)) == (1, "suspended")


def test_a_credible_incident_suspends_until_someone_independent_finds_it_met(record, tell, state_on):
    record(ALL_MET)
    tell("incident", "R-3", date(2026, 3, 10), reason="Reported by a monitor.")
    assert state_on(date(2026, 3, 10))[0] == 1
    record({"R-3": "met"}, date(2026, 3, 20))
    assert state_on(date(2026, 3, 20)) == (2, "good_standing")


def test_a_cap_gate_holds_the_level_down_until_a_plan_runs_and_again_when_it_is_over(record, tell, state_on):
    record(ALL_MET | {"R-4": "not_met"})
    assert state_on(DAY) == (1, "capped")
    tell("plan", "R-4", date(2026, 3, 5), date(2026, 4, 30))
    # with the plan the cap rises to 2, and the ladder of principle 2 still lacks R-4
    assert state_on(date(2026, 3, 5)) == (1, "capped")
    record({"R-4": "met"}, date(2026, 4, 10))
    assert state_on(date(2026, 4, 10)) == (2, "good_standing")


def test_a_plan_counts_until_its_day_is_over(record, tell, site, version):
    record(ALL_MET | {"R-4": "not_met"})
    tell("plan", "R-4", date(2026, 3, 5), date(2026, 4, 30))
    caps = [result_on(site, version, day).cap for day in (DAY, date(2026, 3, 5), date(2026, 4, 30), date(2026, 5, 1))]
    assert caps == [1, 2, 2, 1]


def test_time_alone_lets_a_level_lapse_gates_at_once_and_others_after_their_grace(record, state_on):
    record({"R-1": "met", "R-2": "met"}, valid_until=date(2026, 4, 1))
    record({"R-3": "met", "R-4": "met"}, valid_until=date(2026, 5, 20))
    assert state_on(date(2026, 4, 1)) == (2, "good_standing")
    assert state_on(date(2026, 4, 2)) == (2, "lapsed")  # 30 days of grace: held, but flagged
    assert state_on(date(2026, 5, 1)) == (2, "lapsed")
    assert state_on(date(2026, 5, 2)) == (0, "lapsed")  # R-1 carries no more
    assert state_on(date(2026, 5, 21)) == (0, "lapsed")


def test_an_answer_to_a_condition_exempts_and_only_when_independent(record, state_on):
    record({"R-1": "met", "R-2": "met", "R-3": "met"})
    record({"R-4": "not_applicable"}, kind="self")
    assert state_on(DAY) == (1, "good_standing")
    record({"R-4": "not_applicable"}, decided_by="assessor two")
    assert state_on(DAY) == (2, "good_standing")


def test_everything_not_applicable_gives_no_level(record, state_on):
    record(dict.fromkeys(ALL_MET, "not_applicable"))
    assert state_on(DAY) == (0, "none")


def test_a_contest_holds_the_level_down_until_it_ends(record, tell, state_on):
    record(ALL_MET)
    contest = tell("contest", "R-2", date(2026, 3, 4))
    assert state_on(date(2026, 3, 4)) == (1, "good_standing")
    close_circumstance(
        circumstance=contest, closed_on=date(2026, 3, 9), reason="Heard.", actor=None, on=date(2026, 3, 10)
    )
    assert state_on(date(2026, 3, 9)) == (1, "good_standing")  # its end was not known yet
    assert state_on(date(2026, 3, 10)) == (2, "good_standing")


def test_the_forecast_names_the_first_day_on_which_level_or_status_change(record, site, version):
    record(ALL_MET, valid_until=date(2026, 4, 1))
    _, forecast = result_and_forecast(site, version, DAY)
    assert forecast.starts_on == date(2026, 4, 2)
    # both gates ran out without grace: principle 2 falls to its first level
    assert (forecast.result.site_level, forecast.result.status) == (1, "lapsed")


def test_levels_that_are_due_are_judged_again_once(record, site, version):
    record(ALL_MET, valid_until=date(2026, 4, 1))
    assert SiteLevel.objects.get(site=site).changes_on == date(2026, 4, 2)
    assert refresh_due_levels(on=date(2026, 4, 1)) == 0
    assert refresh_due_levels(on=date(2026, 4, 2)) == 1
    assert refresh_due_levels(on=date(2026, 4, 2)) == 0
    level = SiteLevel.objects.get(site=site)
    assert (level.level, level.status, level.computed_on) == (1, "lapsed", date(2026, 4, 2))


def test_a_contest_that_was_ended_by_mistake_and_is_told_again_on_the_same_day_counts(record, tell, site):
    record(ALL_MET)
    contest = tell("contest", "R-3", reason="nobody was asked")
    assert tell("contest", "R-3", reason="nobody was asked").pk == contest.pk
    status = SiteLevel.objects.get(site=site).status
    close_circumstance(circumstance=contest, closed_on=DAY, reason="a slip", actor=None, on=DAY)
    again = tell("contest", "R-3", reason="nobody was asked")
    assert again.pk != contest.pk
    assert SiteLevel.objects.get(site=site).status == status
    assert tell("contest", "R-3", reason="nobody was asked").pk == again.pk


def test_a_grade_that_will_sink_is_a_change_that_is_due(record, site):
    record(ALL_MET, grade="A", valid_until=date(2026, 4, 1))
    record(ALL_MET, date(2026, 3, 2), grade="C", valid_until=date(2026, 5, 15))
    assert SiteLevel.objects.get(site=site).changes_on == date(2026, 4, 2)
    refresh_due_levels(on=date(2026, 4, 2))
    level = SiteLevel.objects.get(site=site)
    assert (level.level, level.grade) == (2, "C")


def test_what_was_published_on_past_days_is_computed_again_to_the_same_bytes(record, tell, site, version):
    record(ALL_MET, date(2026, 1, 10))
    record({"R-3": "not_met"}, date(2026, 2, 1), on=date(2026, 2, 9))
    tell("plan", "R-4", date(2026, 2, 10), date(2026, 6, 1))
    record({"R-3": "met"}, date(2026, 2, 20))
    contest = tell("contest", "R-1", date(2026, 2, 21))
    close_circumstance(circumstance=contest, closed_on=date(2026, 3, 1), reason="", actor=None, on=date(2026, 3, 4))
    refresh_due_levels(on=date(2026, 5, 1))
    record({"R-1": "not_met"}, date(2026, 1, 12), on=date(2026, 5, 2))  # seen long ago, known only now
    record({"R-2": "partly"}, date(2026, 1, 12), on=date(2026, 5, 2))
    published = {one.as_of: one for one in LevelSnapshot.objects.filter(site=site).order_by("id")}
    assert len(published) == 8
    for day, snapshot in published.items():
        again = result_on(site, version, day)
        assert digest_of(as_document(again)) == snapshot.digest
        assert (again.site_level, again.status, dict(again.levels)) == (
            snapshot.level,
            snapshot.status,
            snapshot.vector,
        )


def test_a_finding_known_late_changes_no_day_before_it_was_known(record, state_on):
    record(ALL_MET, date(2026, 1, 10))
    record({"R-3": "not_met"}, date(2026, 2, 1), on=date(2026, 2, 9))
    assert state_on(date(2026, 2, 8)) == (2, "good_standing")
    assert state_on(date(2026, 2, 9)) == (1, "suspended")
