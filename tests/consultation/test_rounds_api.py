"""Rounds for programs: documented shapes, coverage and never positions."""

import pytest

from ladder.consultation.models import Contribution

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/consultation/rounds"


def test_rounds_in_a_list(client, open_round):
    (only,) = client.get(ROOT, {"language": "fr"}).json()
    assert only == {
        "address": "first",
        "title": {"text": "Première lecture", "language": "fr"},
        "version": "0.1.0",
        "state": "over",  # its last day has passed long ago
        "languages": ["en", "fr", "zh", "sw"],
        "opens_on": "2026-03-01",
        "closes_on": "2026-04-30",
        "has_open_link": True,
        "rules_digest": open_round.rules_digest,
        "is_demonstration": False,
    }


def test_one_round_with_groups_questions_and_events(client, running_round):
    told = client.get(f"{ROOT}/running", {"language": "zh"}).json()
    assert told["state"] == "open"
    assert told["overview"] == {"text": "框架应对矿场提出哪些要求？", "language": "zh"}
    assert told["vision"] == {"text": "A mine that nobody fears.", "language": "en"}
    assert [group["key"] for group in told["groups"]] == ["diggers", "women_washers", "cooperatives", "state_services"]
    assert told["groups"][3] == {
        "key": "state_services",
        "name": "国家、省级与技术主管部门",
        "joined": ["国家收购公司（EGC）"],
        "expected": 18,
        "is_at_risk": False,
        "heard": "not_yet",
    }
    assert len(told["questions"]) == 10
    assert [event["kind"] for event in told["events"]] == ["opened"]
    assert told["events"][0]["happened_on"] == running_round.opens_on.isoformat()


def test_no_word_of_positions_while_a_round_is_open(client, running_round):
    assert not Contribution.objects.exists()
    text = client.get(f"{ROOT}/running").content.decode()
    assert not any(word in text for word in ("as_written", "with_change", "cannot", "unclear"))


def test_requirements_and_rules(client, running_round):
    items = client.get(f"{ROOT}/running/requirements").json()
    assert len(items) == 130
    assert items[0] == {
        "key": "P1-L1-01",
        "principle": 1,
        "level": 1,
        "title": {"text": "Signed and posted commitment", "language": "en"},
    }
    rules = client.get(f"{ROOT}/running/rules").json()
    assert rules["digest"] == running_round.rules_digest
    assert rules["rules"]["smallest_vulnerable_row"] == 10


@pytest.mark.parametrize("tail", ["", "/requirements", "/rules"])
@pytest.mark.parametrize(("role", "status"), [("", 404), ("buyer", 404), ("committee", 200)])
def test_a_round_in_preparation_is_told_to_those_who_prepare_it(draft, client_of, role, status, tail):
    client = client_of(role)
    assert client.get(f"{ROOT}/first{tail}").status_code == status
    assert len(client.get(ROOT).json()) == (1 if status == 200 else 0)


def test_an_unknown_round_is_told_in_one_manner(client):
    answer = client.get(f"{ROOT}/nowhere")
    assert answer.status_code == 404
    assert answer.json()["faults"][0]["sentence"]
