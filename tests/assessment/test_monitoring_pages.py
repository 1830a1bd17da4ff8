"""Pages between visits: who gets in, who sees what, what a report does at once, and how often the database is asked."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from lxml import etree

from ladder.assessment.incident_entries import DaySheetEntry, IncidentEntry
from ladder.assessment.models import DaySheet, Follow, Incident, SiteLevel
from ladder.assessment.services.alerts import tell
from ladder.assessment.services.day_sheets import record_day_sheet
from ladder.assessment.services.incidents import record_incident
from ladder.audit.models import Entry
from ladder.registry.models import Mandate, Organisation, SiteOperator, Source
from ladder.registry.services import assign_organisation
from tests.assessment.conftest import ALL_MET

TODAY = timezone.localdate()
ATOM = "{http://www.w3.org/2005/Atom}"
REPORT = {
    "kind": "other",
    "occurred_on": TODAY.isoformat(),
    "requirement": "R-3",
    "is_credible": "yes",
    "words": "Seen.",
}


@pytest.fixture
def monitored(staffed, make_person):
    """The staffed site with a resident monitor, and the monitor's client."""
    person = make_person("monitor", "monitor")
    organisation = Organisation.objects.get(pk=Mandate.objects.get(user=person).organisation_id)
    assign_organisation(
        actor=None, site=staffed, organisation=organisation, part=SiteOperator.Part.MONITOR,
        starts_on=TODAY - timedelta(days=900), source=Source.objects.get(key="secretariat"),
    )  # fmt: skip
    client = Client()
    client.force_login(person)
    return staffed, client


@pytest.fixture
def happen(staffed, version):
    def happen(requirement="R-3", **fields):
        day = fields.pop("day", TODAY)
        entry = IncidentEntry(fields.pop("kind", "other"), day, "monitor", requirement, **fields)
        return record_incident(site=staffed, version=version, entry=entry, actor=None, on=day)

    return happen


def address(site, tail):
    return f"/assessment/sites/{site.public_id}/{tail}"


@pytest.mark.parametrize(
    ("tail", "allowed"),
    [
        ("incidents/", {"secretariat", "assessor", "operator", "regulator"}),
        ("day-sheets/", {"secretariat", "assessor"}),
        ("calendar/", {"secretariat", "assessor", "operator", "regulator", "buyer"}),
        ("calendar.ics", {"secretariat", "assessor", "operator", "regulator", "buyer"}),
        ("calendar.csv", {"secretariat", "assessor", "operator", "regulator", "buyer"}),
        ("follow/", {"secretariat", "assessor", "operator", "regulator", "buyer", "stranger"}),
        ("feed.xml", {"secretariat", "assessor", "operator", "regulator", "buyer", "stranger"}),
    ],
)
def test_who_gets_in(client_of, staffed, version, tail, allowed):
    everybody = {"secretariat", "assessor", "operator", "regulator", "buyer", "stranger"}
    opened = {role for role in everybody if client_of(role).get(address(staffed, tail)).status_code == 200}
    assert opened == allowed


@pytest.mark.parametrize("tail", ["incidents/", "calendar/", "calendar.ics", "calendar.csv"])
@pytest.mark.parametrize(("role", "status"), [("", 302), ("secretariat", 200), ("assessor", 200), ("operator", 404)])
def test_the_lists_over_all_sites_are_for_those_who_answer(client_of, staffed, version, tail, role, status):
    assert client_of(role).get(f"/assessment/{tail}").status_code == status


def test_the_monitor_reports_and_counts(monitored, version):
    site, client = monitored
    assert client.get(address(site, "incidents/")).status_code == 200
    assert client.get(address(site, "day-sheets/")).status_code == 200


def test_people_of_another_site_get_in_nowhere(client_of, make_site, version, monitored):
    other = make_site("t-2")
    _, monitor = monitored
    for tail in ("incidents/", "day-sheets/"):
        for client in (client_of("assessor"), client_of("operator"), monitor):
            assert client.get(address(other, tail)).status_code == 404


