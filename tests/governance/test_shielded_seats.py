"""Site committees: the public reads words and outcomes, never which seat said them or who came; members read all."""

import csv
import io
import json
from datetime import date, timedelta

import pytest

from ladder.governance.models import Challenge, DiscussionNote, Tenure
from ladder.governance.queries.annual_report import report_content
from ladder.governance.queries.count_on_record import WordsOnRecord, in_order_of_words
from ladder.governance.services.positions import answer_objection
from ladder.governance.services.proposals import open_proposal
from ladder.governance.year_papers import committee as papers
from tests.governance.deciding import AFTER, BETWEEN, close, put, say
from tests.governance.on_record import hand_over, hold_meeting
from tests.governance.scene import found_committee

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Zinc dust is in the canteen.", "All of us are tired."
REPLY, DISSENT, REASONS = "A wall is built.", "Nobody asked the night shift.", "We trust the plan."
NOTE, FILED, MINUTES = "I spoke against it.", "Our shift was not told.", "The welder spoke."
WORDS = (FIRST, SECOND, REPLY, DISSENT, FILED)
ORGANISATIONS = ("site government-1", "site companies-1", "site companies-2", "site civil_society-1")
SEATS = ("government-1", "companies-1", "companies-2", "civil_society-1", "civil_society-2")


@pytest.fixture
def site(make_person):
    """A site committee with one decision on which two seats objected and one dissented, and one meeting."""
    return found_committee(make_person, kind="site")


@pytest.fixture
def decision(site):
    proposal = put(site)
    say(site, proposal, "government-1", reasons={"en": REASONS})
    objection = say(site, proposal, "companies-1", "object", reasons={"en": FIRST})
    answer_objection(position=objection, actor=site.people["government-1"], texts={"en": REPLY}, at=BETWEEN)
    say(site, proposal, "companies-2", "stand_aside", dissent={"en": DISSENT})
    say(site, proposal, "civil_society-1", "object", reasons={"en": SECOND})
    DiscussionNote.objects.create(
        proposal=proposal, tenure=site.tenures["companies-1"], language="en", text=NOTE, said_at=BETWEEN
    )
    row = close(proposal).decision
    Challenge.objects.create(
        decision=row, kind="appeal", tenure=site.tenures["companies-2"], texts={"en": FILED}, filed_at=AFTER,
        filed_by=site.people["companies-2"],
    )  # fmt: skip
    return row


@pytest.fixture
def meeting(site):
    row = hold_meeting(site)
    row.minutes = {"en": MINUTES}
    row.save()
    return row


def text_of(client, address: str) -> str:
    found = client.get(address)
    assert found.status_code == 200, address
    return found.content.decode()


def table_of(client, name: str) -> list[dict[str, str]]:
    found = client.get(f"/governance/record/{name}.csv").content.decode()
    return list(csv.DictReader(io.StringIO(found.removeprefix("\ufeff"))))


def assert_no_seat(text: str, site) -> None:
    """Neither a seat nor its organisation, by name or by id."""
    for name in (*ORGANISATIONS, *SEATS, *site.seats):
        assert name not in text, name
    for seat in site.seats.values():
        assert str(seat.public_id) not in text
    for tenure in site.tenures.values():
        assert str(tenure.organisation.public_id) not in text


def test_the_public_reads_the_words_of_a_decision_and_no_seat(client, site, decision):
    address = f"/governance/decisions/{decision.public_id}/"
    page = text_of(client, address)
    assert all(word in page for word in WORDS)
    assert page.index(SECOND) < page.index(FIRST)  # by the words, not by the seats
    assert page.count("Quorum: reached") == 3
    assert decision.closing.digest in page
    assert_no_seat(page, site)
    for hidden in (REASONS, "Stood aside", "Recused", "record.json"):
        assert hidden not in page
    assert client.get(f"{address}record.json").status_code == 404
    proposal = text_of(client, f"/governance/proposals/{decision.proposal.public_id}/")
    assert NOTE not in proposal
    assert_no_seat(proposal, site)


def test_those_who_take_part_see_everything(client_of, client, site, decision, meeting):
    address = f"/governance/decisions/{decision.public_id}/"
    client.force_login(site.people["observer-1"])
    for reader in (client, client_of("secretariat")):
        page = text_of(reader, address)
        assert all(word in page for word in (*WORDS, *ORGANISATIONS, REASONS, "Stood aside"))
        assert reader.get(f"{address}record.json").status_code == 200
        assert NOTE in text_of(reader, f"/governance/proposals/{decision.proposal.public_id}/")
        held = text_of(reader, f"/governance/meetings/{meeting.public_id}/")
        assert all(word in held for word in (MINUTES, *ORGANISATIONS))


def test_a_member_of_another_body_is_the_public(client, steering, site, decision, meeting):
    client.force_login(steering.people["government-1"])
    page = text_of(client, f"/governance/decisions/{decision.public_id}/")
    assert_no_seat(page.replace("steering-government-1", ""), site)  # the reader's own name stands above
    assert client.get(f"/governance/decisions/{decision.public_id}/record.json").status_code == 404
    assert MINUTES not in text_of(client, f"/governance/meetings/{meeting.public_id}/")


def test_a_meeting_tells_how_many_seats_were_taken(client, site, meeting):
    page = text_of(client, f"/governance/meetings/{meeting.public_id}/")
    assert "2 of 4 there" in page
    assert MINUTES not in page
    assert_no_seat(page, site)
    record = text_of(client, "/governance/record/bodies/site/")
    assert "2/6" in record
    for word in ("Holder", "Excused", "Absent", "Not recorded"):
        assert f'title="{word}"' not in record


