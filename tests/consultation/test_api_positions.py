"""Positions by the API with a participant's code: once, whatever the network does, and with every fault named."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from ladder.consultation.models import Contribution
from ladder.consultation.services import codes
from ladder.consultation.services.participants import Arrival, arrive_openly

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(running_round):
    cache.clear()
    arrival = Arrival("sw", group=running_round.groups.get(group__key="diggers"), is_anonymous=False)
    _person, code = arrive_openly(in_round=running_round, arrival=arrival, on=timezone.localdate())

    def send(address=running_round.address, **changed):
        told = {"code": code, "number": str(uuid4()), "requirement": "P1-L1-01", "position": "cannot", "reason": "Why"}
        path = f"/api/v1/consultation/rounds/{address}/positions"
        return Client().post(path, {**told, **changed}, content_type="application/json")

    return send


def test_a_position_is_saved_once_however_often_it_is_sent(send):
    number = str(uuid4())
    first, again = send(number=number), send(number=number)
    assert first.json() == {"number": number, "is_new": True, "was_withdrawn": False, "wants_reason": False}
    assert again.json() == {**first.json(), "is_new": False}
    row = Contribution.objects.get()
    assert (str(row.number), row.position, row.text, row.language) == (number, "cannot", "Why", "sw")


def test_a_later_position_supersedes_and_an_objection_without_reason_is_asked_for(send):
    send()
    assert send(reason="  ").json()["wants_reason"] is True
    assert [row.text for row in Contribution.objects.filter(superseded_by=None)] == [""]


@pytest.mark.parametrize(
    ("told", "status", "where"),
    [
        ({"requirement": "P9-L9-99"}, 422, "requirement"),
        ({"position": "perhaps"}, 422, "position"),
        ({"consent": "all"}, 422, "consent"),
        ({"language": "tlh"}, 422, "language"),
        ({"number": "7"}, 422, "number"),
        ({"reason": "x" * 100_000}, 422, "reason"),
        ({"code": codes.draw()}, 401, ""),
        ({"code": "x" * 41}, 422, "code"),
        ({"address": "nowhere"}, 404, ""),
    ],
)
def test_faults_say_where_and_nothing_is_saved(send, told, status, where):
    answer = send(**told)
    assert (answer.status_code, [fault["where"] for fault in answer.json()["faults"]]) == (status, [where])
    assert all(fault["sentence"] for fault in answer.json()["faults"])
    assert Contribution.objects.count() == 0


def test_a_closed_round_says_so(send, running_round):
    running_round.status = "closed"
    running_round.save()
    answer = send()
    assert answer.status_code == 422
    assert "Nothing was saved" in answer.json()["faults"][0]["sentence"]


def test_codes_are_not_guessed(send):
    told = [send(code=codes.draw()).status_code for _ in range(15)]
    assert told == [401] * 10 + [429] * 5
    assert send().status_code == 429