def test_a_report_of_the_monitor_suspends_the_site_at_once_and_the_page_of_the_site_says_so(monitored, record):
    site, client = monitored
    record(ALL_MET, TODAY)
    answer = client.post(address(site, "incidents/"), REPORT | {"sent": uuid.uuid4()}, follow=True)
    assert "It counts from now on" in answer.content.decode()
    assert SiteLevel.objects.get(site=site).status == "suspended"
    assert "Suspended" in Client().get(address(site, "")).content.decode()


def test_the_same_form_sent_twice_reports_once(monitored, record):
    site, client = monitored
    sent = REPORT | {"sent": uuid.uuid4()}
    for _ in range(2):
        assert client.post(address(site, "incidents/"), sent).status_code == 302
    assert Incident.objects.count() == 1


def test_a_page_gone_back_to_and_sent_with_other_words_reports_again(monitored, record):
    site, client = monitored
    record(ALL_MET, TODAY)
    sent = REPORT | {"sent": uuid.uuid4()}
    client.post(address(site, "incidents/"), sent | {"kind": "other", "requirement": ""})
    assert SiteLevel.objects.get(site=site).status == "good_standing"
    client.post(address(site, "incidents/"), sent)
    assert Incident.objects.count() == 2
    assert SiteLevel.objects.get(site=site).status == "suspended"


def test_a_day_sheet_gone_back_to_and_sent_with_other_numbers_counts_again(monitored, version):
    site, client = monitored
    sent = {"day": TODAY.isoformat(), "n_people": "40", "sent": uuid.uuid4()}
    for more in ({}, {}, {"n_deaths": "1"}):
        client.post(address(site, "day-sheets/"), sent | more)
    assert [sheet.counts for sheet in DaySheet.objects.order_by("pk")] == [{"people": 40}, {"deaths": 1, "people": 40}]
    assert Incident.objects.get().kind == "death"


def test_the_log_names_nobody_who_counted(monitored, version):
    site, client = monitored
    before = Entry.objects.count()
    client.post(
        address(site, "day-sheets/"), {"day": TODAY.isoformat(), "n_deaths": "1", "sent": uuid.uuid4()}, follow=True
    )
    entries = list(Entry.objects.order_by("pk")[before:])
    assert {"assessment.day_sheet_recorded", "assessment.incident_recorded"} <= {one.action for one in entries}
    assert {entry.actor_key for entry in entries} == {""}


@pytest.mark.parametrize("role", ["regulator", "operator", "assessor"])
def test_the_log_names_nobody_who_reported(client_of, staffed, version, people, role):
    client = client_of(role)
    before = Entry.objects.count()
    page = client.post(address(staffed, "incidents/"), REPORT | {"sent": uuid.uuid4()}, follow=True)
    assert "Recorded" in page.content.decode()
    if role != "assessor":
        incident = Incident.objects.get()
        assert client.get(address(staffed, f"incidents/{incident.public_id}/")).status_code == 200
    entries = list(Entry.objects.order_by("pk")[before:])
    assert [entry.action for entry in entries] == [
        "assessment.circumstance_recorded", "assessment.incident_recorded",
    ]  # fmt: skip
    assert {entry.actor_key for entry in entries} == {""}


