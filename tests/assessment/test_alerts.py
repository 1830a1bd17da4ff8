"""What is told of a change, to whom, once; and what is never told."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from ladder.assessment.incident_entries import IncidentEntry
from ladder.assessment.models import Alert, Delivery, Follow
from ladder.assessment.sealing import UnreadableError, seal, unseal
from ladder.assessment.services.alerts import tell, tell_lapses
from ladder.assessment.services.deliveries import deliver_due
from ladder.assessment.services.follows import confirm_follow, end_follow, follow
from ladder.assessment.services.incidents import record_incident
from ladder.assessment.services.noticing import notice
from ladder.audit.models import Entry
from ladder.core.assessment.news import pause_after
from tests.assessment.conftest import ALL_MET

TODAY = timezone.localdate()
SECRET_WORDS = "the women of pit 7 said it"


@pytest.fixture
def follower(site, people):
    """Somebody who follows the site by mail, in French, and has confirmed it."""
    row = follow(person=people["buyer"], site=site, channel="mail", address="ngo@example.org", language="fr")
    confirm_follow(row=row)
    return row


def test_a_change_of_level_is_told_once_at_once_and_what_changes_nothing_is_not(record, site):
    record(ALL_MET, TODAY)
    record({"R-1": "met"}, TODAY, decided_by="assessor two")
    (alert,) = Alert.objects.all()
    assert (alert.kind, alert.happened_on) == ("level_changed", TODAY)
    assert alert.detail == {
        "version": "1.0", "level": 2, "status": "good_standing", "was_level": 0, "was_status": "none",
    }  # fmt: skip


def test_there_and_back_within_a_day_is_told_each_time(record, site):
    record(ALL_MET, TODAY - timedelta(days=1))
    record({"R-3": "not_met"}, TODAY)
    told = [alert.detail["status"] for alert in Alert.objects.order_by("id")]
    assert told == ["good_standing", "suspended"]


def test_a_change_goes_by_mail_in_the_follower_s_language(record, follower):
    record(ALL_MET, TODAY)
    assert deliver_due(at=timezone.now()) == 1
    (message,) = mail.outbox
    assert message.to == ["ngo@example.org"]
    assert "Site t-1" in message.subject
    assert f"/assessment/sites/{follower.site.public_id}/" in message.body
    assert deliver_due(at=timezone.now()) == 0
    assert Delivery.objects.get().delivered_at is not None


def test_no_mail_alert_or_log_says_what_happened_who_told_or_how_many(record, follower, site, version, people):
    record(ALL_MET, TODAY)
    entry = IncidentEntry(
        "sexual_violence", TODAY, "civil_society", "R-3", people_hurt=13, children=17, words=SECRET_WORDS
    )
    record_incident(site=site, version=version, entry=entry, actor=people["assessor"], on=TODAY)
    deliver_due(at=timezone.now())
    assert len(mail.outbox) == 2
    said = "".join(message.subject + message.body for message in mail.outbox)
    said += json.dumps([alert.detail for alert in Alert.objects.all()])
    said, links = re.subn(r"/letters/[\w:-]+/end/", "", said)  # sealed with chance: any two figures may stand in one
    assert links == len(mail.outbox)
    for secret in (SECRET_WORDS, "sexual", "violence", "civil", "R-3", "13", "17", "assessor", "incident", "grievance"):
        assert secret not in said.replace(str(site.public_id), "")


@pytest.mark.parametrize("detail", [{"requirement": "R-3"}, {"kind": "bribe"}, {"channel": "monitor"}])
def test_what_is_not_public_cannot_be_told(site, detail):
    with pytest.raises(ValueError, match="may not be told"):
        tell(site=site, kind="level_changed", detail=detail, on=TODAY)
    with pytest.raises(ValueError, match="no kind of public news"):
        tell(site=site, kind="incident", detail={}, on=TODAY)


def test_a_name_of_two_lines_makes_no_second_header(record, follower):
    follower.site.name = "Site\nBcc: somebody@example.org"
    follower.site.save()
    record(ALL_MET, TODAY)
    assert deliver_due(at=timezone.now()) == 1
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].bcc == []


@pytest.mark.parametrize("sites", [1, 30])
def test_noticing_what_was_told_already_costs_two_questions(record, make_site, sites, django_assert_num_queries):
    for number in range(sites):
        record(ALL_MET, TODAY, at=make_site(f"many-{number}"), valid_until=TODAY + timedelta(days=20))
    assert tell_lapses(on=TODAY, limit=20) + tell_lapses(on=TODAY, limit=20) == sites
    with django_assert_num_queries(2):
        assert tell_lapses(on=TODAY) == 0


def test_the_same_change_is_told_once(site):
    for _ in range(3):
        tell(site=site, kind="lapses_soon", detail={"version": "1.0", "changes_on": "2027-01-01"}, on=TODAY)
    assert Alert.objects.count() == 1


def test_old_history_that_is_recorded_late_is_sent_to_nobody(site, follower):
    tell(site=site, kind="lapses_soon", detail={"version": "1.0"}, on=TODAY - timedelta(days=3))
    assert Alert.objects.count() == 1
    assert not Delivery.objects.exists()


def test_what_runs_out_within_thirty_days_is_noticed_once(record, site):
    record(ALL_MET, TODAY, valid_until=TODAY + timedelta(days=20))
    for _ in range(2):
        notice(at=timezone.now())
    alert = Alert.objects.get(kind="lapses_soon")
    assert alert.detail["changes_on"] == (TODAY + timedelta(days=21)).isoformat()


def test_what_ran_out_is_noticed_and_told(record, site):
    record(ALL_MET, TODAY - timedelta(days=9), valid_until=TODAY - timedelta(days=1))
    notice(at=timezone.now())
    assert Alert.objects.order_by("id").last().detail["status"] == "lapsed"


@pytest.mark.parametrize(("requirement", "is_told"), [("R-3", True), ("R-1", False)])
def test_an_overdue_answer_is_public_only_where_the_status_says_that_a_gate_is_shut(
    record, site, version, requirement, is_told
):
    record(ALL_MET, TODAY)
    entry = IncidentEntry("sexual_violence", TODAY, "monitor", requirement)
    record_incident(site=site, version=version, entry=entry, actor=None, on=TODAY)
    for _ in range(2):
        notice(at=timezone.now() + timedelta(days=2))
    assert Alert.objects.filter(kind="answer_overdue").count() == is_told


def test_addresses_are_sealed_and_open_for_their_own_row_only(follower):
    raw = bytes(Follow.objects.get().address)
    assert b"example" not in raw
    assert unseal(raw, follower.public_id) == "ngo@example.org"
    with pytest.raises(UnreadableError):
        unseal(raw, follower.site.public_id)
    with pytest.raises(UnreadableError):
        unseal(raw[:-1] + bytes([raw[-1] ^ 1]), follower.public_id)
    assert seal("a", follower.public_id) != seal("a", follower.public_id)


def test_an_ended_follow_forgets_the_address_and_gets_nothing_that_waits(record, follower, people):
    record(ALL_MET, TODAY)
    end_follow(row=follower, actor=people["buyer"])
    assert deliver_due(at=timezone.now() + timedelta(days=1)) == 0
    assert not mail.outbox
    assert bytes(Follow.objects.get().address) == b""


def test_the_log_does_not_say_who_follows_which_site(follower):
    entry = Entry.objects.get(action="assessment.follow_begun")
    assert str(follower.site.public_id) not in f"{entry.target}{entry.detail}"
    assert "example" not in f"{entry.target}{entry.detail}"


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        ("mail", "no address"),
        ("mail", "a@example.org\nBcc: b@example.org"),
        ("webhook", "http://example.org/"),
        ("webhook", "https://user:word@example.org/"),
        ("webhook", "https://example.org:22/"),
        ("webhook", "https://example.org:99999/"),
        ("webhook", "ftp://example.org/"),
        ("webhook", "https:///nowhere"),
        ("webhook", "https://example.org/" + "a" * 500),
        ("feed", "https://example.org/"),
        ("pigeon", "roof"),
    ],
)
def test_where_nothing_can_be_sent_nothing_is_followed(site, people, channel, address):
    with pytest.raises(ValidationError):
        follow(person=people["buyer"], site=site, channel=channel, address=address, language="en")
    assert not Follow.objects.exists()


def test_without_a_mail_server_mail_is_not_offered(site, people, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    with pytest.raises(ValidationError, match="sends no e-mail"):
        follow(person=people["buyer"], site=site, channel="mail", address="a@example.org", language="en")


def test_a_mail_server_that_is_away_is_asked_again_later_and_given_up_after_twelve_tries(record, follower, settings):
    settings.EMAIL_BACKEND = "tests.assessment.mail_server_away.Away"
    record(ALL_MET, TODAY)
    moment = timezone.now()
    for number in range(1, 13):
        assert deliver_due(at=moment) == 0
        row = Delivery.objects.get()
        assert (row.tries, row.fault) == (number, "mail_server")
        if number < 12:
            assert row.next_try_at > moment
            moment = row.next_try_at
    assert row.next_try_at is None


def test_the_pauses_double_from_a_minute_to_half_a_day():
    minutes = [pause_after(tries).total_seconds() / 60 for tries in range(1, 12)]
    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 720]
    assert pause_after(12) is None
