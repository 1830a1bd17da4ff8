"""Plans: one suggested measure a gap, refusals with a sentence, and the corrective plan of a cap gate."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from ladder.assessment.models import Circumstance, SiteLevel
from ladder.assessment.queries import result_on
from ladder.audit.models import Entry
from ladder.core.improvement.measures import LEFT, RESUMED
from ladder.improvement.choices import read_choices
from ladder.improvement.models import Measure, Plan
from ladder.improvement.pictograms import DRAWINGS
from ladder.improvement.queries.plans import read_plan
from ladder.improvement.services.plans import MeasureEntry, add_measure, start_plan
from ladder.improvement.services.steps import StepEntry, record_step
from ladder.packfiles.reading import read_pack
from tests.improvement.conftest import TODAY

ENTRY = MeasureEntry(
    "R-2", {"fr": "Clôturer les puits", "sw": "Weka uzio"}, "safety_captain", TODAY + timedelta(days=30), "low",
    "cooperative", "fence",
)  # fmt: skip


@pytest.fixture
def plan(gappy, version, people):
    return start_plan(site=gappy, version=version, actor=people["operator"], on=TODAY)


def test_starting_suggests_one_measure_for_every_gap_and_none_for_what_nobody_saw(plan):
    assert sorted(plan.measures.values_list("requirement", flat=True)) == ["R-2", "R-4"]
    assert {one.due_on > TODAY for one in plan.measures.all()} == {True}


def test_starting_twice_is_starting_once(plan, gappy, version, people):
    again = start_plan(site=gappy, version=version, actor=people["assessor"], on=TODAY)
    assert again == plan
    assert Plan.objects.count() == 1
    assert Measure.objects.count() == 2
    assert Entry.objects.filter(action="improvement.plan_started").count() == 1


def test_a_gap_with_an_open_measure_is_no_longer_without_one(plan, gappy, version):
    view = read_plan(gappy, version, TODAY)
    assert view.gaps == ()
    assert [one.measure.requirement for one in view.first] == ["R-4", "R-2"]  # the gate first


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"requirement": "R-99"}, "This version has no such requirement."),
        ({"due_on": TODAY - timedelta(days=1)}, "The day is past. Choose one that lies ahead."),
        ({"words": {"fr": " "}}, "Say what will be done, in at least one language."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_kept(plan, people, change, sentence):
    with pytest.raises(ValidationError) as refused:
        add_measure(plan=plan, entry=replace(ENTRY, **change), actor=people["operator"], on=TODAY)
    assert sentence in refused.value.messages
    assert plan.measures.count() == 2


def test_an_agreed_measure_on_a_cap_gate_is_its_corrective_plan(plan, gappy, version, people):
    before = result_on(gappy, version, TODAY)
    entry = replace(ENTRY, requirement="R-4")
    add_measure(plan=plan, entry=entry, actor=people["assessor"], on=TODAY, is_agreed=True)
    circumstance = Circumstance.objects.get(kind="plan")
    assert (circumstance.subject, circumstance.ends_on) == ("R-4", entry.due_on)
    assert before.cap == 1
    assert result_on(gappy, version, TODAY).cap == 2
    assert SiteLevel.objects.get(site=gappy).document["cap"] == 2


def test_a_corrective_plan_that_is_dropped_lifts_no_cap_any_more(plan, gappy, version, people):
    entry = replace(ENTRY, requirement="R-4")
    measure = add_measure(plan=plan, entry=entry, actor=people["assessor"], on=TODAY, is_agreed=True)
    other = add_measure(plan=plan, entry=entry, actor=people["operator"], on=TODAY)
    record_step(measure=other, entry=StepEntry(LEFT), actor=people["operator"], on=TODAY)
    assert result_on(gappy, version, TODAY).cap == 2  # nobody agreed to that one
    record_step(measure=measure, entry=StepEntry(LEFT), actor=people["operator"], on=TODAY)
    assert result_on(gappy, version, TODAY).cap == 1
    assert SiteLevel.objects.get(site=gappy).document["cap"] == 1
    record_step(measure=measure, entry=StepEntry(RESUMED), actor=people["operator"], on=TODAY)
    assert result_on(gappy, version, TODAY).cap == 1  # somebody from outside agrees anew


def test_a_measure_on_another_requirement_is_no_corrective_plan(plan, people):
    add_measure(plan=plan, entry=ENTRY, actor=people["assessor"], on=TODAY, is_agreed=True)
    assert not Circumstance.objects.exists()


def test_the_database_refuses_to_change_what_was_promised(plan):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE improvement_measure SET owner = 'board'")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM improvement_measure")


def test_choices_are_complete_in_every_language_and_fit_the_starter_pack(settings):
    choices = read_choices()
    for kind in ("owners", "payers", "pictures"):
        for row in choices[kind]:
            assert sorted(row["names"]) == ["en", "fr", "sw", "zh"]
            assert all(name.strip() for name in row["names"].values())
    assert {row["key"] for row in choices["pictures"]} == set(DRAWINGS)
    pack = read_pack(settings.PACKS_ROOT / "starter")
    owners, pictures = ({row["key"] for row in choices[kind]} for kind in ("owners", "pictures"))
    own = choices["requirements"][pack.urn]
    assert set(own) <= {each.id for each in pack.requirements}
    assert {one["owner"] for one in own.values() if "owner" in one} <= owners
    assert {one["picture"] for one in own.values() if "picture" in one} <= pictures
    for usual, allowed in (("usual_owner", owners), ("usual_picture", pictures)):
        assert set(choices[usual]) == {each.key for each in pack.principles}
        assert set(choices[usual].values()) <= allowed
    assert set(choices["days_by_cost"]) == {each.key for each in pack.cost_classes}
