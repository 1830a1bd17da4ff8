"""Letters to followers: nobody is told anything unasked, and whoever has the mailbox ends it with one press."""

import re
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ladder.assessment.follow_links import CONFIRM, STOP, link_to
from ladder.assessment.models import Delivery, Follow
from ladder.assessment.services.deliveries import deliver_due
from ladder.assessment.services.follows import ask_again, confirm_follow, end_follow, follow, forget_unconfirmed
from ladder.audit.models import Entry
from tests.assessment.conftest import ALL_MET

TODAY = timezone.localdate()


@pytest.fixture
def ask(site, people, django_capture_on_commit_callbacks):
    """Begins to follow by mail; what is sent at once is in the outbox."""

    def ask(address="ngo@example.org", language="en"):
        with django_capture_on_commit_callbacks(execute=True):
            return follow(person=people["buyer"], site=site, channel="mail", address=address, language=language)

    return ask


def path_in(text: str, last: str) -> str:
    return re.search(rf"/assessment/letters/[^/\s]+/{last}/", text).group()


def test_one_question_and_nothing_else_goes_to_a_mailbox_that_has_not_confirmed(ask, record):
    row = ask()
    (question,) = mail.outbox
    assert question.to == ["ngo@example.org"]
    assert "If it was not, do nothing" in question.body
    record(ALL_MET, TODAY)
    assert not Delivery.objects.exists()

    confirm = path_in(question.body, "confirm")
    assert Client().get(confirm).status_code == 200  # as programs do that look at mails
    row.refresh_from_db()
    assert row.confirmed_at is None
    page = Client(enforce_csrf_checks=False).post(confirm)
    assert "Confirmed." in page.content.decode()
    record({"R-3": "not_met"}, TODAY)
    assert deliver_due(at=timezone.now()) == 1
    assert len(mail.outbox) == 2


def test_every_letter_ends_it_without_signing_in_at_one_press_of_the_mail_program(ask, record, site):
    row = ask()
    confirm_follow(row=row)
    record(ALL_MET, TODAY)
    deliver_due(at=timezone.now())
    for letter in mail.outbox:
        told = letter.message()
        assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert path_in(told["List-Unsubscribe"], "end") == path_in(letter.body, "end")
    end = path_in(mail.outbox[-1].body, "end")
    assert Client().get(end).status_code == 200
    assert Follow.objects.get().ended_at is None
    strict = Client(enforce_csrf_checks=True)
    for _ in range(2):
        page = strict.post(end, {"List-Unsubscribe": "One-Click"})
        assert (page.status_code, "Ended." in page.content.decode()) == (200, True)
    row = Follow.objects.get()
    assert (bytes(row.address), row.ended_at is None) == (b"", False)
    assert Entry.objects.filter(action="assessment.follow_ended", actor_key="").count() == 1
    record({"R-3": "not_met"}, TODAY)
    assert deliver_due(at=timezone.now()) == 0


def test_a_link_is_good_for_its_purpose_its_follower_and_its_time(ask):
    row = ask()
    confirm, end = (path_in(link_to(purpose, row), last) for purpose, last in ((CONFIRM, "confirm"), (STOP, "end")))
    swapped = confirm.replace("/confirm/", "/end/"), end.replace("/end/", "/confirm/")
    for path in (*swapped, confirm[:-12] + "x/confirm/", "/assessment/letters/x/end/"):
        assert Client().post(path).status_code == 404
    row.refresh_from_db()
    assert (row.confirmed_at, row.ended_at) == (None, None)


def test_a_question_is_open_for_a_week_and_an_end_for_ever(ask, monkeypatch):
    row = ask()
    confirm, end = (path_in(link_to(purpose, row), last) for purpose, last in ((CONFIRM, "confirm"), (STOP, "end")))
    later = (timezone.now() + timedelta(days=8)).timestamp()
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert Client().post(confirm).status_code == 404
    assert Client().post(end).status_code == 200


def test_an_address_that_nobody_confirmed_is_forgotten_after_the_week(ask):
    row, confirmed = ask(), ask("other@example.org")
    confirm_follow(row=confirmed)
    assert forget_unconfirmed(at=row.created_at + timedelta(days=6, hours=23)) == 0
    assert forget_unconfirmed(at=row.created_at + timedelta(days=7, minutes=1)) == 1
    row.refresh_from_db()
    confirmed.refresh_from_db()
    assert (bytes(row.address), row.ended_at is None) == (b"", False)
    assert (bytes(confirmed.address) != b"", confirmed.ended_at) == (True, None)


def test_what_was_ended_is_not_confirmed_any_more(ask, people):
    row = ask()
    end_follow(row=row, actor=people["buyer"])
    assert "Ended." in Client().post(path_in(link_to(CONFIRM, row), "confirm")).content.decode()
    row.refresh_from_db()
    assert row.confirmed_at is None


def test_nobody_has_one_mailbox_after_another_asked(ask, people):
    for number in range(5):
        end_follow(row=ask(f"somebody-{number}@example.org"), actor=people["buyer"])
    with pytest.raises(ValidationError, match="Five addresses were asked today"):
        ask("victim@example.org")
    assert len(mail.outbox) == 5
    Follow.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert ask("later@example.org").pk


def test_the_question_is_asked_in_the_language_of_who_asked_and_a_mail_server_that_is_away_breaks_nothing(
    ask, settings, caplog
):
    ask(language="fr")
    assert "Quelqu’un" in mail.outbox[0].body
    settings.EMAIL_BACKEND = "tests.assessment.mail_server_away.Away"
    row = ask("away@example.org")
    assert row.pk
    assert "away@example.org" not in caplog.text
    assert "was not sent" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_question_that_no_mail_server_took_is_said_so_and_asked_again(client_of, site, settings):
    working, address = settings.EMAIL_BACKEND, reverse("assessment:follow", args=[site.public_id])
    client = client_of("buyer")

    def begin(mailbox):
        return client.post(address, {"channel": "mail", "address": mailbox}, follow=True).content.decode()

    settings.EMAIL_BACKEND = "tests.assessment.mail_server_away.Away"
    page = begin("away@example.org")
    assert "The mail server did not take the letter" in page
    assert "the letter was not sent yet" in page
    assert "A letter went" not in page
    settings.EMAIL_BACKEND = working
    assert "A letter went to this address" in begin("there@example.org")
    assert ask_again(at=timezone.now()) == 0  # the request that began it could still be asking
    assert ask_again(at=timezone.now() + timedelta(hours=1)) == 1
    assert ask_again(at=timezone.now() + timedelta(hours=2)) == 0
    assert [letter.to for letter in mail.outbox] == [["there@example.org"], ["away@example.org"]]
    assert "the letter was not sent yet" not in client.get(address).content.decode()
