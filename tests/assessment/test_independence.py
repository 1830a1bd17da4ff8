"""Who is tied to a site, or runs it, decides nothing there, opens no gate, and is nobody's third party."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from ladder.assessment import queries
from ladder.assessment.access import kind_of_visit, may_decide
from ladder.assessment.access.review import is_of_another_house, may_hear_appeals, may_review, reviewable_sites
from ladder.assessment.models import Assessment, Circumstance, Determination, IncidentStep, SiteLevel
from ladder.assessment.services import record_circumstance, record_determinations
from ladder.assessment.services.circumstances import CircumstanceEntry, close_circumstance
from ladder.assessment.services.independence import declare_ties
from ladder.assessment.services.recording import Visit
from ladder.assessment.services.reviews import review_hand_in
from ladder.assessment.services.second_readings import Reading, findings_to_read, read_again
from ladder.registry.models import SiteOperator, Source
from ladder.registry.services import assign_organisation
from tests.assessment.conftest import ALL_MET, DAY, entry
from tests.assessment.review_people import hand_in, organisation_of

TODAY = timezone.localdate()
THIRD = {"kind": "third", "observed_on": TODAY.isoformat(), "note": "", "state-R-3": "met", "grade-R-3": "A"}


@pytest.fixture
def tied(staffed, people):
    """The assessor has declared to work for whoever runs the site."""
    declare_ties(person=people["assessor"], site=staffed, ties=["works_for_operator"], words="", on=TODAY)
    return people["assessor"]


def send(client_of, site, role, **fields):
    address = reverse("assessment:record", args=[site.public_id])
    return client_of(role).post(f"{address}?principle=2", THIRD | fields)


def test_who_is_tied_is_no_third_party_and_opens_no_gate(staffed, record, tied, client_of):
    record({**ALL_MET, "R-3": "not_met"}, TODAY - timedelta(days=5))
    refused = send(client_of, staffed, "assessor")
    assert refused.status_code == 422
    assert "Declare it first, or choose “Buyer or partner”" in refused.content.decode()
    assert send(client_of, staffed, "assessor", kind="second").status_code == 302
    assert not Determination.objects.latest("pk").is_independent
    assert SiteLevel.objects.get().status == "suspended"
    assert send(client_of, staffed, "secretariat").status_code == 302
    assert SiteLevel.objects.get().status == "good_standing"


def test_a_typed_a_of_a_buyer_counts_as_b(staffed, version, client_of):
    assert send(client_of, staffed, "assessor", kind="second", **{"grade-R-3": "A"}).status_code == 302
    assert Determination.objects.latest("pk").grade == "B"


def test_words_without_a_state_are_not_lost_in_silence(staffed, version, client_of):
    told = send(client_of, staffed, "assessor", **{"reason-R-4": "Nobody could show the plan."})
    assert told.status_code == 422
    assert "Choose a state for what you wrote here" in told.content.decode()
    assert "Nobody could show the plan." in told.content.decode()
    assert not Determination.objects.exists()


def test_the_interface_for_programs_refuses_the_same(staffed, version, tied, client_of):
    visit = {"kind": "third", "started_on": TODAY.isoformat(), "answers": [
        {"requirement": "R-1", "state": "met", "observed_on": TODAY.isoformat(), "grade": "A"}]}  # fmt: skip
    address = f"/api/v1/assessment/sites/{staffed.public_id}/visits"
    told = client_of("assessor").post(address, visit, content_type="application/json")
    assert told.status_code == 422
    assert "Declare it first" in told.content.decode()
    assert not Determination.objects.exists()


def test_who_is_tied_decides_on_no_plan_contest_or_incident(staffed, record, version, tied, client_of):
    record({**ALL_MET, "R-4": "not_met"}, TODAY, on=TODAY)
    assert not may_decide(tied, staffed)
    assert client_of("assessor").get(reverse("assessment:circumstances", args=[staffed.public_id])).status_code == 404
    plan = {
        "kind": "plan",
        "subject": "R-4",
        "starts_on": TODAY.isoformat(),
        "ends_on": (TODAY + timedelta(days=60)).isoformat(),
    }
    address = reverse("assessment:circumstances", args=[staffed.public_id])
    assert client_of("assessor").post(address, plan).status_code == 404
    assert not Circumstance.objects.exists()
    assert not IncidentStep.objects.exists()
    assert may_decide(tied, staffed) == reviewable_sites(tied).filter(pk=staffed.pk).exists()


@pytest.mark.parametrize("role", ["assessor", "secretariat", "committee"])
def test_whoever_acts_for_the_organisation_that_runs_a_site_speaks_of_itself(staffed, people, make_person, role):
    person = make_person("clerk", role, organisation_of(people["operator"]))
    assert kind_of_visit(person, staffed, TODAY) == "self"
    assert not may_review(person, staffed)
    assert not may_hear_appeals(person, staffed)
    assert not reviewable_sites(person).filter(pk=staffed.pk).exists()


@pytest.mark.parametrize("parts", [("operator", "assessor"), ("assessor", "operator"), ("operator", "monitor")])
def test_no_organisation_runs_a_site_and_looks_at_it(site, people, parts):
    house = organisation_of(people["buyer"])
    source = Source.objects.get(key="secretariat")

    def assign(part, starts_on, ends_on=None):
        return assign_organisation(
            actor=None, site=site, organisation=house, part=part, starts_on=starts_on, ends_on=ends_on, source=source
        )

    assign(parts[0], date(2020, 1, 1), date(2024, 12, 31))
    with pytest.raises(ValidationError, match="runs the site"):
        assign(parts[1], date(2024, 12, 31))
    assert assign(parts[1], date(2025, 1, 1)).pk
    assert SiteOperator.objects.filter(organisation=house).count() == 2


def test_the_house_of_a_maker_is_known_by_when_it_was_recorded_not_by_the_day_that_they_say(
    staffed, version, people, make_person
):
    colleague = make_person("colleague", "assessor", organisation_of(people["assessor"]))
    visit = Visit("third", date(2019, 12, 31))  # before anybody had a mandate
    record_determinations(
        site=staffed, version=version, visit=visit, entries=[entry("R-1", "not_met", DAY)], actor=people["assessor"],
        on=TODAY,
    )  # fmt: skip
    made = Assessment.objects.get()
    assert not is_of_another_house(colleague, made)
    assert is_of_another_house(people["secretariat"], made)


def test_a_house_that_is_not_known_is_no_other_house(staffed, version, record, people):
    record(ALL_MET)
    assert not is_of_another_house(people["secretariat"], Assessment.objects.get())


def test_what_two_read_differently_is_not_ended_by_hand_and_no_contest_by_who_found_it(
    staffed, version, people, make_person
):
    day = TODAY - timedelta(days=3)
    made = hand_in(staffed, version, ALL_MET, people["assessor"], day, on=day)
    review_hand_in(assessment=made, verdict="second_reader", reason="", actor=people["secretariat"], on=TODAY)
    again = {one.public_id: Reading("not_met") for one in findings_to_read(made)}
    read_again(assessment=made, readings=again, actor=make_person("second", "secretariat"), on=TODAY)
    for contest in Circumstance.objects.filter(kind="contest"):
        assert queries.find_closable(staffed, contest.public_id) is None

    said = CircumstanceEntry("contest", "R-1", TODAY, reason="Somebody doubts it.")
    contest = record_circumstance(site=staffed, version=version, entry=said, actor=None, on=TODAY)
    assert queries.find_closable(staffed, contest.public_id) == contest
    with pytest.raises(ValidationError, match="Somebody else ends it"):
        close_circumstance(
            circumstance=contest, closed_on=TODAY, reason="I was right.", actor=people["assessor"], on=TODAY
        )
    assert (
        close_circumstance(
            circumstance=contest, closed_on=TODAY, reason="Looked into.", actor=people["secretariat"], on=TODAY
        ).closes
        == contest
    )
