"""Pages for sources: no cookie, no trace, no script needed; pages of handlers for handlers alone."""

import io
import logging
import re

import pytest
from django.test import Client

from ladder.core.grievances.codes import show_code
from ladder.grievances.models import Grievance
from ladder.grievances.sealing import Told, seal_answer
from ladder.grievances.services.telling import find_by_code, tell

pytestmark = pytest.mark.django_db
WORDS = "Watu watatu wenye silaha."
SECRET = "what only the gateway knows"


@pytest.fixture
def stranger() -> Client:
    return Client(enforce_csrf_checks=True)


def code_in(page: str) -> str:
    return re.search(r"(?:\d{3} ){6}\d{3}", page).group()


def is_quiet(response) -> bool:
    return (
        not response.cookies
        and response["Cache-Control"] == "no-store"
        and response["Referrer-Policy"] == "no-referrer"
    )


@pytest.mark.parametrize(
    ("language", "word"), [("en", 'lang="en"'), ("fr", 'lang="fr"'), ("zh", 'lang="zh-Hans"'), ("sw", 'lang="sw"')]
)
def test_the_page_speaks_four_languages_without_a_cookie(stranger, ring, language, word):
    for path in ("/grievances/", "/grievances/follow/"):
        response = stranger.get(f"{path}?speak={language}")
        assert is_quiet(response)
        assert word in response.content.decode()


def test_without_three_organisations_it_says_where_help_is(stranger, db):
    page = stranger.get("/grievances/").content.decode()
    assert "Nobody can hear you here yet" in page
    assert "<textarea" not in page
    refused = stranger.post("/grievances/", {"text": WORDS})
    assert refused.status_code == 422
    assert not Grievance.objects.exists()


def test_told_without_scripts_followed_added_to_and_taken_back(stranger, ring):
    response = stranger.post("/grievances/?speak=fr", {"text": WORDS, "kind": "armed_people", "site": "Puits 4"})
    assert is_quiet(response)
    code = code_in(response.content.decode())
    grievance, stretched = find_by_code(code)
    grievance.messages.create(
        is_answer=True, given_on="2026-11-26", sealed=seal_answer("Combien ?", stretched.answer_key)
    )
    looked = stranger.post("/grievances/follow/", {"code": code.replace(" ", "-")})
    assert is_quiet(looked)
    assert "Combien ?" in looked.content.decode()
    assert WORDS not in looked.content.decode()
    assert (
        "We added"
        in stranger.post("/grievances/follow/", {"code": code, "act": "add", "text": "Five."}).content.decode()
    )
    assert grievance.messages.filter(is_answer=False).count() == 2
    assert "deleted" in stranger.post("/grievances/follow/", {"code": code, "act": "withdraw"}).content.decode()
    assert not grievance.messages.exists()


def test_too_much_and_nothing_are_refused_with_the_words_still_there(stranger, ring):
    empty = stranger.post("/grievances/", {"text": " "})
    assert empty.status_code == 422
    long = stranger.post("/grievances/", {"text": "w" * 65000})
    assert long.status_code == 422
    assert "too long" in long.content.decode()
    assert "w" * 65000 in long.content.decode()
    assert not Grievance.objects.exists()


def test_what_is_too_long_only_once_sealed_is_refused_with_the_words_still_there(stranger, ring):
    marks = '"' * 40000  # fits, but each needs two bytes in what is sealed
    shown = "&quot;" * 40000
    refused = stranger.post("/grievances/", {"text": marks})
    assert (refused.status_code, refused.content.decode().count("This is too long.")) == (
        422,
        3,
    )  # scripts' own, list, field
    assert shown in refused.content.decode()
    assert not Grievance.objects.exists()
    code = tell(told=Told(WORDS, "server"), on="2026-11-26")
    refused = stranger.post("/grievances/follow/", {"code": code, "act": "add", "text": marks})
    assert (refused.status_code, "This is too long." in refused.content.decode()) == (422, True)
    assert shown in refused.content.decode()
    assert Grievance.objects.get().messages.count() == 1
    added = stranger.post("/grievances/follow/", {"code": code, "act": "add", "text": "Five more."})
    assert "Five more." not in added.content.decode()


def test_guesses_are_limited_and_slips_are_not_counted(stranger, ring):
    wrong = show_code("1" * 20 + "0")
    for _ in range(30):
        assert "digit is wrong" in stranger.post("/grievances/follow/", {"code": wrong[:-1] + "9"}).content.decode()
    guess = {"handle": "00" * 32}
    answers = [
        stranger.post("/grievances/follow/sealed/", guess, content_type="application/json").status_code
        for _ in range(21)
    ]
    assert answers == [404] * 20 + [429]
    code = tell(told=Told(WORDS, "server"), on="2026-11-26")
    assert stranger.post("/grievances/follow/", {"code": code}).status_code == 429


