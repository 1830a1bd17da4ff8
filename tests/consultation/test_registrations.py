"""Places in an online dialogue: by code, one waiting list a language, exactly one for the last place."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.utils import timezone

from ladder.audit.models import Entry
from ladder.catalogue.models import Framework, FrameworkVersion
from ladder.consultation.models import Gathering, Registration, Round
from ladder.consultation.services.dialogues import ChannelPlan, cancel_dialogue, change_dialogue
from ladder.consultation.services.registrations import (
    RegistrationPlan,
    cancel_place,
    find_registration,
    register,
)
from tests.consultation.dialogues import SIMULTANEOUS, make, plan

pytestmark = pytest.mark.django_db


def take(dialogue, heard="zh", **more):
    return register(gathering=dialogue, plan=RegistrationPlan("zh", heard, **more))


def states(dialogue):
    return list(dialogue.registrations.order_by("place_in_queue").values_list("language_heard", "state"))


def test_a_full_language_has_a_waiting_list_of_its_own(running_round):
    dialogue = make(running_round)
    for heard in ("zh", "zh", "en", "fr", "zh"):
        take(dialogue, heard)
    assert states(dialogue) == [
        ("zh", "registered"), ("zh", "waiting"), ("en", "registered"), ("fr", "registered"), ("zh", "waiting"),
    ]  # fmt: skip


def test_a_place_given_back_goes_to_the_first_of_that_language(running_round):
    dialogue = make(running_round, capacity=3)
    held = [take(dialogue, heard)[0] for heard in ("zh", "en", "fr", "fr", "zh")]
    assert [one.state for one in held] == ["registered", "registered", "registered", "waiting", "waiting"]
    cancel_place(registration=held[0])
    assert states(dialogue) == [
        ("zh", "cancelled"), ("en", "registered"), ("fr", "registered"), ("fr", "waiting"), ("zh", "registered"),
    ]  # fmt: skip
    cancel_place(registration=held[0])
    assert Registration.objects.filter(state="registered").count() == 3


def test_more_places_let_those_who_wait_move_up_and_fewer_take_no_place_away(running_round):
    dialogue = make(running_round)
    for _ in range(3):
        take(dialogue)
    change_dialogue(gathering=dialogue, plan=plan(channels=(ChannelPlan("fr", "zh", SIMULTANEOUS, 2),)), actor=None)
    assert [state for _, state in states(dialogue)] == ["registered", "registered", "waiting"]
    change_dialogue(gathering=dialogue, plan=plan(channels=(ChannelPlan("fr", "zh", SIMULTANEOUS, 1),)), actor=None)
    assert [state for _, state in states(dialogue)] == ["registered", "registered", "waiting"]


def test_the_code_is_kept_as_a_digest_and_opens_this_dialogue_alone(running_round):
    dialogue, other = make(running_round), make(running_round)
    held, code = take(dialogue, access_needs="  captions  ")
    assert code not in str(list(Registration.objects.values_list()))
    assert find_registration(dialogue, f" {code[:4].lower()}-{code[4:].lower()} ") == held
    assert find_registration(other, code) is None
    assert find_registration(dialogue, "AAAA AAAA") is None
    assert held.access_needs == "captions"
    cancel_place(registration=held)
    assert find_registration(dialogue, code) is None
    assert Registration.objects.get().access_needs == ""


def test_the_log_tells_that_it_happened_and_nothing_more(running_round):
    dialogue = make(running_round)
    take(dialogue, access_needs="sign language")
    entry = Entry.objects.get(action="consultation.place_taken")
    assert (entry.actor_key, entry.detail, entry.target) == ("", {}, f"gathering:{dialogue.public_id}")


@pytest.mark.parametrize("heard", ["de", "", "x"])
def test_a_language_that_is_not_offered_is_refused(running_round, heard):
    with pytest.raises(ValidationError):
        take(make(running_round), heard)
    assert not Registration.objects.exists()


def test_nobody_registers_for_what_is_over_or_called_off(running_round):
    past = make(
        running_round, starts_at=timezone.now() - timedelta(hours=3), ends_at=timezone.now() - timedelta(hours=1)
    )
    off = make(running_round)
    cancel_dialogue(gathering=off, actor=None)
    for dialogue in (past, off):
        with pytest.raises(ValidationError):
            take(Gathering.objects.get(pk=dialogue.pk))


@pytest.fixture
def bare_dialogue(transactional_db):
    """A dialogue of a round without content: other threads see committed rows only."""
    today = timezone.localdate()
    framework = Framework.objects.create(key="bare")
    version = FrameworkVersion.objects.create(
        framework=framework,
        version="1",
        address="bare",
        content_hash="x",
        authoritative_language="en",
        position=1,
        loaded_on=today,
    )
    round_ = Round.objects.create(
        address="bare", version=version, titles={"en": "Bare"}, languages=["en"], opens_on=today, closes_on=today,
        status="open", rules_digest="x", created_at=timezone.now(),
    )  # fmt: skip
    return make(round_, agenda=())


def test_of_many_who_ask_at_once_for_the_last_place_exactly_one_gets_it(bare_dialogue):
    together = 8
    gate = Barrier(together)

    def ask(_):
        gate.wait(20)
        try:
            return take_when_free(bare_dialogue)
        finally:
            connection.close()

    with ThreadPoolExecutor(together) as pool:
        found = sorted(pool.map(ask, range(together)))
    assert found == ["registered"] + ["waiting"] * (together - 1)
    assert len(set(bare_dialogue.registrations.values_list("place_in_queue", flat=True))) == together


def take_when_free(dialogue):
    """Register; the tests' database in memory says that it is locked where one on disk would wait."""
    for _ in range(1000):
        try:
            return take(dialogue)[0].state
        except OperationalError:
            time.sleep(0.01)
    raise AssertionError
