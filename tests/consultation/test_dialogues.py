"""Online dialogues: announced, changed, called off; their pages for everybody, and for hosts alone."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from ladder.audit.models import Entry
from ladder.consultation.models import Contribution, Gathering, Moderation, Registration
from ladder.consultation.services import limits
from ladder.consultation.services.agendas import AgendaPoint
from ladder.consultation.services.dialogues import (
    ChannelPlan,
    cancel_dialogue,
    change_dialogue,
    plan_dialogue,
)
from ladder.consultation.services.questions import ask_question, moderate_question
from tests.consultation.dialogues import SIMULTANEOUS, make, plan

pytestmark = pytest.mark.django_db


def address_of(dialogue, part=""):
    return f"/consultation/{dialogue.round.address}/sessions/{dialogue.public_id}/{part}"


@pytest.fixture
def dialogue(running_round):
    return make(running_round)


def test_a_dialogue_is_stored_with_its_channels_and_agenda_and_logged(dialogue):
    assert [(one.from_language, one.to_language, one.places) for one in dialogue.interpretations.all()] == [
        ("fr", "en", 2), ("en", "fr", None), ("fr", "zh", 1),
    ]  # fmt: skip
    assert [(point.titles.get("en", ""), point.item and point.item.key) for point in dialogue.agenda.all()] == [
        ("Welcome", None), ("", "P4-L1-01"),
    ]  # fmt: skip
    entry = Entry.objects.get(action="consultation.dialogue_planned")
    assert entry.detail["channels"] == 3
    assert "Health" not in str(entry.detail)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"titles": {"en": "  "}}, "titles"),
        ({"languages": ()}, "languages"),
        ({"ends_at": timezone.now() - timedelta(days=9)}, "ends"),
        ({"ends_at": timezone.now() + timedelta(days=9)}, "ends"),
        ({"channels": (ChannelPlan("fr", "fr", SIMULTANEOUS),)}, "channels"),
        ({"channels": (ChannelPlan("fr", "zh", SIMULTANEOUS), ChannelPlan("fr", "zh", SIMULTANEOUS))}, "channels"),
        ({"agenda": (AgendaPoint("P9-L9-99", minutes=5),)}, "agenda"),
    ],
)
def test_a_plan_at_fault_is_refused_whole(running_round, changed, field):
    with pytest.raises(ValidationError) as refused:
        plan_dialogue(in_round=running_round, plan=plan(**changed), actor=None)
    assert field in refused.value.message_dict
    assert not Gathering.objects.exists()


def test_the_page_shows_the_hour_at_every_place_and_at_the_reader_s(running_round, client):
    starts_at = datetime(2030, 7, 15, 13, tzinfo=UTC)
    dialogue = make(running_round, starts_at=starts_at, ends_at=starts_at + timedelta(hours=10))
    text = client.get(address_of(dialogue) + "?zone=Asia/Kolkata").text
    rows = re.findall(
        r'<th scope="row">(\w[^<]*?) <span class="quiet keep">(UTC[^<]*)</span>.*?(\d\d:\d\d) – (\d\d:\d\d)', text
    )
    assert rows == [
        ("Kinshasa", "UTC+1", "14:00", "00:00"),
        ("Lubumbashi", "UTC+2", "15:00", "01:00"),
        ("Beijing", "UTC+8", "21:00", "07:00"),
        ("Brussels", "UTC+2", "15:00", "01:00"),
        ("New York", "UTC−4", "09:00", "19:00"),
        ("Kolkata", "UTC+5:30", "18:30", "04:30"),
    ]
    assert text.count("(next day)") == 5
    assert "+243 111 111" in text
    assert "meet.example.org" not in text


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Santé et sécurité"), ("zh-hans", "健康与安全"), ("sw", "Santé et sécurité")]
)
def test_the_page_speaks_the_reader_s_language(dialogue, language, title):
    text = Client(headers={"accept-language": language}).get(address_of(dialogue)).text
    assert title in text


def test_nobody_learns_how_many_registered_only_a_band(dialogue, client):
    for at in range(12):
        Registration.objects.create(
            gathering=dialogue, code_digest=str(at), language_spoken="fr", language_heard="fr", state="registered",
            place_in_queue=at, access_needs="a wheelchair",
        )  # fmt: skip
    text = client.get(address_of(dialogue)).text
    assert "10 to 19" in text
    assert "wheelchair" not in text
    assert not re.search(r"\b12\b", text.split("<h2>Languages")[1].split("<h3>Interpretation")[0])


def test_a_place_is_taken_shown_and_given_back_without_a_name(dialogue, client):
    page = client.get(address_of(dialogue, "register/")).text
    assert not re.search(r'name="(name|email|e-mail|phone)"', page)
    answer = client.post(
        address_of(dialogue, "register/"),
        {"language_heard": "zh", "language_spoken": "fr", "group": "diggers"},
        follow=True,
    )
    code = re.search(r'<code class="secret">([^<]+)</code>', answer.text).group(1)
    assert "You have a place" in answer.text
    assert "https://meet.example.org/room" in answer.text
    other = Client()
    assert "meet.example.org" not in other.get(address_of(dialogue, "place/")).text
    assert other.post(address_of(dialogue, "place/"), {"code": "2222 2222"}).status_code == 422
    assert "You have a place" in other.post(address_of(dialogue, "place/"), {"code": code.lower()}, follow=True).text
    waiting = Client()
    second = waiting.post(
        address_of(dialogue, "register/"), {"language_heard": "zh", "language_spoken": "zh"}, follow=True
    ).text
    assert "waiting list" in second
    assert "meet.example.org" not in second
    assert waiting.get(address_of(dialogue, "place/calendar.ics")).status_code == 404
    other.post(address_of(dialogue, "place/cancel/"))
    assert "You have a place" in waiting.get(address_of(dialogue, "place/")).text
    assert b"meet.example.org" in waiting.get(address_of(dialogue, "place/calendar.ics")).content.replace(b"\r\n ", b"")
    assert client.post(address_of(dialogue, "place/cancel/")).status_code == 404


def test_a_registration_at_fault_says_so_and_stores_nothing(dialogue, client):
    answer = client.post(
        address_of(dialogue, "register/"), {"language_heard": "de", "language_spoken": "fr", "access_needs": "x" * 301}
    )
    assert answer.status_code == 422
    assert not Registration.objects.exists()


def test_a_question_in_any_language_reaches_the_hosts_and_others_only_when_taken_up(
    dialogue, client, people, client_of
):
    words = "لماذا؟ <script>alert(1)</script> 为什么 🪨"
    sent = client.post(
        address_of(dialogue, "ask/"), {"language": "und", "text": words, "consent": "quote_with_role"}, follow=True
    )
    assert "with the hosts" in sent.text
    question = Contribution.objects.get()
    assert (question.kind, question.channel, question.participant, question.received_on) == (
        "question",
        "dialogue",
        None,
        None,
    )
    assert not Entry.objects.filter(action__contains="question").exists()  # it would tell the moment
    assert "为什么" not in client.get(address_of(dialogue)).text
    keeper = client_of("secretariat")
    assert "&lt;script&gt;" in keeper.get(address_of(dialogue, "questions/?state=new")).text
    moved = keeper.post(address_of(dialogue, f"questions/{question.number}/"), {"state": "taken_up"})
    assert moved.status_code == 302
    shown = client.get(address_of(dialogue)).text
    assert "为什么" in shown
    assert "<script>alert" not in shown
    assert "为什么" not in keeper.get(address_of(dialogue, "questions/?state=new")).text
    keeper.post(address_of(dialogue, f"questions/{question.number}/"), {"state": "nonsense"})
    assert Moderation.objects.get().state == "taken_up"


@pytest.mark.parametrize("consent", ["paraphrase", "committee_only"])
def test_words_that_may_not_be_quoted_are_never_shown_to_everybody(dialogue, client, people, consent):
    asked = ask_question(gathering=dialogue, language="fr", text="Qui paie ?", consent=consent)
    moderate_question(question=asked, state="taken_up", actor=people["secretariat"])
    assert "Qui paie" not in client.get(address_of(dialogue)).text


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
def test_questions_that_cannot_be_kept_are_refused(dialogue, client, text):
    assert (
        client.post(address_of(dialogue, "ask/"), {"language": "fr", "text": text, "consent": "paraphrase"}).status_code
        == 422
    )
    assert not Contribution.objects.exists()


def test_no_question_comes_after_the_end(dialogue):
    Gathering.objects.update(starts_at=timezone.now() - timedelta(hours=3), ends_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(ValidationError):
        ask_question(gathering=Gathering.objects.get(), language="fr", text="Trop tard ?", consent="paraphrase")


def test_hosts_are_the_secretariat_and_the_facilitators_assigned(dialogue, client_of, people):
    for part in ("questions/", "import/"):
        assert client_of("facilitator").get(address_of(dialogue, part)).status_code == 404
        assert client_of("committee").get(address_of(dialogue, part)).status_code == 404
        assert client_of("secretariat").get(address_of(dialogue, part)).status_code == 200
    dialogue.facilitators.add(people["facilitator"])
    assert client_of("facilitator").get(address_of(dialogue, "questions/")).status_code == 200
    assert client_of("facilitator").get(address_of(dialogue, "change/")).status_code == 404
    assert Entry.objects.filter(action="audit.record_read", target=f"gathering:{dialogue.public_id}").count() == 2


def test_a_dialogue_of_another_round_or_kind_is_not_there(dialogue, make_draft, client):
    other = make_draft("other")
    assert client.get(address_of(dialogue).replace("running", "other")).status_code == 404
    Gathering.objects.update(kind="workshop")
    assert client.get(address_of(dialogue)).status_code == 404
    assert client.get(f"/consultation/{other.address}/sessions/").status_code == 404


FORM = {
    "title_en": "Second talk", "title_fr": "", "day": "2030-03-10", "starts": "15:00", "ends": "17:00", "city": "lubumbashi",
    "languages": ["fr", "en"], "capacity": "100", "join_address": "https://meet.example.org/2", "hosts": "All of us",
    "channel-TOTAL_FORMS": "2", "channel-INITIAL_FORMS": "0", "channel-0-from_language": "fr", "channel-0-to_language": "zh",
    "channel-0-mode": "simultaneous", "channel-0-places": "30", "channel-1-mode": "simultaneous",
    "point-TOTAL_FORMS": "2", "point-INITIAL_FORMS": "0", "point-0-title_en": "Welcome", "point-0-minutes": "5",
    "point-1-requirement": "P1-L1-01",
}  # fmt: skip


def test_the_secretariat_announces_changes_and_calls_off(running_round, client_of):
    keeper = client_of("secretariat")
    assert keeper.get("/consultation/running/sessions/new/").status_code == 200
    made = keeper.post("/consultation/running/sessions/new/", FORM, follow=True)
    assert "The dialogue is announced" in made.text
    row = Gathering.objects.get()
    assert row.starts_at == datetime(2030, 3, 10, 13, tzinfo=UTC)
    assert [point.item and point.item.key for point in row.agenda.all()] == [None, "P1-L1-01"]
    page = keeper.get(address_of(row, "change/")).text
    assert 'value="15:00"' in page
    assert 'value="P1-L1-01"' in page
    changed = keeper.post(address_of(row, "change/"), {**FORM, "starts": "23:00", "ends": "01:00"}, follow=True)
    assert "The dialogue was changed" in changed.text
    row.refresh_from_db()
    assert row.ends_at - row.starts_at == timedelta(hours=2)
    assert "called off" in keeper.post(address_of(row, "cancel/"), follow=True).text
    assert Entry.objects.filter(action="consultation.dialogue_cancelled").count() == 1
    assert keeper.post(address_of(row, "change/"), FORM).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"title_en": ""}, {"day": "2030-13-01"}, {"capacity": "0"}, {"join_address": "javascript:alert(1)"}, {"languages": []},
        {"channel-0-to_language": ""}, {"channel-0-places": "-1"}, {"point-1-requirement": "P9-L9-99"}, {"city": "mars"},
        {"city": "brussels", "day": "2030-03-31", "starts": "02:30", "ends": "03:30"},
    ],
)  # fmt: skip
def test_a_form_at_fault_says_so_and_stores_nothing(running_round, client_of, wrong):
    answer = client_of("secretariat").post("/consultation/running/sessions/new/", {**FORM, **wrong})
    assert answer.status_code == 422
    assert 'class="faults"' in answer.text
    assert not Gathering.objects.exists()


def test_a_dialogue_that_was_called_off_cannot_be_changed(dialogue):
    cancel_dialogue(gathering=dialogue, actor=None)
    cancel_dialogue(gathering=dialogue, actor=None)
    with pytest.raises(ValidationError):
        change_dialogue(gathering=dialogue, plan=plan(), actor=None)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_the_database_the_same_whatever_its_length(
    running_round, client, django_assert_num_queries, rows
):
    for at in range(rows):
        base = plan()
        made = replace(base, starts_at=base.starts_at + timedelta(days=at), ends_at=base.ends_at + timedelta(days=at))
        plan_dialogue(in_round=running_round, plan=made, actor=None)
    client.get("/consultation/running/sessions/")
    with django_assert_num_queries(4):
        assert client.get("/consultation/running/sessions/").text.count("Health and safety") == rows


@pytest.mark.parametrize("rows", [1, 30])
def test_the_questions_ask_the_database_the_same_whatever_their_number(
    dialogue, client_of, django_assert_num_queries, rows
):
    keeper = client_of("secretariat")
    for at in range(rows):
        ask_question(gathering=dialogue, language="fr", text=f"Question {at} ?", consent="paraphrase")
    keeper.get(address_of(dialogue, "questions/"))
    with django_assert_num_queries(14):
        assert keeper.get(address_of(dialogue, "questions/")).text.count("Question ") == rows


@pytest.mark.parametrize(("part", "said"), [
    ("register/", {"language_spoken": "fr", "language_heard": "fr"}),
    ("ask/", {"language": "fr", "text": "Qui paie ?", "consent": "paraphrase"}),
])  # fmt: skip
def test_nobody_fills_a_dialogue_from_one_place(dialogue, client, monkeypatch, part, said):
    monkeypatch.setattr(limits, "ARRIVALS", limits.Limit("arrivals", 2, 60))
    assert [client.post(address_of(dialogue, part), said).status_code for _time in range(3)] == [302, 302, 429]
    assert Registration.objects.count() + Contribution.objects.count() == 2
