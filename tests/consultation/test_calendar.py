"""The calendar file: read back by another reader of RFC 5545, stable in its UID, counting its changes."""

import pytest
from django.test import Client
from icalendar import Calendar

from ladder.consultation.services.dialogues import cancel_dialogue, change_dialogue
from tests.consultation.dialogues import make, plan

pytestmark = pytest.mark.django_db


def fetch(dialogue, language="en"):
    address = f"/consultation/{dialogue.round.address}/sessions/{dialogue.public_id}/calendar.ics"
    answer = Client(headers={"accept-language": language}).get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content


def event_of(data):
    calendar = Calendar.from_ical(data)
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    (event,) = calendar.walk("VEVENT")
    return event


def test_the_file_tells_when_in_utc_and_how_often_it_changed(running_round):
    dialogue = make(running_round)
    first = event_of(fetch(dialogue))
    assert first.decoded("dtstart") == dialogue.starts_at
    assert first.decoded("dtend") == dialogue.ends_at
    assert (first["uid"], first["sequence"], first["status"]) == (f"{dialogue.public_id}@cobalt-ladder", 0, "CONFIRMED")
    later = plan(titles={"en": 'Moved, "later"; see: below\nhere'})
    change_dialogue(gathering=dialogue, plan=later, actor=None)
    second = event_of(fetch(dialogue))
    assert (second["uid"], second["sequence"]) == (first["uid"], 1)
    assert second.decoded("dtstamp") > first.decoded("dtstamp").replace(year=2020)
    assert str(second["summary"]) == 'Moved, "later"; see: below\nhere'
    cancel_dialogue(gathering=dialogue, actor=None)
    third = event_of(fetch(dialogue))
    assert (third["uid"], third["sequence"], third["status"]) == (first["uid"], 2, "CANCELLED")


def test_the_same_state_gives_the_same_bytes(running_round):
    dialogue = make(running_round)
    assert fetch(dialogue) == fetch(dialogue)


@pytest.mark.parametrize(
    ("language", "title", "code"), [("fr", "Santé et sécurité", "fr"), ("zh-hans", "健康与安全", "zh-Hans")]
)
def test_title_and_description_are_in_the_reader_s_language(running_round, language, title, code):
    event = event_of(fetch(make(running_round), language))
    assert str(event["summary"]) == title
    assert event["summary"].params["LANGUAGE"] == code


def test_lines_are_short_and_end_as_the_standard_wants(running_round):
    data = fetch(make(running_round, descriptions={"en": "长" * 200}))
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert str(event_of(data)["description"]) == "长" * 200


def test_everybody_s_file_does_not_tell_how_to_join(running_round):
    assert b"meet.example.org" not in fetch(make(running_round)).replace(b"\r\n ", b"")