@pytest.mark.parametrize(
    "body",
    ["{}", "[]", '"x"', '{"pairs": 3}', '{"pairs": [{"first": []}], "body": "zz"}', '{"handle": 1, "pairs": []}'],
)
def test_odd_bodies_are_refused(stranger, ring, body):
    assert stranger.post("/grievances/sealed/", body, content_type="application/json").status_code == 409
    assert stranger.post("/grievances/follow/sealed/", body, content_type="application/json").status_code in {404, 409}
    assert not Grievance.objects.exists()


@pytest.fixture
def gateway(settings, ring):
    """Sends a message as a gateway does; what it answers."""
    settings.SMS_SECRET = SECRET

    def send(text: str, *, path="/grievances/sms/generic/", secret=SECRET):
        content = {"text": text, "from": "+243810000001", "language": "eng"}
        if "rapidpro" in path:
            content = {
                "input": {"text": text, "urn": "tel:+243810000001"},
                "contact": {"urn": "tel:+243810000001", "language": "eng"},
            }
        headers = {"X-Ladder-Secret": secret}
        return Client().post(path, content, content_type="application/json", headers=headers)

    return send


def test_a_message_is_heard_followed_and_added_to(gateway):
    told = gateway(WORDS)
    code = code_in(told.content.decode())
    assert is_quiet(told)
    assert "Nobody has read them yet" in gateway(f"CODE {code}").content.decode()
    assert "added" in gateway(f"{code} They came back.").content.decode()
    assert Grievance.objects.get().messages.count() == 2
    assert "digit is wrong" in gateway(f"CODE {code[:-1]}x").content.decode()
    assert Grievance.objects.count() == 1
    assert "Write what happened" in gateway(" ").content.decode()


def test_rapidpro_gets_its_answer_as_json(gateway):
    answer = gateway(WORDS, path="/grievances/sms/rapidpro/").json()
    assert find_by_code(code_in(answer["text"]))[0] is not None


def test_a_gateway_without_the_secret_is_not_heard(gateway, settings):
    assert gateway(WORDS, secret="").status_code == 404
    assert gateway(WORDS, secret="wrong é").status_code == 404
    settings.SMS_SECRET = ""
    assert gateway(WORDS, secret="").status_code == 404
    assert not Grievance.objects.exists()


def fail(**_):
    raise RuntimeError(WORDS)


def test_a_failure_prints_nothing_of_what_was_told(gateway, monkeypatch, caplog, capfd):
    monkeypatch.setattr("ladder.grievances.views.messages.tell", fail)
    assert gateway(WORDS).status_code == 503
    printed = capfd.readouterr()
    assert "silaha" not in caplog.text + printed.out + printed.err


def test_a_failure_prints_nothing_where_the_log_itself_fails(gateway, monkeypatch, capfd):
    gone = io.StringIO()
    broken = logging.StreamHandler(gone)
    gone.close()
    monkeypatch.setattr("ladder.grievances.views.messages.tell", fail)
    logging.getLogger().addHandler(broken)
    try:
        assert gateway(WORDS).status_code == 503
    finally:
        logging.getLogger().removeHandler(broken)
    printed = capfd.readouterr()
    assert "silaha" not in printed.out + printed.err


def test_the_secretariat_sees_tens_and_no_case(client_of, ring):
    keeper = client_of("secretariat")
    for _ in range(9):
        tell(told=Told(WORDS, "server"), on="2026-11-26")
    assert "fewer than ten" in keeper.get("/grievances/numbers/").content.decode()
    tell(told=Told(WORDS, "server"), on="2026-11-26")
    assert "10 or more" in keeper.get("/grievances/numbers/").content.decode()
    case = Grievance.objects.all()[0]
    for path in ("/grievances/cases/", f"/grievances/cases/{case.public_id}/", "/grievances/keys/"):
        assert keeper.get(path).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_takes_a_fixed_number_of_queries(ring, number, django_assert_num_queries):
    for place in range(number):
        Grievance.objects.create(number=place, code_digest=str(place), answer_key=bytes(32), received_on="2026-11-26")
    client = Client()
    client.force_login(ring["ann"].handler.user)
    with django_assert_num_queries(11):
        page = client.get("/grievances/cases/").content.decode()
    assert page.count('<th scope="row"') == number


def test_those_who_write_down_for_others_leave_no_trace_of_themselves(client_of, ring):
    facilitator = client_of("facilitator")
    page = facilitator.get("/grievances/for-somebody/").content.decode()
    assert 'name="way" value="facilitator"' in page
    told = facilitator.post("/grievances/", {"text": WORDS, "way": "facilitator"})
    assert "Give the code to the person" in told.content.decode()
    assert not Grievance.objects.get().steps.exists()
    assert client_of("buyer").get("/grievances/for-somebody/").status_code == 404
