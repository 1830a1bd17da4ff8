"""What is taken back is gone: every wording, from the rows, the log and the file; only a mark stays."""

from contextlib import closing
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.backends.sqlite3.base import Database
from django.test import Client

from ladder.audit.models import Entry
from ladder.consultation.models import Contribution, HeldAnswer, Withdrawal
from ladder.consultation.services.anonymity import release_held
from ladder.consultation.services.contributing import Told
from ladder.consultation.services.participants import Arrival, arrive_openly
from ladder.consultation.services.positions import save_position
from ladder.consultation.services.withdrawal import withdraw
from tests.consultation.conftest import DAY
from tests.consultation.test_anonymity import dump


@pytest.fixture
def person(open_round, round_groups):
    def come(*, is_anonymous: bool):
        arrival = Arrival("fr", group=round_groups["cooperatives"], is_anonymous=is_anonymous)
        return arrive_openly(in_round=open_round, arrival=arrival, on=DAY)[0]

    return come


def say(person, item, text, number=None):
    told = Told(kind="position", language="fr", item=item, position="cannot", text=text, number=number or uuid4())
    return save_position(participant=person, told=told, on=DAY).saved.number


@pytest.mark.django_db
@pytest.mark.parametrize("release_after", [0, 1, 2, 3])
@pytest.mark.parametrize("is_anonymous", [True, False])
def test_the_whole_chain_goes_wherever_it_stands(open_round, person, round_items, is_anonymous, release_after):
    one, other = person(is_anonymous=is_anonymous), round_items[1]
    for step in range(3):
        number = say(one, round_items[0], f"wording {step} of mine")
        if release_after == step + 1:
            release_held(in_round=open_round, is_last=True)
    say(one, other, "what stays")
    assert withdraw(participant=one, number=number, on=DAY) >= 1
    text = dump()
    assert "of mine" not in text
    assert "what stays" in text
    assert not Contribution.objects.filter(item=round_items[0]).exists()
    assert not HeldAnswer.objects.filter(content__item=round_items[0].pk).exists()
    assert Withdrawal.objects.filter(number=number, withdrawn_on=DAY).exists()


@pytest.mark.django_db
def test_the_log_holds_a_count_and_the_mark_no_words(person, round_items):
    one = person(is_anonymous=False)
    number = say(one, round_items[0], "gone")
    withdraw(participant=one, number=number, on=DAY)
    entry = Entry.objects.order_by("-id")[0]
    assert (entry.action, entry.detail, entry.actor_key) == (
        "consultation.contribution_withdrawn", {"wordings": 1}, "")  # fmt: skip
    assert {field.name for field in Withdrawal._meta.fields} == {"id", "round", "number", "withdrawn_on"}


@pytest.mark.django_db
def test_what_was_taken_back_does_not_come_back_by_being_sent_again(person, round_items):
    one, number = person(is_anonymous=False), uuid4()
    say(one, round_items[0], "once", number)
    withdraw(participant=one, number=number, on=DAY)
    told = Told(kind="position", language="fr", item=round_items[0], position="cannot", text="once", number=number)
    saved = save_position(participant=one, told=told, on=DAY).saved
    assert saved.was_withdrawn
    assert Contribution.objects.count() == 0
    say(one, round_items[0], "anew")
    assert Contribution.objects.get().text == "anew"


@pytest.mark.django_db
def test_nobody_takes_back_what_another_said(person, round_items):
    one, other = person(is_anonymous=False), person(is_anonymous=False)
    number = say(one, round_items[0], "mine")
    assert withdraw(participant=other, number=number, on=DAY) == 0
    assert withdraw(participant=other, number=uuid4(), on=DAY) == 0
    assert Contribution.objects.count() == 1
    assert Withdrawal.objects.count() == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="raw bytes are those of SQLite's file")
@pytest.mark.django_db(transaction=True)
def test_the_bytes_of_the_file_do_not_hold_it_any_more(tmp_path, person, round_items):
    one = person(is_anonymous=False)
    number = say(one, round_items[0], "a sentence found nowhere else " * 150)
    say(one, round_items[1], "a sentence that stays")
    withdraw(participant=one, number=number, on=DAY)
    copy = tmp_path / "copy.sqlite3"
    with closing(Database.connect(copy)) as target:
        connection.connection.backup(target)
    raw = copy.read_bytes()
    assert b"a sentence that stays" in raw
    assert b"a sentence found nowhere else" not in raw


@pytest.mark.django_db
def test_the_page_asks_before_it_takes_back(running_round):
    cache.clear()
    client, base = Client(), f"/consultation/{running_round.address}"
    client.post(
        f"{base}/take-part/", {"language": "en", "voice": "pseudonym", "speaks_for": "self", "group": "diggers"}
    )
    told = {"number": str(uuid4()), "position": "cannot", "text": "my words", "consent": "paraphrase", "language": "en"}
    client.post(f"{base}/answer/P1-L1-01/", told)
    number = Contribution.objects.get().number
    assert "my words" in client.get(f"{base}/mine/{number}/withdraw/").content.decode()
    assert Contribution.objects.count() == 1
    assert client.post(f"{base}/mine/{number}/withdraw/", follow=True).status_code == 200
    assert Contribution.objects.count() == 0
    assert client.post(f"{base}/mine/{number}/withdraw/").status_code == 404
    again = client.post(f"{base}/answer/P1-L1-01/", told, follow=True).content.decode()
    assert "You took this back before" in again
    assert Contribution.objects.count() == 0
