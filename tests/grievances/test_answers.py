"""Answers to a source: a damaged one hides no other, and by message none of the last day is left out."""

import pytest
from django.test import Client

from ladder.grievances.sealing import Told, seal_answer
from ladder.grievances.services.telling import find_by_code, tell

pytestmark = pytest.mark.django_db
SECRET = "what only the gateway knows"


@pytest.fixture
def told(ring):
    """A code, and what adds an answer to its case."""
    code = tell(told=Told("Words.", "server"), on="2026-11-26")
    case, stretched = find_by_code(code)

    def answer(text: str, on: str, *, sealed: bytes | None = None) -> None:
        sealed = sealed or seal_answer(text, stretched.answer_key)
        case.messages.create(is_answer=True, given_on=on, sealed=sealed)

    return code, answer


def by_message(settings, code: str) -> str:
    settings.SMS_SECRET = SECRET
    content, headers = {"text": code, "language": "eng"}, {"X-Ladder-Secret": SECRET}
    return Client().post("/grievances/sms/generic/", content, headers=headers).content.decode()


@pytest.mark.parametrize("damaged", [bytes(1072), seal_answer("Other", b"\x09" + bytes(31))])
def test_an_answer_that_does_not_open_is_said_so_beside_the_others(told, settings, damaged):
    code, answer = told
    answer("Come on Monday.", "2026-11-26")
    answer("", "2026-11-26", sealed=damaged)
    page = Client().post("/grievances/follow/", {"code": code})
    for text in ("Come on Monday.", "One answer cannot be opened."):
        assert (page.status_code, text in page.content.decode()) == (200, True)
        assert text in by_message(settings, code)


def test_a_message_brings_all_answers_of_the_last_day_and_none_of_before(told, settings):
    code, answer = told
    answer("Yesterday.", "2026-11-25")
    for number in range(6):
        answer(f"Answer {number}.", "2026-11-26")
    sent = by_message(settings, code)
    assert [f"Answer {number}." in sent for number in range(6)] == [True] * 6
    assert "Yesterday." not in sent


def test_without_answers_a_message_brings_the_state(told, settings):
    assert by_message(settings, told[0]) == "Your words are here. Nobody has read them yet."


def test_the_page_that_opens_answers_in_the_browser_brings_the_sentence(ring):
    assert (
        'data-part="unopened" hidden>One answer cannot be opened.'
        in Client().get("/grievances/follow/").content.decode()
    )
