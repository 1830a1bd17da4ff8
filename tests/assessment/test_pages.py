"""Pages: who sees what, what is never shown as fine, and how often the database is asked."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from ladder.assessment.models import Circumstance, Determination, SiteLevel
from ladder.audit.models import Entry
from ladder.catalogue.services import withdraw_version
from tests.assessment.conftest import ALL_MET

TODAY = timezone.localdate()
ENTERED = {"kind": "third", "observed_on": TODAY.isoformat(), "note": ""}


@pytest.fixture
def assessed(staffed, record):
    """A site with all met ten days ago, one of them with a reason."""
    record(ALL_MET, TODAY - timedelta(days=10))
    record({"R-1": "met"}, TODAY - timedelta(days=5), reason="Told by the women who wash ore.")
    return staffed


@pytest.fixture
def page_of(client_of):
    """A page's answer for a role."""

    def page_of(role, site, tail=""):
        return client_of(role).get(f"/assessment/sites/{site.public_id}/{tail}")

    return page_of


def test_everybody_sees_level_status_and_ladders(page_of, assessed):
    page = page_of("", assessed)
    text = page.content.decode()
    assert page.status_code == 200
    assert "2 of 2" in text
    assert "Everything this level needs is met and its evidence is in date." in text
    assert "shown to signed-in people with a role" in text
    assert "R-1" not in text


@pytest.mark.parametrize("tail", ["reasons/", "history/", "determinations.csv"])
@pytest.mark.parametrize(
    ("role", "status"), [("", 404), ("public", 404), ("stranger", 404), ("buyer", 200), ("operator", 200)]
)
def test_reasons_are_for_people_with_a_role(page_of, assessed, tail, role, status):
    assert page_of(role, assessed, tail).status_code == status


@pytest.mark.parametrize("tail", ["record/", "upload/"])
@pytest.mark.parametrize(
    ("role", "status"),
    [("", 302), ("stranger", 404), ("buyer", 404), ("regulator", 404), ("operator", 200), ("assessor", 200)],
)
def test_recording_is_for_those_assigned_and_for_the_site_about_itself(page_of, assessed, tail, role, status):
    assert page_of(role, assessed, tail).status_code == status


@pytest.mark.parametrize(("role", "status"), [("", 302), ("buyer", 404), ("operator", 404), ("assessor", 200)])
def test_circumstances_are_decided_from_outside_only(page_of, assessed, role, status):
    assert page_of(role, assessed, "circumstances/").status_code == status


@pytest.mark.parametrize(("role", "is_shown"), [("buyer", False), ("operator", False), ("assessor", True)])
@pytest.mark.parametrize("tail", ["history/", "determinations.csv"])
def test_words_about_people_are_shown_to_those_assigned_only_and_the_log_says_so(
    page_of, assessed, role, is_shown, tail
):
    text = page_of(role, assessed, tail).content.decode()
    assert ("assessor one" in text) is is_shown
    read = Entry.objects.filter(action="audit.record_read", target=f"site:{assessed.public_id}")
    assert read.count() == is_shown


def test_a_site_nobody_looked_at_is_unknown_not_fine(page_of, site, version):
    text = page_of("", site).content.decode()
    assert "Nobody has looked at this site under this version." in text
    assert "Not assessed" in text
    assert "good standing" not in text.lower()
    assert "0 of 2" not in text


def test_a_day_before_anything_was_known_is_unknown_too(page_of, assessed):
    text = page_of("", assessed, f"?on={TODAY - timedelta(days=11)}").content.decode()
    assert "On that day nothing was known here about this site" in text
    assert "0 of 2" not in text


@pytest.mark.parametrize("tail", ["?on=1999-12-31", "?on=2999-01-01", "?on=yesterday", "?version=9.9"])
def test_a_day_or_version_that_is_not_there_is_not_found(page_of, assessed, tail):
    assert page_of("", assessed, tail).status_code == 404


def test_a_past_day_shows_what_was_known_then(page_of, assessed, record):
    record({"R-3": "not_met"}, TODAY - timedelta(days=3))
    assert "Only an independent look can lift this" in page_of("", assessed).content.decode()
    text = page_of("", assessed, f"?on={TODAY - timedelta(days=4)}").content.decode()
    assert "Everything this level needs is met" in text