def test_the_page_of_decisions_on_record(client, site, decision):
    page = text_of(client, "/governance/record/decisions/")
    assert all(word in page for word in (FIRST, SECOND, REPLY, DISSENT))
    assert page.index(SECOND) < page.index(FIRST)
    assert page.count("Quorum: reached") == 3
    assert_no_seat(page, site)


def test_tables(client, site, decision, meeting):
    positions = table_of(client, "positions")
    assert [(row["reasons"], row["answer"], row["dissent"]) for row in positions] == [
        (SECOND, "", ""), (FIRST, REPLY, ""), ("", "", DISSENT),
    ]  # fmt: skip
    hidden = ("seat", "chamber", "organisation", "position", "recused")
    assert {row[name] for row in positions for name in hidden} == {""}
    counts = table_of(client, "decisions")
    assert [(row["chamber"], row["quorum"]) for row in counts] == [
        ("government", "yes"), ("companies", "yes"), ("civil_society", "yes"),
    ]  # fmt: skip
    numbers = ("seats", "recused", "needed", "heard", "for", "against", "stood_aside", "objections")
    assert {row[name] for row in counts for name in numbers} == {""}
    (held,) = table_of(client, "attendance")
    assert (held["seats_taken"], held["seat"], held["chamber"], held["attendance"]) == ("2", "", "", "")


@pytest.mark.parametrize(
    "address",
    ["/governance/record/popolo.json", "/api/v1/governance/record", "/api/v1/governance/decisions"],
)
def test_popolo_and_the_interface(client, site, decision, meeting, address):
    found = client.get(address).json()
    (event,) = found["vote_events"]
    assert [event[name] for name in ("votes", "counts", "group_results", "recusals")] == [[], [], [], []]
    assert [(one["seats"], one["heard"], one["has_quorum"]) for one in event["quorums"]] == [(None, None, True)] * 3
    assert [(one["post_id"], one["option"], one["reasons"], one["answer"]) for one in event["objections"]] == [
        (None, None, {"en": SECOND}, {}), (None, None, {"en": FIRST}, {"en": REPLY}),
    ]  # fmt: skip
    assert event["dissents"] == [{"post_id": None, "texts": {"en": DISSENT}}]
    assert_no_seat(json.dumps([found["motions"], found["vote_events"], found.get("events")]), site)


def test_one_decision_and_meetings_of_the_interface(client, site, decision, meeting):
    one = text_of(client, f"/api/v1/governance/decisions/{decision.public_id}")
    assert DISSENT in one
    assert_no_seat(one, site)
    (held,) = client.get("/api/v1/governance/meetings").json()["events"]
    assert (held["attendances"], held["seats_taken"]) == ([], 2)


def test_an_earlier_count_without_quorum_is_shielded_too(client, site):
    proposal = put(site)
    say(site, proposal, "companies-1", "object", reasons={"en": FIRST})
    close(proposal)
    proposal.refresh_from_db()
    open_proposal(proposal=proposal, actor=None, closes_at=AFTER + timedelta(days=9), at=AFTER)
    later = AFTER + timedelta(days=1)
    for name in ("government-1", "companies-2", "civil_society-1"):
        say(site, proposal, name, at=later)
    close(proposal, AFTER + timedelta(days=10))
    found = client.get("/api/v1/governance/decisions").json()["vote_events"]
    assert [one["result"] for one in found] == ["no_quorum", "not_adopted"]
    assert [one["has_quorum"] for one in found[0]["quorums"]] == [False, True, False]
    assert_no_seat(json.dumps(found), site)


def test_names_of_holders_are_for_those_who_take_part(client, client_of, site):
    hand_over(site, "government-1", date(2026, 4, 1), "Labour inspection")
    Tenure.objects.filter(holder_name="Amina K.").update(reason="Amina K. was elected.")
    pages = (
        "/governance/bodies/site/?on=2026-05-01", "/governance/record/bodies/site/", "/governance/record/seats.csv",
        "/governance/record/popolo.json", "/api/v1/governance/bodies/site",
    )  # fmt: skip
    for address in pages:
        page = text_of(client, address)
        assert "Labour inspection" in page
        assert "Amina K." not in page, address
        assert "Luc T." not in page, address
    assert "Amina K." in text_of(client_of("secretariat"), pages[0])


def test_the_annual_report_gives_words_and_numbers(site, decision, meeting):
    hand_over(site, "government-1", date(2026, 4, 1), "Labour inspection")
    (body,) = report_content(site.body, 2026, date(2026, 12, 31))["bodies"]
    told = body["decisions"][0]["dissents"]
    assert [(one["texts"], one["answer"]) for one in told] == [
        ({"en": SECOND}, {}), ({"en": FIRST}, {"en": REPLY}), ({"en": DISSENT}, {}),
    ]  # fmt: skip
    assert_no_seat(json.dumps([body["decisions"], body["meetings"]]), site)
    assert [(one["seats"], one["present"], one["recorded"]) for one in body["meetings"]] == [(None, 2, 4)]
    assert "Amina K." not in json.dumps(body)
    section = repr(papers.decisions({"bodies": [body]}, "en"))
    assert DISSENT in section
    assert_no_seat(section, site)
    people = repr(papers.people({"bodies": [body]}, "en"))
    assert "2 of 4" in people
    assert "Meetings attended" not in people


def test_words_stand_in_the_same_order_whichever_seat_said_them():
    said = [WordsOnRecord({"en": word}, {}) for word in ("b", "a", "c")]
    assert in_order_of_words(said) == in_order_of_words(said[::-1])
    assert in_order_of_words([WordsOnRecord({}, {"en": "To nothing."})]) == ()
