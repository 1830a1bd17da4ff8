"""Pages of proposals, decisions and meetings: the whole way in the browser's requests, who sees what, counts of queries."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ladder.governance.models import Challenge, Decision, Effect, Interest, Meeting, Position, Proposal
from ladder.governance.services.challenges import object_to_decision
from ladder.governance.services.meetings import MeetingPlan, plan_meeting
from tests.governance.deciding import AFTER, BETWEEN, CLOSES, DUE, OPENED, decided, draft, put, say
from tests.governance.test_challenges import REASONS, seat_of

pytestmark = pytest.mark.django_db
OPTIONS = {
    "options-TOTAL_FORMS": "2", "options-INITIAL_FORMS": "0", "options-MIN_NUM_FORMS": "0", "options-MAX_NUM_FORMS": "8",
    "options-0-name_en": "Begin", "options-0-kind": "open_fund_call", "options-0-subject": "first",
    "options-0-authorised": "up to 100,000 USD", "options-1-name_en": "Keep it",
}  # fmt: skip


@pytest.fixture
def clock(monkeypatch):
    """Sets what time it is."""

    def set_to(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(OPENED)
    return set_to


@pytest.fixture
def seat(steering):
    def sign_in(name):
        client = Client()
        client.force_login(steering.people[name])
        return client

    return sign_in


def text_of(response):
    return response.content.decode()


def test_from_a_question_to_its_effect(steering, seat, clock, client_of):
    author = seat("companies-1")
    made = author.post("/governance/proposals/new/?body=steering", {"title_en": "Shall we begin?", **OPTIONS})
    proposal = Proposal.objects.get()
    page = f"/governance/proposals/{proposal.public_id}/"
    assert (made.status_code, made["Location"]) == (302, page)
    assert "Opens a call for funding, first: up to 100,000 USD" in text_of(author.get(page))
    assert seat("companies-2").get(page).status_code == 404  # a draft
    refused = author.post(f"{page}open/", {"last_day": "2026-03-08"})
    assert refused.status_code == 422
    assert "at least 7 days" in text_of(refused)
    assert author.post(f"{page}open/", {"last_day": "2026-03-09"}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.closes_at == datetime(2026, 3, 10, tzinfo=UTC)
    waiting = text_of(seat("government-1").get("/governance/proposals/"))
    assert "Shall we begin?" in waiting
    assert "0 of 2 heard" in waiting
    for name in ("government-1", "companies-1", "civil_society-1"):
        said = {"revision": "1", "stance": "support", "option": "option-1", "language": "en", "reasons": ""}
        assert seat(name).post(f"{page}position/", said).status_code == 302
    objection = {"revision": "1", "stance": "object", "option": "option-1", "language": "fr", "reasons": ""}
    refused = seat("companies-2").post(f"{page}position/", objection)
    assert refused.status_code == 422
    assert "An objection needs a reason in writing" in text_of(refused)
    assert author.post(f"{page}close/").status_code == 422  # seats may still be heard
    clock(datetime(2026, 3, 10, tzinfo=UTC))
    late = seat("companies-2").post(f"{page}position/", {**objection, "reasons": "Trop tôt."})
    assert late.status_code == 422
    assert "came too late and was not recorded" in text_of(late)
    author = seat("companies-1")  # who was signed in days ago signs in again
    assert author.post(f"{page}close/").status_code == 302
    decision = Decision.objects.get()
    public = client_of("").get(f"/governance/decisions/{decision.public_id}/")
    assert "Adopted by consensus" in text_of(public)
    assert "can object until" in text_of(public)
    take = f"/governance/decisions/{decision.public_id}/take/"
    assert client_of("").post(take).status_code == 404
    assert author.post(take).status_code == 422
    clock(datetime(2026, 3, 25, tzinfo=UTC))
    author = seat("companies-1")
    assert "Let it take effect now" in text_of(author.get(f"/governance/decisions/{decision.public_id}/"))
    assert author.post(take).status_code == 302
    assert Effect.objects.get().state == "taken"
    assert "Shall we begin?" in text_of(client_of("").get(page))  # decided: everybody reads the discussion


def test_a_faulty_form_comes_back_with_every_fault_and_stores_nothing(steering, seat, clock):
    author = seat("companies-1")
    sent = {**OPTIONS, "title_en": " ", "sites": "no-such", "options-0-subject": ""}
    refused = author.post("/governance/proposals/new/?body=steering", sent)
    text = text_of(refused)
    assert refused.status_code == 422
    assert "The registry has no site with the code “no-such”." in text
    assert "Say what is authorised" in text
    without_title = author.post("/governance/proposals/new/?body=steering", {**OPTIONS, "title_en": ""})
    assert "Write the question in at least one language." in text_of(without_title)
    assert not Proposal.objects.exists()


def test_only_those_who_sit_there_put_questions(steering, technical, seat, client_of, clock):
    assert client_of("committee").get("/governance/proposals/new/?body=steering").status_code == 404
    assert client_of("").get("/governance/proposals/").status_code == 404
    assert seat("observer-1").get("/governance/proposals/new/?body=steering").status_code == 404
    assert client_of("secretariat").get("/governance/proposals/new/?body=steering").status_code == 200
    assert client_of("secretariat").get("/governance/proposals/new/").status_code == 404


def test_a_draft_is_edited_and_keeps_what_no_field_shows(steering, seat, clock):
    proposal = draft(steering, subjects=["round:12"])
    Proposal.objects.update(proposed_by=steering.people["companies-1"])
    page = f"/governance/proposals/{proposal.public_id}/edit/"
    shown = text_of(seat("companies-1").get(page))
    assert "up to 100,000 USD for 2026" in shown
    key = proposal.options.get(key="begin")
    effect = next(part for part in shown.split('value="') if "Opens a call" in part.split("<input")[0])[:16]
    sent = {
        **OPTIONS, "options-INITIAL_FORMS": "2", "title_en": "Now?", "options-0-key": key.key, "options-0-kind": "", "options-0-subject": "",
        "options-0-authorised": "", "options-0-effects": effect,
    }  # fmt: skip
    assert seat("companies-1").post(page, sent).status_code == 302
    proposal.refresh_from_db()
    assert proposal.titles == {"en": "Now?"}
    assert proposal.subjects == ["fund_call:first", "round:12"]
    assert proposal.options.get(key="begin").effects == key.effects


def test_an_amendment_is_told_to_whoever_took_a_position(steering, seat, clock):
    clock(BETWEEN)
    proposal = put(steering)
    Proposal.objects.update(proposed_by=steering.people["companies-1"])
    say(steering, proposal, "companies-2")
    page = f"/governance/proposals/{proposal.public_id}/"
    sent = {
        **OPTIONS,
        "title_en": "Shall we begin at once?",
        "reason_en": "It was not clear when.",
        "last_day": "2026-03-14",
        "revision": "1",
    }
    assert seat("companies-1").post(f"{page}amend/", {**sent, "reason_en": ""}).status_code == 422
    assert seat("companies-1").post(f"{page}amend/", sent).status_code == 302
    late = seat("companies-1").post(f"{page}amend/", {**sent, "title_en": "Never?"})
    assert (late.status_code, "Somebody else changed this meanwhile" in text_of(late)) == (422, True)
    proposal.refresh_from_db()
    assert (proposal.revision, proposal.titles["en"]) == (2, "Shall we begin at once?")
    text = text_of(seat("companies-2").get(page))
    assert "The words changed after your seat took a position" in text
    assert "It was not clear when." in text
    stale = seat("companies-2").post(f"{page}position/", {"revision": "1", "stance": "stand_aside", "language": "en"})
    assert stale.status_code == 422
    assert "changed while you were reading" in text_of(stale)


@pytest.mark.parametrize("last_day", ["9999-12-31", "2036-04-01"])
def test_a_last_day_that_nobody_lives_to_see_is_refused(steering, seat, clock, last_day):
    clock(BETWEEN)
    proposal = draft(steering)
    Proposal.objects.update(proposed_by=steering.people["companies-1"])
    answer = seat("companies-1").post(f"/governance/proposals/{proposal.public_id}/open/", {"last_day": last_day})
    assert answer.status_code == 422
    assert "from the year 2000 to ten years ahead" in text_of(answer)
    proposal.refresh_from_db()
    assert proposal.state == "draft"


def test_a_recused_seat_is_told_why_and_gets_no_form(steering, seat, clock):
    clock(BETWEEN)
    proposal = put(steering)
    Interest.objects.create(
        tenure=steering.tenures["companies-1"], proposal=proposal, reasons={"en": "x"}, declared_on="2026-03-03"
    )
    text = text_of(seat("companies-1").get(f"/governance/proposals/{proposal.public_id}/"))
    assert "declared an interest in this proposal" in text
    assert "Take this position" not in text


def test_notes_answers_and_minutes(steering, seat, client_of, people, clock):
    clock(BETWEEN)
    proposal = put(steering)
    page = f"/governance/proposals/{proposal.public_id}/"
    assert (
        seat("observer-1").post(f"{page}note/", {"note-text": "Nani analipa?", "note-language": "sw"}).status_code
        == 302
    )
    assert 'lang="sw"' in text_of(seat("companies-1").get(page))
    objection = say(steering, proposal, "companies-1", "object")
    address, field = f"{page}answer/{objection.public_id}/", f"a{objection.pk}"
    assert seat("observer-1").post(address, {f"{field}-text": "No.", f"{field}-language": "en"}).status_code == 404
    assert seat("government-1").post(address, {f"{field}-text": "", f"{field}-language": "en"}).status_code == 422
    assert seat("government-1").post(address, {f"{field}-text": "It is.", f"{field}-language": "en"}).status_code == 302
    keeper = client_of("secretariat")
    meeting = plan_meeting(
        body=steering.body, plan=MeetingPlan("room", {"en": "March"}, date(2026, 3, 4)), actor=people["secretariat"]
    )
    who = {str(one.public_id): "holder" for one in steering.seats.values()}
    kept = f"/governance/meetings/{meeting.public_id}/keep/"
    assert keeper.post(kept, {**who, str(steering.seats["companies-1"].public_id): ""}).status_code == 422
    assert keeper.post(kept, {**who, "minutes_en": "We met."}).status_code == 302
    assert "Record a position from the minutes" in text_of(keeper.get(page))
    recorded = {
        "minutes-revision": "1", "minutes-meeting": str(meeting.public_id), "minutes-stance": "stand_aside",
        "minutes-tenure": str(steering.tenures["government-1"].public_id), "minutes-language": "en",
    }  # fmt: skip
    assert keeper.post(f"{page}minutes/", recorded).status_code == 302
    assert seat("companies-1").post(f"{page}minutes/", recorded).status_code == 404
    assert Position.objects.get(meeting=meeting).recorded_by == people["secretariat"]
    assert "We met." in text_of(client_of("").get(f"/governance/meetings/{meeting.public_id}/"))


def test_the_record_of_a_decision_can_be_checked_by_anybody(steering, client_of):
    closing = decided(steering, {"government-1": "support", "companies-1": "support", "civil_society-1": "support",
                                 "companies-2": "object"})  # fmt: skip
    address = f"/governance/decisions/{closing.decision.public_id}/"
    page, record = text_of(client_of("").get(address)), client_of("").get(f"{address}record.json")
    assert hashlib.sha256(record.content).hexdigest() == closing.digest
    assert closing.digest in page
    assert "Not ready." in page
    assert "Not adopted" in page


def test_an_objection_is_filed_heard_and_taken_back(steering, seat, client_of, clock):
    clock(AFTER)
    decision = decided(steering).decision
    address = f"/governance/decisions/{decision.public_id}/"
    sent = {"standpoint": seat_of(steering, "companies-1").key, "text": "Too fast.", "language": "en"}
    for client in (client_of(""), client_of("buyer"), seat("observer-1")):
        assert client.post(f"{address}object/", sent).status_code == 404
    assert seat("companies-1").post(f"{address}object/", {**sent, "text": ""}).status_code == 422
    assert seat("companies-1").post(f"{address}object/", sent).status_code == 302
    challenge = Challenge.objects.get()
    assert "An objection is not answered yet" in text_of(client_of("").get(address))
    own = f"{address}challenges/{challenge.public_id}/"
    assert seat("companies-2").post(f"{own}take-back/").status_code == 404
    assert client_of("buyer").post(f"{own}hear/", {"body": "steering"}).status_code == 404
    assert seat("companies-2").post(f"{own}hear/", {"body": "nobody"}).status_code == 422
    heard = seat("companies-2").post(f"{own}hear/", {"body": "steering"})
    assert heard["Location"] == f"/governance/proposals/{challenge.proposals.get().public_id}/"
    assert seat("companies-1").post(f"{own}take-back/").status_code == 302
    clock(datetime.combine(DUE, AFTER.timetz()))
    assert seat("companies-1").post(f"{address}object/", sent).status_code == 422
    assert seat("companies-1").post(f"{address}appeal/", sent).status_code == 302


@pytest.mark.parametrize("rows", [1, 30])
def test_proposals_are_listed_in_constant_queries(steering, seat, clock, rows):
    clock(BETWEEN)
    for _ in range(rows):
        say(steering, put(steering), "companies-2")
        draft(steering)
    Proposal.objects.update(proposed_by=steering.people["companies-1"])
    client = seat("companies-1")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get("/governance/proposals/").status_code == 200
    assert len(queries) == 12


@pytest.mark.parametrize("rows", [1, 30])
def test_decisions_are_listed_in_constant_queries(steering, client_of, rows):
    for _ in range(rows):
        closing = decided(steering)
        object_to_decision(
            decision=closing.decision, actor=steering.people["companies-1"], standpoint=seat_of(steering, "companies-1"),
            texts=REASONS, at=AFTER,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as queries:
        page = text_of(client_of("").get("/governance/decisions/?body=steering"))
    assert page.count("Held back by an objection") == rows
    assert len(queries) == 4


@pytest.mark.parametrize("rows", [1, 30])
def test_meetings_are_listed_in_constant_queries(steering, client_of, rows):
    Meeting.objects.bulk_create(
        Meeting(body=steering.body, kind="room", state="held", titles={"en": f"M{one}"}, held_on=date(2026, 1, 1),
                created_at=OPENED) for one in range(rows)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as queries:
        assert "M0" in text_of(client_of("").get("/governance/meetings/"))
    assert len(queries) == 2


def test_a_proposal_with_many_seats_notes_and_positions_takes_no_more_queries(steering, seat, clock):
    clock(BETWEEN)
    proposal = put(steering)
    address, client = f"/governance/proposals/{proposal.public_id}/", seat("companies-1")
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    for name in ("government-1", "companies-1", "companies-2", "civil_society-1", "civil_society-2"):
        for _ in range(3):
            say(steering, proposal, name, "object")
        client_of_seat = seat(name)
        client_of_seat.post(f"{address}note/", {"note-text": "Why?", "note-language": "en"})
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).status_code == 200
    assert len(many) == len(few)


def test_the_day_on_which_a_time_ends_is_the_last_one_included(steering, seat, clock):
    clock(CLOSES - timedelta(days=2))
    proposal = put(steering)
    Proposal.objects.update(closes_at=datetime(2026, 3, 13, tzinfo=UTC))
    text = text_of(seat("companies-1").get(f"/governance/proposals/{proposal.public_id}/"))
    assert "Positions until March 12, 2026, this day included." in text
    assert "3 days left." in text


def test_words_of_seats_are_shown_as_words(steering, seat, clock):
    clock(BETWEEN)
    proposal = put(steering)
    say(steering, proposal, "companies-2", "object", reasons={"en": "One <b>line</b>.\n\nAnother."})
    text = text_of(seat("companies-1").get(f"/governance/proposals/{proposal.public_id}/"))
    assert "<p>One &lt;b&gt;line&lt;/b&gt;.</p>\n\n<p>Another.</p>" in text