def test_a_visit_entered_by_form_is_recorded_with_its_evidence(client_of, staffed, version):
    posted = ENTERED | {
        "state-R-1": "met",
        "grade-R-1": "B",
        "evidence-R-1": "Poster",
        "method-R-1": "O",
        "state-R-2": "",
        "note": "Rain that day.",
    }
    answer = client_of("assessor").post(f"/assessment/sites/{staffed.public_id}/record/?principle=1", posted)
    assert answer.status_code == 302
    one = Determination.objects.select_related("requirement", "recorded_by").get()
    assert (one.requirement.key, one.state, one.grade, one.is_independent) == ("R-1", "met", "B", True)
    assert (one.decided_by, one.recorded_by.username) == ("assessor", "assessor")
    assert one.evidence_uses.get().evidence.title == "Poster"
    assert one.evidence_uses.get().evidence.kind == "document"
    address = f"/assessment/sites/{staffed.public_id}/history/"
    assert "Observation: Poster" in client_of("assessor").get(address).content.decode()
    assert "Rain that day." in client_of("assessor").get(address).content.decode()
    for words in ("Poster", "Rain that day."):
        assert words not in client_of("buyer").get(address).content.decode()


def test_an_operator_records_only_as_the_site_itself(client_of, staffed, version):
    address = f"/assessment/sites/{staffed.public_id}/record/?principle=1"
    answers = {"state-R-1": "met", "grade-R-1": "A"}
    assert client_of("operator").post(address, ENTERED | answers).status_code == 422
    assert client_of("operator").post(address, ENTERED | answers | {"kind": "self"}).status_code == 302
    assert set(Determination.objects.values_list("grade", "is_independent")) == {("D", False)}


def test_a_form_at_fault_comes_back_with_every_fault_and_every_answer(client_of, staffed, version):
    posted = ENTERED | {
        "state-R-3": "not_applicable",
        "grade-R-3": "Z",
        "reason-R-3": "No tunnels",
        "state-R-4": "perhaps",
    }
    answer = client_of("assessor").post(f"/assessment/sites/{staffed.public_id}/record/?principle=2", posted)
    text = answer.content.decode()
    assert answer.status_code == 422
    for sentence in ("This requirement always applies", "Unknown grade", "Unknown state “perhaps”"):
        assert sentence in text
    assert "No tunnels" in text
    assert not Determination.objects.exists()


