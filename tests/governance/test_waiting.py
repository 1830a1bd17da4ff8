"""What waits for whom once the time for positions is over: a count to make, and objections that still need an answer."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.governance.deciding import AFTER, BETWEEN, put, say

pytestmark = pytest.mark.django_db
OVER = "The time for positions was over"


@pytest.fixture
def afterwards(monkeypatch):
    """The day after the last one."""
    monkeypatch.setattr(timezone, "now", lambda: AFTER)


def text_of(client, address):
    return client.get(address).content.decode()


def test_the_secretariat_is_told_what_is_to_be_closed(steering, client_of, afterwards):
    proposal = put(steering)
    page = text_of(client_of("secretariat"), "/governance/")
    assert OVER in page
    assert f"/governance/proposals/{proposal.public_id}/" in page
    assert OVER not in text_of(Client(), "/governance/")


def test_nothing_is_to_be_closed_while_seats_may_speak(steering, client_of, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: BETWEEN)
    put(steering)
    assert OVER not in text_of(client_of("secretariat"), "/governance/")


def test_an_objection_is_answered_after_the_time_for_positions(steering, client_of, afterwards):
    proposal = put(steering)
    objection = say(steering, proposal, "companies-1", "object")
    address = f"/governance/proposals/{proposal.public_id}/"
    secretariat = client_of("secretariat")
    assert f"{address}answer/{objection.public_id}/" in text_of(secretariat, address)
    sent = {f"a{objection.pk}-text": "It is ready now.", f"a{objection.pk}-language": "en"}
    assert secretariat.post(f"{address}answer/{objection.public_id}/", sent).status_code == 302
    assert "It is ready now." in text_of(secretariat, address)
