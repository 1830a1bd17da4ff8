"""Recording determinations: once, all or nothing, for good."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from ladder.assessment.entries import EvidenceEntry
from ladder.assessment.models import (
    Assessment,
    Circumstance,
    Determination,
    Evidence,
    EvidenceUse,
    LevelSnapshot,
    SiteLevel,
)
from ladder.assessment.services import close_circumstance, record_determinations
from ladder.assessment.services.recording import Visit
from ladder.audit.models import Entry
from tests.assessment.conftest import ALL_MET, DAY, entry

LATER = date(2026, 3, 15)


def test_a_visit_stores_its_rows_the_level_and_one_act_in_the_log(record, site, version):
    recorded = record(ALL_MET)
    assert (recorded.new, recorded.known, recorded.result.site_level) == (4, 0, 2)
    assert Determination.objects.filter(site=site, version=version).count() == 4
    level = SiteLevel.objects.get(site=site, version=version)
    assert (level.level, level.status, level.grade, level.vector) == (2, "good_standing", "B", {"1": 2, "2": 2})
    act = Entry.objects.get(action="assessment.determinations_recorded")
    assert act.target == f"site:{site.public_id}"
    assert act.detail["new"] == 4
    assert "assessor" not in str(act.detail)


def test_the_same_visit_sent_again_changes_nothing(record):
    first = record(ALL_MET)
    before = {model: model.objects.count() for model in (Assessment, Determination, LevelSnapshot, Entry)}
    again = record(ALL_MET, on=LATER)
    assert (again.assessment_id, again.new, again.known) == (None, 0, 4)
    assert again.result.levels == first.result.levels
    assert {model: model.objects.count() for model in before} == before


def test_of_a_visit_that_is_partly_known_only_the_rest_is_recorded(record):
    record({"R-1": "met"})
    recorded = record(ALL_MET)
    assert (recorded.new, recorded.known) == (3, 1)
    assert Determination.objects.count() == 4


def test_an_entry_that_stands_twice_in_one_visit_is_recorded_once(record, site, version):
    twice = [entry("R-1"), entry("R-1")]
    recorded = record_determinations(
        site=site, version=version, visit=Visit("third", DAY), entries=twice, actor=None, on=DAY
    )
    assert (recorded.new, recorded.known) == (1, 1)


def test_where_one_entry_cannot_be_stored_none_is(record):
    with pytest.raises(KeyError):
        record({"R-1": "met", "R-99": "met"})
    assert (Determination.objects.count(), Assessment.objects.count(), LevelSnapshot.objects.count()) == (0, 0, 0)


def test_what_a_site_says_of_itself_is_grade_d_and_not_independent(record):
    recorded = record(ALL_MET, kind="self", grade="A")
    assert set(Determination.objects.values_list("grade", "is_independent")) == {("D", False)}
    assert recorded.result.grade == "D"


def test_the_last_good_day_comes_from_the_catalogue_where_none_is_named(record):
    record({"R-1": "met", "R-3": "met"})  # a document is good for 365 days, a gate's finding for 90
    record({"R-2": "met"}, valid_until=date(2026, 4, 2))
    record({"R-4": "not_met"})
    until = dict(Determination.objects.values_list("requirement__key", "valid_until"))
    assert until == {"R-1": date(2027, 3, 1), "R-3": date(2026, 5, 30), "R-2": date(2026, 4, 2), "R-4": None}


def test_evidence_is_kept_with_what_it_was_used_for(record):
    photo = EvidenceEntry("photo", "Shaft 3 from the north", "O", DAY)
    record({"R-4": "met"}, evidence=(photo,))
    use = EvidenceUse.objects.select_related("evidence", "determination__requirement").get()
    assert (use.evidence.title, use.method, use.determination.requirement.key) == ("Shaft 3 from the north", "O", "R-4")


@pytest.mark.parametrize("model", [Determination, Circumstance, Evidence, EvidenceUse, LevelSnapshot])
@pytest.mark.parametrize("order", ["UPDATE {table} SET id = id + 100", "DELETE FROM {table}"])
def test_the_database_itself_refuses_to_change_or_delete_what_was_recorded(record, tell, model, order):
    record({"R-4": "met"}, evidence=(EvidenceEntry("photo", "Shaft 3", "O", DAY),))
    tell("contest", "R-1")
    count = model.objects.count()
    assert count
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(order.format(table=model._meta.db_table))
    assert model.objects.count() == count


def test_a_circumstance_sent_twice_is_recorded_once(tell):
    assert tell("plan", "R-4", ends_on=LATER) == tell("plan", "R-4", ends_on=LATER)
    assert Circumstance.objects.count() == 1


def test_what_ends_is_a_new_row_and_ends_once(tell, site):
    contest = tell("contest", "R-1")
    end = {"circumstance": contest, "reason": "Answered.", "actor": None}
    close_circumstance(**end, closed_on=LATER, on=LATER)
    with pytest.raises(ValidationError, match="closed already"):
        close_circumstance(**end, closed_on=LATER, on=LATER)
    assert list(Circumstance.objects.values_list("starts_on", "closes")) == [(DAY, None), (LATER, contest.pk)]


@pytest.mark.parametrize(
    ("kind", "closed_on", "sentence"),
    [
        ("approval", LATER, "Only plans"),
        ("contest", DAY - timedelta(days=1), "before the first"),
        ("contest", LATER + timedelta(days=1), "future"),
    ],
)
def test_an_end_that_cannot_be_is_refused(tell, kind, closed_on, sentence):
    told = tell(kind, "R-1", reason="Because.")
    with pytest.raises(ValidationError, match=sentence):
        close_circumstance(circumstance=told, closed_on=closed_on, reason="", actor=None, on=LATER)
    assert Circumstance.objects.count() == 1
