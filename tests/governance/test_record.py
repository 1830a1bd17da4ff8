"""Pages and tables of the public record: the same for everybody, nothing that is not public, constant queries."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from ladder.governance.models import Body, Tenure
from tests.governance.deciding import decided, put
from tests.governance.on_record import DISSENT, decide_against_one, hand_over, hold_meeting, more_bodies

pytestmark = pytest.mark.django_db
RECORD, DECISIONS = reverse("governance:record"), reverse("governance:record_decisions")
BODY = reverse("governance:record_body", args=["steering"])


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def cells_of(text: str) -> list[list[str]]:
    """The rows of a CSV file without quoted line ends, after its mark."""
    assert text.startswith("\ufeff")
    return [line.split(",") for line in text.removeprefix("\ufeff").splitlines()]


def test_the_overview_counts_seats_meetings_and_decisions(client, steering):
    hold_meeting(steering)
    decide_against_one(steering)
    page = page_of(client, RECORD)
    assert "The steering committee" in page
    assert "5 of 5" in page
    assert "2 of 6" in page  # of six held seats, the observer's among them, two were taken
    assert "Adopted by consensus" in page


def test_a_body_shows_who_sat_where_and_who_was_there(client, steering):
    hold_meeting(steering)
    hand_over(steering, "government-1", date(2026, 4, 1), "Ministry of Mines")
    page = page_of(client, BODY)
    assert "Ministry of Mines, Amina K." in page
    assert "alternate: Luc T." in page
    assert "Jan. 1, 2026 – March 31, 2026" in page
    assert "in the interim" in page
    for word in ("Holder", "Alternate", "Excused", "Absent", "Not recorded"):
        assert page.count(f'title="{word}"') == (2 if word == "Not recorded" else 1)
    assert "steering-government-1" not in page


def test_what_a_year_does_not_hold_is_not_shown(client, steering):
    hold_meeting(steering)
    decided(steering)
    Tenure.objects.filter(pk=steering.tenures["companies-1"].pk).update(starts_on=date(2025, 5, 1))
    Body.objects.update(stands_from=date(2025, 1, 1))
    assert "No meeting is on record" in page_of(client, f"{BODY}?year=2025")
    assert "No decision matches." in page_of(client, f"{DECISIONS}?year=2025")
    assert "ST-D1" in page_of(client, f"{DECISIONS}?body=steering&year=2026")


def test_a_decision_shows_dissent_in_full_and_why_a_seat_was_recused(client, steering):
    decide_against_one(steering)
    page = page_of(client, DECISIONS)
    assert DISSENT in page
    assert "declared an interest in this proposal" in page
    assert page.count('title="steering companies-2: Recused"') == 1
    assert "Open a call for funding" in page


def test_an_objection_that_was_not_answered_says_so(client, steering):
    decided(steering, {"government-1": "support", "companies-1": "support", "civil_society-1": "object"})
    page = page_of(client, DECISIONS)
    assert "Not ready." in page
    assert "Not answered in writing." in page
    assert page.count("Not heard") == 1 + 2 * 2  # in the key; of two seats, for the pointer and for the ear
    assert "Not adopted" in page


def test_what_is_open_or_in_preparation_is_not_public(client, steering):
    put(steering)
    Body.objects.create(address="next", kind="fund", sign="F", names={"en": "A fund"}, created_at=timezone.now())
    assert "A fund" not in page_of(client, RECORD)
    assert "Shall we begin?" not in page_of(client, DECISIONS)
    assert client.get(reverse("governance:record_body", args=["next"])).status_code == 404


def test_the_secretariat_sees_no_more_than_anybody(client_of, steering):
    Body.objects.create(address="next", kind="fund", sign="F", names={"en": "A fund"}, created_at=timezone.now())
    assert client_of("secretariat").get(reverse("governance:record_body", args=["next"])).status_code == 404


def test_a_year_or_a_page_that_cannot_be_is_answered_clearly(client, steering):
    assert "Select a valid choice" in page_of(client, f"{RECORD}?year=1066")
    assert client.get(f"{RECORD}?page=9").status_code == 404
    assert client.get("/governance/record/secrets.csv").status_code == 404


def test_tables_are_safe_in_a_spreadsheet(client, steering):
    hold_meeting(steering, title="=HYPERLINK(1)")
    decide_against_one(steering)
    attendance = cells_of(client.get("/governance/record/attendance.csv").content.decode())
    assert attendance[0] == ["body", "meeting", "date", "kind", "seat", "chamber", "attendance", "seats_taken"]
    assert attendance[1] == [
        "steering", "'=HYPERLINK(1)", "2026-03-04", "room", "government-1", "government", "holder", "2",
    ]  # fmt: skip
    decisions = cells_of(client.get("/governance/record/decisions.csv").content.decode())
    assert [row[6] for row in decisions] == ["chamber", "government", "companies", "civil_society"]
    assert decisions[2][7:] == ["2", "1", "1", "1", "begin: 1; keep: 0", "begin: 0; keep: 1", "0", "0", "yes"]
    positions = cells_of(client.get("/governance/record/positions.csv").content.decode())
    assert [row[5] for row in positions[1:]] == [
        "support:begin", "support:begin", "recused", "support:begin", "stand_aside",
    ]  # fmt: skip
    assert positions[5][9] == DISSENT
    seats = cells_of(client.get("/governance/record/seats.csv?body=steering").content.decode())
    assert len(seats) == 1 + 6


def test_the_record_as_a_file_is_that_of_the_interface(client, steering):
    decided(steering)
    assert client.get(reverse("governance:popolo")).json() == client.get("/api/v1/governance/record").json()


@pytest.mark.parametrize("number", [1, 30])
def test_queries_do_not_grow(client, steering, number, django_assert_num_queries):
    more_bodies(number - 1)
    for one in range(number):
        decided(steering)
        hold_meeting(steering, date(2026, 3, 1 + one % 28), f"Meeting {one}")
    with django_assert_num_queries(8):
        client.get(RECORD)
    with django_assert_num_queries(7):
        client.get(BODY)
    with django_assert_num_queries(7):
        client.get(DECISIONS)