@pytest.mark.parametrize(
    ("role", "credible", "channel"), [("operator", True, "operator"), ("regulator", False, "state")]
)
def test_others_do_not_judge_their_own_report(client_of, staffed, version, role, credible, channel):
    sent = REPORT | {"sent": uuid.uuid4()}
    assert client_of(role).post(address(staffed, "incidents/"), sent).status_code == 302
    incident = Incident.objects.get()
    assert (incident.is_credible, incident.channel, incident.recorded_by.username) == (credible, channel, role)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "rumour"}, "Select a valid choice"),
        ({"occurred_on": (TODAY + timedelta(days=1)).isoformat()}, "lies in the future"),
        ({"occurred_on": "1999-01-01"}, "from the year 2000"),
        ({"requirement": "R-99"}, "no such requirement"),
        ({"children": "-1"}, "greater than or equal to 0"),
        ({"children": "many"}, "whole number"),
        ({"is_credible": ""}, "required"),
    ],
)
def test_a_report_at_fault_comes_back_whole_with_one_sentence(client_of, staffed, version, wrong, sentence):
    answer = client_of("assessor").post(address(staffed, "incidents/"), REPORT | {"sent": uuid.uuid4()} | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Seen." in answer.content.decode()
    assert not Incident.objects.exists()


def test_words_and_kind_are_for_those_who_answer_and_for_who_reported(client_of, staffed, happen, people, version):
    own = record_incident(
        site=staffed, version=version, entry=IncidentEntry("collapse", TODAY, "operator", words="Own words."),
        actor=people["operator"], on=TODAY,
    )  # fmt: skip
    other = happen(kind="sexual_violence", words="Behind the depot.", children=3)
    for role in ("operator", "regulator"):
        page = client_of(role).get(address(staffed, "incidents/")).content.decode()
        assert "An incident" in page
        assert "Behind the depot." not in page
        listed = page[page.index("<tbody>") : page.index("</tbody>")]
        assert "Sexual violence" not in listed
        assert client_of(role).get(address(staffed, f"incidents/{other.public_id}/")).status_code == 404
    assert client_of("operator").get(address(staffed, f"incidents/{own.public_id}/")).status_code == 200
    assert client_of("operator").post(address(staffed, f"incidents/{own.public_id}/"), {}).status_code == 404
    page = client_of("assessor").get(address(staffed, f"incidents/{other.public_id}/")).content.decode()
    assert "Behind the depot." in page
    assert Entry.objects.filter(action="audit.record_read", target=f"incident:{other.public_id}").count() == 1


def test_an_incident_of_another_site_is_not_found(client_of, make_site, happen):
    incident = happen()
    other = make_site("t-2")
    assert client_of("secretariat").get(address(other, f"incidents/{incident.public_id}/")).status_code == 404


def test_steps_are_taken_on_the_page_and_closing_is_refused_until_somebody_looked(client_of, staffed, record, happen):
    record(ALL_MET, TODAY - timedelta(days=9))
    incident = happen(day=TODAY - timedelta(days=4))
    client, page = client_of("assessor"), address(staffed, f"incidents/{incident.public_id}/")
    done = {"kind": "acknowledged", "done_on": TODAY.isoformat()}
    assert client.post(page, done).status_code == 302
    assert client.post(page, done).status_code == 422
    plan = {"kind": "planned", "done_on": TODAY.isoformat()}
    assert "A plan needs the day" in client.post(page, plan).content.decode()
    assert client.post(page, plan | {"due_on": (TODAY + timedelta(days=9)).isoformat()}).status_code == 302
    closing = {"kind": "closed", "done_on": TODAY.isoformat(), "words": "Done."}
    assert "by somebody independent" in client.post(page, closing).content.decode()
    record({"R-3": "met"}, TODAY - timedelta(days=1), on=TODAY)
    assert client.post(page, closing).status_code == 302
    assert "Closed" in client.get(page).content.decode()


def test_an_incident_cannot_be_ended_past_its_own_page(client_of, staffed, happen):
    row = happen().circumstance
    client = client_of("assessor")
    assert client.get(address(staffed, f"circumstances/{row.public_id}/close/")).status_code == 404
    assert f"/incidents/{row.incident.public_id}/" in client.get(address(staffed, "circumstances/")).content.decode()


def test_overdue_ones_stand_first(client_of, staffed, happen):
    happen(kind="bribe", requirement="R-4", day=TODAY - timedelta(days=12))
    late = happen(kind="collapse", requirement="R-3", day=TODAY - timedelta(days=3))
    text = client_of("secretariat").get("/assessment/incidents/").content.decode()
    assert "2 are open." in text
    assert "1 is overdue." in text
    rows = text.split("<tr>")[2:]
    assert str(late.public_id) in rows[0]
    assert "overdue" in rows[0]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_at_a_site_asks_the_same_number_of_questions(
    client_of, staffed, happen, rows, django_assert_num_queries
):
    for number in range(rows):
        happen(day=TODAY - timedelta(days=number))
    client = client_of("assessor")
    client.get(address(staffed, "incidents/"))
    with django_assert_num_queries(17):
        page = client.get(address(staffed, "incidents/"))
    assert page.content.decode().count("<tr>") == rows + 1


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_of_all_asks_the_same_number_of_questions(client_of, staffed, happen, rows, django_assert_num_queries):
    for number in range(rows):
        happen(day=TODAY - timedelta(days=number))
    client = client_of("assessor")
    client.get("/assessment/incidents/")
    with django_assert_num_queries(9):
        page = client.get("/assessment/incidents/")
    assert page.content.decode().count("<tr>") == rows + 1


@pytest.mark.parametrize("rows", [1, 30])
def test_day_sheets_ask_the_same_number_of_questions(client_of, staffed, version, rows, django_assert_num_queries):
    for number in range(rows):
        entry = DaySheetEntry(TODAY - timedelta(days=number), {"people": 40 + number})
        record_day_sheet(site=staffed, entry=entry, actor=None, on=TODAY)
    client = client_of("assessor")
    client.get(address(staffed, "day-sheets/"))
    with django_assert_num_queries(11):
        page = client.get(address(staffed, "day-sheets/"))
    assert page.content.decode().count("<tr>") == rows + 1


def test_a_day_is_filled_in_by_hand_and_empty_is_not_nought(monitored, version):
    site, client = monitored
    sent = {"day": TODAY.isoformat(), "n_people": "40", "n_under_18": "0", "n_women": "", "sent": uuid.uuid4()}
    assert client.post(address(site, "day-sheets/"), sent).status_code == 302
    assert DaySheet.objects.get().counts == {"people": 40, "under_18": 0}


def test_a_day_sheet_that_opens_an_incident_says_so(monitored, version):
    site, client = monitored
    sent = {"day": TODAY.isoformat(), "n_deaths": "1", "sent": uuid.uuid4()}
    answer = client.post(address(site, "day-sheets/"), sent, follow=True)
    assert "1 incident is open because of these numbers" in answer.content.decode()


def test_the_drawing_bridges_no_gap(client_of, staffed, version):
    for number, people in ((5, 10), (4, 20), (1, 40), (0, 30)):
        entry = DaySheetEntry(TODAY - timedelta(days=number), {"people": people})
        record_day_sheet(site=staffed, entry=entry, actor=None, on=TODAY)
    text = client_of("assessor").get(address(staffed, "day-sheets/")).content.decode()
    assert text.count('class="chart-line"') == 2
    assert text.count('class="chart-mark"') == 4
    assert text.count('class="chart-gap"') == 38


def test_the_calendar_names_findings_plans_and_changes_and_clocks_for_those_who_answer(
    client_of, staffed, record, tell, happen
):
    record({"R-1": "met", "R-2": "met", "R-3": "met"}, TODAY, valid_until=TODAY + timedelta(days=80))
    record({"R-4": "not_met"}, TODAY)
    tell("plan", "R-4", TODAY, TODAY + timedelta(days=60))
    happen(requirement="")
    assessor, buyer = (
        client_of(role).get(address(staffed, "calendar/")).content.decode() for role in ("assessor", "buyer")
    )
    for sentence in ("A finding runs out", "A corrective plan is due", "Level or status changes"):
        assert sentence in assessor
        assert sentence in buyer
    assert "An answer to an incident is due" in assessor
    assert "An answer to an incident is due" not in buyer


def test_the_calendar_as_files(client_of, staffed, record):
    record(ALL_MET, TODAY, valid_until=TODAY + timedelta(days=80))
    client = client_of("buyer")
    calendar = Calendar.from_ical(client.get(address(staffed, "calendar.ics")).content)
    events = calendar.walk("VEVENT")
    assert {event["DTSTART"].dt for event in events} >= {TODAY + timedelta(days=80), TODAY + timedelta(days=81)}
    assert len({str(event["UID"]) for event in events}) == len(events)
    table = client.get(address(staffed, "calendar.csv")).content.decode("utf-8-sig").splitlines()
    assert table[0] == "on,kind,site,site_id,requirement,level,status,step"
    assert len([row for row in table if ",finding," in row]) == 4
    assert [event["DESCRIPTION"] for event in events if "DESCRIPTION" in event] == ["R-1, R-2, R-3, R-4"]
    assert client.get(address(staffed, "calendar.pdf")).status_code == 404


@pytest.mark.parametrize("sites", [1, 30])
def test_the_calendar_of_all_asks_the_same_number_of_questions(
    client_of, make_site, record, sites, django_assert_num_queries
):
    for number in range(sites):
        record(ALL_MET, TODAY, at=make_site(f"many-{number}"))
    client = client_of("secretariat")
    client.get("/assessment/calendar/")
    with django_assert_num_queries(8):
        page = client.get("/assessment/calendar/")
    assert page.content.decode().count("A finding runs out") == sites


def test_the_feed_is_atom_with_all_that_it_must_have(client_of, staffed, record, happen):
    record(ALL_MET, TODAY)
    happen(kind="sexual_violence", words="Behind the depot.")
    for path in (address(staffed, "feed.xml"), "/assessment/feed.xml"):
        answer = Client().get(path)
        assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        feed = etree.fromstring(answer.content)
        assert feed.tag == f"{ATOM}feed"
        for tag in ("id", "title", "updated", "author/" + ATOM + "name"):
            assert feed.findtext(ATOM + tag)
        assert feed.find(f"{ATOM}link[@rel='self']").get("href").endswith(path)
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) == 2
        assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
        for entry in entries:
            assert all(entry.findtext(ATOM + tag) for tag in ("id", "title", "updated", "summary"))
        assert "Suspended" in entries[0].findtext(f"{ATOM}title")
        for secret in ("exual", "depot", "R-3", "ncident"):
            assert secret not in answer.content.decode()


