"""Somebody says otherwise later: another site, a correction, a tie. What counted before counts no more, and no less."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ladder.assessment.models import (
    Assessment,
    Circumstance,
    DaySheet,
    Determination,
    EvidenceUse,
    Incident,
    LevelSnapshot,
    SiteLevel,
)
from ladder.assessment.queries import result_on
from ladder.assessment.services.independence import declare_ties
from ladder.assessment.services.reviews import review_hand_in
from ladder.field.models import Submission
from ladder.field.services.deciding import accept_submission, leave_aside
from ladder.field.services.taking import take_waiting
from tests.field.test_acts import fixture_tell

__all__ = ["fixture_tell"]
TODAY = timezone.localdate()
DAY = TODAY - timedelta(days=2)
MET = {"R-1": "met", "R-2": "met", "R-3": "met"}


def level_of(site):
    """What is published of a site; it is what judging it now gives."""
    kept = SiteLevel.objects.filter(site=site).values_list("level", "status").first()
    if kept:
        found = result_on(site, SiteLevel.objects.get(site=site).version, TODAY)
        assert kept == (found.site_level, found.status)
    return kept


def hand_in(send, answers, **more):
    row = send(answers, day=DAY.isoformat(), **more).row
    take_waiting(on=TODAY)
    row.refresh_from_db()
    return row


def accept(row, site, people):
    accept_submission(
        submission=row, speaker=people["assessor"], site=site, reason="the other site", actor=people["secretariat"],
        on=TODAY,
    )  # fmt: skip
    take_waiting(on=TODAY)
    row.refresh_from_db()


def test_what_was_taken_early_at_the_wrong_site_moves_to_the_right_one(
    send, make_site, staff, field_site, field_people
):
    other = staff(make_site("other"))
    row = hand_in(send, {"R-1": "fine", "R-2": "met", "R-3": "not_met"})
    assert (row.state, level_of(field_site)[1]) == ("aside", "suspended")
    accept(row, other, field_people)
    assert row.state == "taken"
    counting = Determination.objects.filter(withdrawal=None).values_list("site__code", "assessment__site__code")
    assert set(counting) == {("other", "other")}
    assert set(Determination.objects.filter(withdrawal=None).values_list("requirement__key", flat=True)) == {
        "R-2",
        "R-3",
    }
    assert (level_of(other)[1], level_of(field_site)[1] == "suspended") == ("suspended", False)


def test_no_site_has_a_level_by_what_is_recorded_at_another(send, make_site, staff, field_site, field_people):
    other = staff(make_site("other"))
    row = hand_in(send, {"R-1": "met", "R-2": "met", "R-3": "fine", "R-4": "partly"})
    accept(row, other, field_people)
    assert set(Determination.objects.filter(withdrawal=None).values_list("site__code", flat=True)) == {"other"}
    for site in (other, field_site):
        level_of(site)


@pytest.mark.parametrize(
    ("fault", "mended"), [({"sheet/site": "f-l"}, {}), ({"sheet/n_people": "900000"}, {"sheet/n_people": "90"})]
)
def test_an_incident_told_in_a_sheet_that_was_set_aside_is_recorded_once_the_sheet_is_mended(tell, fault, mended):
    first = tell("uuid:d1", **{"incident/people_hurt": "2", **fault})
    assert (first.state, Incident.objects.count()) == ("aside", 0)
    second = tell("uuid:d2", corrects="uuid:d1", **{"incident/people_hurt": "2", **mended})
    assert (second.state, Incident.objects.count(), DaySheet.objects.count()) == ("taken", 1, 1)
    tell("uuid:d3", corrects="uuid:d2", **{"incident/people_hurt": "2", "sheet/n_people": "91"})
    assert Incident.objects.get().people_hurt == 2


def test_taking_back_a_condition_alone_judges_the_site_again(send, field_site):
    hand_in(send, MET)
    hand_in(send, {}, instance="uuid:2", conditions={"underground": "no"})
    assert level_of(field_site)[0] == 2
    hand_in(send, {}, instance="uuid:3", corrects="uuid:2", conditions={"underground": "unknown"})
    assert level_of(field_site)[0] == 1


def test_a_refused_form_frees_the_site_from_nothing(send, field_site, field_people):
    hand_in(send, MET)
    hand_in(send, {"R-1": "met"}, instance="uuid:2", conditions={"underground": "no"})
    assert level_of(field_site)[0] == 2
    made_up = Assessment.objects.get(source_name="uuid:2")
    review_hand_in(assessment=made_up, verdict="refused", reason="made up", actor=field_people["secretariat"], on=TODAY)
    assert level_of(field_site)[0] == 1


def test_who_is_tied_to_the_site_frees_it_from_no_gate(send, field_site, field_people, version):
    declare_ties(person=field_people["assessor"], site=field_site, ties=["family"], words="", on=DAY)
    hand_in(send, {"R-1": "met"}, conditions={"underground": "no"})
    assert Circumstance.objects.get(kind="condition").reason == ""
    assert result_on(field_site, version, TODAY).standings["R-4"].state == "not_assessed"


def test_who_handed_it_in_or_is_tied_does_not_decide_on_what_was_set_aside(send, field_site, field_people, make_person):
    own = hand_in(send, {"R-1": "fine"}, by="secretariat")
    with pytest.raises(ValidationError, match="yourself"):
        accept(own, field_site, field_people)
    with pytest.raises(ValidationError, match="yourself"):
        leave_aside(submission=own, reason="x", actor=field_people["secretariat"])
    other = hand_in(send, {"R-1": "fine"}, instance="uuid:2")
    nowhere = hand_in(send, {"R-3": "not_met"}, instance="uuid:3", site="")
    declare_ties(person=field_people["secretariat"], site=field_site, ties=["trades_ore"], words="", on=TODAY)
    for row in (other, nowhere):
        with pytest.raises(ValidationError, match="declared a tie"):
            accept(row, field_site, field_people)
    with pytest.raises(ValidationError, match="declared a tie"):
        leave_aside(submission=other, reason="x", actor=field_people["secretariat"])
    colleague = make_person("colleague", "secretariat")
    leave_aside(submission=other, reason="x", actor=colleague)
    assert Submission.objects.get(pk=other.pk).aside_reason == "withdrawn"


def test_a_photo_that_comes_in_the_place_of_an_inherited_one_is_attached(send):
    answers = {"R-1": {"state": "met", "photo": "a.jpg"}}
    hand_in(send, answers, photos={"a.jpg": b"the old one"})
    hand_in(send, answers, instance="uuid:2", corrects="uuid:1")
    later = hand_in(send, answers, instance="uuid:2", corrects="uuid:1", photos={"a.jpg": b"the new one, other bytes"})
    uses = EvidenceUse.objects.filter(determination__source_key="uuid:2")
    assert later.files.get(name="a.jpg").sha256 in set(uses.values_list("evidence__sha256", flat=True))


def test_who_asked_for_the_day_before_midnight_judges_as_of_the_day_after(send, field_site):
    hand_in(send, MET)
    hand_in(send, {"R-3": "not_met"}, instance="uuid:2")
    assert level_of(field_site)[1] == "suspended"
    send({"R-2": "met"}, instance="uuid:3", day=DAY.isoformat())
    take_waiting(on=TODAY - timedelta(days=1))
    assert level_of(field_site)[1] == "suspended"
    assert LevelSnapshot.objects.latest("pk").as_of == TODAY
