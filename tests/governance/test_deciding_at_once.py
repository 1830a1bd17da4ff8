"""Two at once: one close, one taking of effects, one position after a close, none of it half."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection

from ladder.governance.models import Closing, Decision, Effect, Position
from ladder.governance.services.positions import take_position
from ladder.governance.services.taking import take_effects
from tests.governance.deciding import AFTER, BETWEEN, DUE, close, decided, put, say
from tests.governance.scene import found_committee

pytestmark = pytest.mark.django_db(transaction=True)
TOGETHER = 4
SEATS = ("government-1", "companies-1", "civil_society-1")


@pytest.fixture
def small(make_person):
    return found_committee(make_person, sides={"government": 1, "companies": 1, "civil_society": 1}, observers=0)


def at_once(*acts):
    """What each act gave, or the sentence with which it was refused, when all begin together."""
    gate = Barrier(len(acts))

    def do(act):
        gate.wait(60)
        try:
            return when_free(act)
        except ValidationError as refusal:
            return refusal.messages[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def when_free(act):
    """Try until the tests' database in memory, which says that it is locked where one on disk would wait, lets it."""
    for _ in range(1000):
        try:
            return act()
        except OperationalError:
            time.sleep(0.01)
    raise AssertionError


def test_of_several_who_close_at_once_one_does(small):
    proposal = put(small)
    for seat in SEATS:
        say(small, proposal, seat)
    found = at_once(*[lambda: close(proposal).outcome] * TOGETHER)
    assert max(found) == "consensus"
    assert sum("nothing to close" in one for one in found) == TOGETHER - 1
    assert (Closing.objects.count(), Decision.objects.count(), Effect.objects.count()) == (1, 1, 1)


def test_of_several_who_take_effects_at_once_one_wins_and_all_get_the_same_answer(small):
    decision = decided(small).decision

    def take():
        return [(one.pk, one.state) for one in take_effects(decision=decision, actor=None, on=DUE)]

    found = at_once(*[take] * TOGETHER)
    assert found == [[(Effect.objects.get().pk, "taken")]] * TOGETHER
    assert Effect.objects.get().taken_at is not None


def test_a_position_and_the_close_at_once_are_one_after_the_other(small):
    proposal = put(small)
    for seat in SEATS:
        say(small, proposal, seat)

    def object_now():
        return take_position(
            proposal=proposal, tenure=small.tenures["companies-1"], actor=small.people["companies-1"], stance="object",
            reasons={"en": "No."}, at=BETWEEN,
        ).stance  # fmt: skip

    said, outcome = at_once(object_now, lambda: close(proposal, AFTER).outcome)
    counted = Closing.objects.get().record["seats"]
    stances = [one["position"]["stance"] for one in counted]
    if said == "object":
        assert (outcome, sorted(stances)) == ("not_adopted", ["object", "support", "support"])
    else:
        assert "not open" in said
        assert (outcome, stances, Position.objects.count()) == ("consensus", ["support"] * 3, 3)
