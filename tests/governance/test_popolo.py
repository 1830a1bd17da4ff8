"""The public record for programs: Popolo's names, a result for every group, and nothing that is not public."""

import re
from datetime import date

import pytest

from ladder.governance.models import Body, Position
from tests.governance.deciding import decided, draft, put
from tests.governance.on_record import DISSENT, decide_against_one, hand_over, hold_meeting, more_bodies

pytestmark = pytest.mark.django_db
RECORD = "/api/v1/governance/record"
DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
# Names of fields as Popolo has them, written down by hand; what stands behind the bar is our own.
FIELDS = {
    "organizations": "id name classification parent_id founding_date dissolution_date | names",
    "posts": "id label role organization_id start_date end_date | names group_id reserved_for_id reserved_group",
    "memberships": "id role organization_id post_id person_id on_behalf_of_id start_date end_date | is_interim",
    "persons": "id name |",
    "events": "id name classification organization_id start_date location status | names attendances seats_taken",
    "motions": "id identifier organization_id legislative_session_id text classification date requirement result"
    " | texts options decision",
    "vote_events": "id identifier motion_id organization_id start_date end_date result group_results counts votes"
    " | quorums objections dissents recusals rules method digest",
}  # fmt: skip


@pytest.fixture
def record(client, steering):
    """The record of one committee with a decision, a meeting and a seat that was handed over."""
    hold_meeting(steering)
    decide_against_one(steering)
    hand_over(steering, "government-1", date(2026, 4, 1), "Ministry of Mines")
    return client.get(RECORD).json()


def test_the_document_has_popolos_names_and_says_which_are_our_own(record):
    assert record.keys() == FIELDS.keys()
    for table, names in FIELDS.items():
        theirs, own = (part.split() for part in names.split("|"))
        assert record[table]
        for row in record[table]:
            assert set(row) == {*theirs, *own}, table


def test_ids_are_unique_and_everything_that_is_named_is_there(record):
    ids = {table: [row["id"] for row in rows] for table, rows in record.items()}
    assert all(len(found) == len(set(found)) for found in ids.values())
    organizations, posts = set(ids["organizations"]), set(ids["posts"])
    for row in record["memberships"]:
        assert {row["organization_id"], row["on_behalf_of_id"]} <= organizations
        assert row["post_id"] in posts
        assert row["person_id"] is None or row["person_id"] in ids["persons"]
    for event in record["vote_events"]:
        assert event["motion_id"] in ids["motions"]
        assert {vote["post_id"] for vote in event["votes"]} <= posts
        assert {vote["voter_id"] for vote in event["votes"]} <= organizations
        assert {one["group_id"] for one in event["group_results"] + event["counts"] + event["quorums"]} <= organizations


def test_a_count_is_told_chamber_by_chamber_and_seat_by_seat(record):
    (motion,), (event,) = record["motions"], record["vote_events"]
    assert (motion["result"], event["result"], motion["text"]) == ("consensus", "consensus", "Shall we begin?")
    assert (motion["classification"], motion["decision"]["identifier"]) == ("open_fund_call", "ST-D1")
    assert motion["requirement"].startswith("Quorum in each chamber: 1/2 of the seats")
    body = motion["organization_id"]
    assert event["group_results"] == [
        {"group_id": f"{body}/{chamber}", "result": "support:begin"}
        for chamber in ("government", "companies", "civil_society")
    ]
    counts = {(one["group_id"].removeprefix(f"{body}/"), one["option"]): one["value"] for one in event["counts"]}
    assert {key: value for key, value in counts.items() if value} == {
        ("government", "support:begin"): 1, ("companies", "support:begin"): 1, ("companies", "recused"): 1,
        ("civil_society", "support:begin"): 1, ("civil_society", "stand_aside"): 1,
    }  # fmt: skip
    assert [vote["option"] for vote in event["votes"]] == [
        "support:begin", "support:begin", "recused", "support:begin", "stand_aside",
    ]  # fmt: skip
    companies = event["quorums"][1]
    assert (companies["seats"], companies["recused"], companies["heard"], companies["needed"]) == (2, 1, 1, 1)
    assert [one["reason"] for one in event["recusals"]] == ["declared"]
    assert [one["texts"] for one in event["dissents"]] == [{"en": DISSENT}]


def test_times_of_counts_are_full_date_times(record):
    (event,) = record["vote_events"]
    assert all(DATE_TIME.fullmatch(event[name]) for name in ("start_date", "end_date"))
    assert DATE_TIME.fullmatch(record["motions"][0]["date"])