@pytest.mark.parametrize(
    ("day", "sentence"), [(TODAY + timedelta(days=1), "lies in the future"), ("1999-01-01", "before the year 2000")]
)
def test_a_day_that_cannot_be_is_refused(client_of, staffed, version, day, sentence):
    answer = client_of("assessor").post(
        f"/assessment/sites/{staffed.public_id}/record/?principle=1", ENTERED | {"observed_on": day, "state-R-1": "met"}
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_principle_that_is_not_there_is_not_found(page_of, assessed):
    assert page_of("assessor", assessed, "record/?principle=9").status_code == 404


def test_a_plan_is_recorded_and_ended_by_the_assessor(client_of, staffed, record):
    record(ALL_MET | {"R-4": "not_met"}, TODAY)
    client = client_of("assessor")
    address = f"/assessment/sites/{staffed.public_id}/circumstances/"
    plan = {
        "kind": "plan",
        "subject": "R-4",
        "starts_on": TODAY,
        "ends_on": TODAY + timedelta(days=60),
        "reason": "Timber.",
    }
    assert client.post(address, plan).status_code == 302
    assert "Corrective plan" in client.get(address).content.decode()
    row = Circumstance.objects.get()
    end = f"{address}{row.public_id}/close/"
    assert client.get(end).status_code == 200
    assert client.post(end, {"closed_on": TODAY + timedelta(days=1), "reason": "Done."}).status_code == 422
    assert client.post(end, {"closed_on": TODAY, "reason": "Done."}).status_code == 302
    assert row.closings.get().reason == "Done."
    assert client.get(end).status_code == 404


def test_the_end_of_what_belongs_to_another_site_is_not_found(client_of, staffed, make_site, tell):
    row = tell("plan", "R-4", TODAY, TODAY + timedelta(days=60))
    other = make_site("t-2")
    assert (
        client_of("secretariat")
        .get(f"/assessment/sites/{other.public_id}/circumstances/{row.public_id}/close/")
        .status_code
        == 404
    )
    assert (
        client_of("operator")
        .get(f"/assessment/sites/{staffed.public_id}/circumstances/{row.public_id}/close/")
        .status_code
        == 404
    )


def test_a_circumstance_at_fault_is_refused_with_every_fault(client_of, staffed, version):
    posted = {
        "kind": "approval",
        "subject": "R-3",
        "starts_on": TODAY + timedelta(days=2),
        "ends_on": TODAY,
        "reason": "x",
    }
    answer = client_of("assessor").post(f"/assessment/sites/{staffed.public_id}/circumstances/", posted)
    text = answer.content.decode()
    assert answer.status_code == 422
    for sentence in (
        "This requirement always applies",
        "The date lies in the future.",
        "This date is before the first one.",
    ):
        assert sentence in text
    assert not Circumstance.objects.exists()


@pytest.mark.parametrize("kind", ["condition", "incident"])
def test_nothing_is_taken_for_granted_of_a_condition_or_an_incident(client_of, staffed, version, kind):
    subject = "underground" if kind == "condition" else "R-3"
    posted = {"kind": kind, "subject": subject, "starts_on": TODAY, "reason": "Seen."}
    client, address = client_of("assessor"), f"/assessment/sites/{staffed.public_id}/circumstances/"
    assert "Answer yes or no" in client.post(address, posted).content.decode()
    assert client.post(address, posted | {"holds": "no"}).status_code == 302
    assert Circumstance.objects.get().holds is False


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_of_levels_asks_the_same_number_of_questions_for_any_number_of_sites(
    client_of, make_site, record, rows, django_assert_num_queries
):
    for number in range(rows):
        record({"R-1": "met"}, TODAY, at=make_site(f"many-{number}"))
    client = client_of("")
    client.get("/assessment/")
    with django_assert_num_queries(5):
        page = client.get("/assessment/")
    assert page.content.decode().count("<tr>") == rows + 1


@pytest.mark.parametrize("rows", [1, 30])
def test_the_history_asks_the_same_number_of_questions_for_any_number_of_rows(
    client_of, staffed, record, rows, django_assert_num_queries
):
    for number in range(rows):
        record({"R-1": "met"}, TODAY - timedelta(days=number))
    client = client_of("buyer")
    address = f"/assessment/sites/{staffed.public_id}/history/"
    client.get(address)
    with django_assert_num_queries(8):
        page = client.get(address)
    assert page.content.decode().count("<tr>") == rows + 1


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_of_a_site_asks_the_same_number_of_questions_for_any_number_of_determinations(
    client_of, staffed, record, rows, django_assert_num_queries
):
    for number in range(rows):
        record({"R-1": "met", "R-3": "met"}, TODAY - timedelta(days=number))
    client = client_of("")
    address = f"/assessment/sites/{staffed.public_id}/"
    client.get(address)
    with django_assert_num_queries(7):
        assert client.get(address).status_code == 200


def test_the_list_is_filtered_by_level_and_status(client_of, make_site, record):
    record(ALL_MET, TODAY, at=make_site("good"))
    record(ALL_MET | {"R-3": "not_met"}, TODAY, at=make_site("bad"))
    for address, names in (
        ("", {"good", "bad"}),
        ("?level=2", {"good"}),
        ("?status=suspended", {"bad"}),
        ("?level=0", set()),
        ("?level=x&status=y", {"good", "bad"}),
    ):
        text = client_of("").get(f"/assessment/{address}").content.decode()
        assert set(re.findall(r">Site (good|bad)<", text)) == names


def test_a_level_whose_evidence_ran_out_is_not_shown_as_it_was(client_of, site, record):
    record(ALL_MET, TODAY - timedelta(days=20), valid_until=TODAY - timedelta(days=2))
    assert SiteLevel.objects.get().status == "good_standing"  # nobody has judged it again yet
    text = client_of("").get("/assessment/").content.decode()
    assert "to be judged again" in text
    assert "status-good_standing" not in text
    assert "status-lapsed" in client_of("").get(f"/assessment/sites/{site.public_id}/").content.decode()


@pytest.mark.parametrize("language", ["en", "fr", "zh-hans", "sw"])
@pytest.mark.parametrize("tail", ["", "reasons/", "history/", "record/", "upload/", "circumstances/"])
def test_every_page_is_there_in_every_language(client_of, assessed, language, tail):
    page = client_of("assessor").get(f"/assessment/sites/{assessed.public_id}/{tail}", {"lang": language}, follow=True)
    assert page.status_code == 200
    assert f'lang="{"zh-Hans" if language == "zh-hans" else language}"' in page.content.decode()


def test_without_an_older_version_nothing_can_be_taken_over(page_of, assessed):
    assert "Nothing was recorded under an earlier version" in page_of("buyer", assessed, "carried/").content.decode()


def test_a_withdrawn_version_takes_no_new_results(client_of, staffed, record, version):
    record(ALL_MET, TODAY)
    withdraw_version(version=version, actor=None, on=TODAY)
    client = client_of("assessor")
    assert client.get(f"/assessment/sites/{staffed.public_id}/").status_code == 200
    for tail in ("record/", "upload/", "circumstances/"):
        assert client.get(f"/assessment/sites/{staffed.public_id}/{tail}").status_code == 404


@pytest.mark.parametrize(
    ("role", "hears"), [("committee", True), ("secretariat", True), ("buyer", False), ("operator", False), ("", False)]
)
def test_those_to_whom_appeals_come_find_the_way_to_them(client_of, role, hears):
    assert ('href="/assessment/appeals/"' in client_of(role).get("/assessment/").content.decode()) == hears