def test_a_feed_that_the_reader_has_is_not_sent_again(staffed, record):
    record(ALL_MET, TODAY)
    path = address(staffed, "feed.xml")
    first = Client().get(path)
    assert Client().get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert Client().get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 304
    assert Client().get(path, headers={"If-Modified-Since": "Mon, 06 Jan 2020 00:00:00 GMT"}).status_code == 200
    record({"R-3": "not_met"}, TODAY, on=TODAY)
    again = Client().get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert again.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("rows", [1, 30])
def test_a_feed_asks_the_same_number_of_questions(staffed, rows, django_assert_num_queries):
    for number in range(rows):
        tell(
            site=staffed,
            kind="lapses_soon",
            detail={"version": "1", "changes_on": f"2027-01-{number + 1:02}"},
            on=TODAY,
        )
    with django_assert_num_queries(2):
        answer = Client().get(address(staffed, "feed.xml"))
    assert answer.content.count(b"<entry>") == rows


def test_a_webhook_is_followed_and_ended_by_its_owner_only(client_of, staffed):
    client = client_of("buyer")
    sent = {"channel": "webhook", "address": "https://hooks.example/in"}
    assert client.post(address(staffed, "follow/"), sent).status_code == 302
    row = Follow.objects.get()
    page = client.get(address(staffed, "follow/")).content.decode()
    assert "Secret to check signatures with" in page
    assert "hooks.example" not in page
    ending = address(staffed, f"follow/{row.public_id}/end/")
    assert client_of("operator").post(ending).status_code == 404
    assert client.post(ending).status_code == 302
    assert client.post(ending).status_code == 404


def test_following_needs_an_account_and_the_feed_does_not(client_of, staffed):
    page = Client().get(address(staffed, "follow/")).content.decode()
    assert "/feed.xml" in page
    assert "Sign in to be told" in page
    sent = {"channel": "webhook", "address": "https://hooks.example/in"}
    assert Client().post(address(staffed, "follow/"), sent).status_code == 404


@pytest.mark.parametrize("language", ["en", "fr", "zh-hans", "sw"])
@pytest.mark.parametrize("tail", ["incidents/", "day-sheets/", "calendar/", "follow/", "feed.xml"])
def test_every_page_is_there_in_every_language(client_of, staffed, record, happen, language, tail):
    record(ALL_MET, TODAY)
    happen()
    page = client_of("assessor").get(address(staffed, tail), {"lang": language}, follow=True)
    assert page.status_code == 200
    assert f'lang="{"zh-Hans" if language == "zh-hans" else language}"' in page.content.decode()