def test_a_person_is_there_only_where_a_public_name_was_given(record, steering):
    assert sorted(person["name"] for person in record["persons"]) == ["Amina K.", "Luc T."]
    text = str(record)
    for name, person in steering.people.items():
        assert person.username not in text, name
    holders = [row for row in record["memberships"] if row["role"] == "holder"]
    assert [row["person_id"] is None for row in holders].count(False) == 1


def test_a_hand_over_stands_with_its_days(record, steering):
    post = str(steering.seats["government-1"].public_id)
    spans = [
        (row["start_date"], row["end_date"], row["is_interim"])
        for row in record["memberships"] if row["post_id"] == post and row["role"] == "holder"
    ]  # fmt: skip
    assert spans == [("2026-01-01", "2026-03-31", True), ("2026-04-01", None, False)]


def test_a_meeting_says_of_each_seat_how_it_was_taken(record, steering):
    (event,) = record["events"]
    marks = {one["post_id"]: one["role"] for one in event["attendances"]}
    found = {name: marks[str(seat.public_id)] for name, seat in steering.seats.items()}
    assert found == {
        "government-1": "holder", "companies-1": "alternate", "companies-2": "excused", "civil_society-1": "absent",
        "civil_society-2": "not_recorded", "observer-1": "not_recorded",
    }  # fmt: skip


def test_objections_stand_with_their_answers(client, steering):
    decided(steering, {"government-1": "support", "companies-1": "support", "civil_society-1": "object"})
    (event,) = client.get(RECORD).json()["vote_events"]
    assert event["result"] == "not_adopted"
    (objection,) = event["objections"]
    assert (objection["option"], objection["reasons"], objection["answer"]) == (None, {"en": "Not ready."}, {})
    assert [one["result"] for one in event["group_results"]] == ["support:begin", "support:begin", "divided"]


def test_what_is_not_decided_or_in_preparation_is_not_there(client, steering):
    draft(steering)
    put(steering)
    decided(steering, {"government-1": "support"})
    Body.objects.create(
        address="next", kind="fund", sign="F", names={"en": "A fund"}, created_at=steering.body.created_at
    )
    record = client.get(RECORD).json()
    assert (record["motions"], record["vote_events"]) == ([], [])
    assert "A fund" not in str(record)
    assert Position.objects.exists()
    assert client.get("/api/v1/governance/bodies/next").status_code == 404


def test_the_record_can_be_asked_for_one_body_and_one_year(client, steering, technical):
    decided(steering)
    decided(technical)
    assert len(client.get(RECORD).json()["motions"]) == 2
    assert len(client.get(f"{RECORD}?body=technical&year=2026").json()["motions"]) == 1
    assert client.get(f"{RECORD}?year=2025").json()["motions"] == []
    assert client.get(f"{RECORD}?year=20").status_code == 422


def test_single_things_have_addresses(client, steering):
    decided(steering)
    hold_meeting(steering)
    body = client.get("/api/v1/governance/bodies/steering").json()
    assert (body["address"], len(body["posts"]), len(body["organizations"])) == ("steering", 6, 1 + 3 + 6)
    (motion,) = client.get("/api/v1/governance/decisions").json()["motions"]
    one = client.get(f"/api/v1/governance/decisions/{motion['decision']['id']}").json()
    assert (one["motion"], len(one["vote_events"])) == (motion, 1)
    assert client.get("/api/v1/governance/decisions/00000000-0000-4000-8000-000000000000").status_code == 404
    assert len(client.get("/api/v1/governance/meetings").json()["events"]) == 1


@pytest.mark.parametrize("number", [1, 30])
def test_queries_do_not_grow(client, steering, number, django_assert_num_queries):
    more_bodies(number - 1)
    for one in range(number):
        decided(steering)
        hold_meeting(steering, date(2026, 3, 1 + one % 28), f"Meeting {one}")
    with django_assert_num_queries(2):
        assert client.get("/api/v1/governance/bodies").json()["count"] == number
    with django_assert_num_queries(5):
        assert client.get("/api/v1/governance/decisions").json()["count"] == number
    with django_assert_num_queries(5):
        assert client.get("/api/v1/governance/meetings").json()["count"] == number
    with django_assert_num_queries(10):
        assert len(client.get(RECORD).json()["motions"]) == number
