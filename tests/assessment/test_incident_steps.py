"""What follows an incident: who found what afterwards closes it, and what a step means for the level."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from ladder.assessment.incident_entries import IncidentEntry
from ladder.assessment.models import Circumstance, Incident, IncidentStep
from ladder.assessment.queries import result_on
from ladder.assessment.services.incident_steps import take_step
from ladder.assessment.services.incidents import record_incident
from tests.assessment.conftest import ALL_MET

HAPPENED = date(2026, 3, 10)


@pytest.fixture
def incident(site, version, record):
    record(ALL_MET)
    entry = IncidentEntry("other", HAPPENED, "monitor", "R-3")
    return record_incident(site=site, version=version, entry=entry, actor=None, on=HAPPENED)


@pytest.fixture
def step(incident):
    def step(kind, day, due_on=None, *, at=None, on=None):
        fresh = Incident.objects.get(pk=(at or incident).pk)
        return take_step(incident=fresh, kind=kind, done_on=day, due_on=due_on, actor=None, on=on or day)

    return step


def day(number):
    return HAPPENED + timedelta(days=number)


@pytest.mark.parametrize(
    "found",
    [
        {"day": day(0)},  # the very day
        {"day": day(3), "kind": "self"},
        {"day": day(3), "grade": "D"},
        {"states": {"R-3": "not_met"}, "day": day(3)},
        {"states": {"R-4": "met"}, "day": day(3)},
        {"day": day(3), "on": day(9)},  # known only after the closing
    ],
)
def test_only_an_entitled_finding_after_it_closes_an_incident(step, record, site, version, found):
    record(**{"states": {"R-3": "met"}} | found)
    with pytest.raises(ValidationError, match="by somebody independent"):
        step("closed", day(5))
    assert result_on(site, version, day(5)).status == "suspended"
    assert not IncidentStep.objects.exists()


def test_the_finding_opens_the_gate_and_the_closing_ends_the_case(step, record, site, version, incident):
    record({"R-3": "met"}, day(3))
    assert result_on(site, version, day(3)).status == "good_standing"
    step("closed", day(5))
    assert incident.circumstance.closings.get().starts_on == day(5)
    assert result_on(site, version, day(5)).status == "good_standing"


def test_opening_again_shuts_the_gate_again_until_somebody_looks_again(step, record, site, version):
    record({"R-3": "met"}, day(3))
    step("closed", day(5))
    step("reopened", day(8))
    assert result_on(site, version, day(8)).status == "suspended"
    with pytest.raises(ValidationError, match="by somebody independent"):
        step("closed", day(9))
    record({"R-3": "met"}, day(9))
    step("closed", day(9))
    assert result_on(site, version, day(9)).status == "good_standing"
    assert Circumstance.objects.filter(kind="incident", closes=None, closings=None).count() == 0


def test_a_step_is_held_against_what_somebody_else_took_meanwhile(record, site, version, incident):
    def opened():
        """As the page reads it, before it waits for the site."""
        return Incident.objects.prefetch_related("steps__circumstance").get(pk=incident.pk)

    record({"R-3": "met"}, day(3))
    mine, theirs = opened(), opened()
    list(mine.steps.all()), list(theirs.steps.all())
    take_step(incident=theirs, kind="closed", done_on=day(5), actor=None, on=day(5))
    with pytest.raises(ValidationError, match="not due"):
        take_step(incident=mine, kind="planned", done_on=day(5), due_on=day(60), actor=None, on=day(5))
    mine, theirs = opened(), opened()
    take_step(incident=theirs, kind="reopened", done_on=day(6), actor=None, on=day(6))
    with pytest.raises(ValidationError, match="not due"):
        take_step(incident=mine, kind="reopened", done_on=day(6), actor=None, on=day(6))
    assert [step.kind for step in incident.steps.order_by("pk")] == ["closed", "reopened"]


def test_a_plan_on_a_cap_gate_lifts_the_cap_and_a_new_plan_takes_its_place(step, site, version, incident):
    entry = IncidentEntry("bribe", HAPPENED, "assessor", "R-4")
    capped = record_incident(site=site, version=version, entry=entry, actor=None, on=HAPPENED)
    assert result_on(site, version, day(0)).cap == 1
    step("planned", day(2), day(40), at=capped)
    assert result_on(site, version, day(2)).cap == 2
    step("planned", day(4), day(20), at=capped)
    assert result_on(site, version, day(20)).cap == 2
    assert result_on(site, version, day(21)).cap == 1
    step("planned", day(25), day(60))  # on the stop gate a plan means nothing for the level
    assert Circumstance.objects.filter(kind="plan", closes=None).count() == 2


@pytest.mark.parametrize(
    ("kind", "done_on", "due_on", "field"),
    [
        ("reopened", day(1), None, "kind"),
        ("acknowledged", day(-1), None, "done_on"),
        ("acknowledged", day(9), None, "done_on"),
        ("planned", day(1), None, "due_on"),
        ("planned", day(1), day(0), "due_on"),
    ],
)
def test_a_step_at_fault_is_refused(step, kind, done_on, due_on, field):
    with pytest.raises(ValidationError) as fault:
        step(kind, done_on, due_on, on=day(5))
    assert set(fault.value.message_dict) == {field}


def test_no_step_lies_before_the_one_before_it(step):
    step("acknowledged", day(3))
    with pytest.raises(ValidationError):
        step("planned", day(2), day(9), on=day(4))


def test_one_without_a_requirement_closes_with_words_alone(step, site, version):
    entry = IncidentEntry("other", HAPPENED, "monitor")
    loose = record_incident(site=site, version=version, entry=entry, actor=None, on=HAPPENED)
    assert step("closed", day(1), at=loose).circumstance is None
