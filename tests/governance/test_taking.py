"""Effects: after the objection period, all or none, once; an interrupted one leaves nothing half-done."""

import pytest
from django.core.exceptions import ValidationError

from ladder.audit.models import Entry
from ladder.cli import chores
from ladder.governance.models import Effect, Meeting
from ladder.governance.queries.authorisations import find_authorisation
from ladder.governance.services.effects import Intended
from ladder.governance.services.proposal_plans import OptionPlan
from ladder.governance.services.taking import take_due_effects, take_effects
from tests.governance.deciding import (
    AFTER,
    BEGIN,
    CALL,
    DECIDED_ON,
    DUE,
    KEEP,
    LAST_DAY_OF_OBJECTIONS,
    decided,
    kind_of_effect,
)

pytestmark = pytest.mark.django_db
TWO = OptionPlan("begin", {"en": "Begin"}, {}, (CALL, Intended("approve_allocation", "run:12", {"words": "All of it"})))


def test_nothing_takes_effect_while_objections_are_possible(steering):
    decision = decided(steering).decision
    for day in (DECIDED_ON, LAST_DAY_OF_OBJECTIONS):
        with pytest.raises(ValidationError, match="nothing takes effect before"):
            take_effects(decision=decision, actor=None, on=day)
        assert take_due_effects(on=day) == 0
    assert find_authorisation("open_fund_call", "fund_call:first") is None


def test_afterwards_everything_takes_effect_once_and_later_rooms_find_it(steering, people):
    decision = decided(steering, options=[TWO, KEEP]).decision
    taken = take_effects(decision=decision, actor=people["secretariat"], on=DUE)
    again = take_effects(decision=decision, actor=people["secretariat"], on=DUE)
    assert [(one.kind, one.state) for one in taken] == [("open_fund_call", "taken"), ("approve_allocation", "taken")]
    assert [(one.pk, one.taken_at) for one in again] == [(one.pk, one.taken_at) for one in taken]
    assert Entry.objects.filter(action="governance.effect_taken").count() == 2
    authorisation = find_authorisation("approve_allocation", "run:12")
    assert (authorisation.decision, authorisation.payload) == (decision, {"words": "All of it"})
    assert find_authorisation("approve_allocation", "run:13") is None


def test_chores_take_what_is_due(steering):
    decided(steering)
    assert take_due_effects(on=DUE) == 1
    assert take_due_effects(on=DUE) == 0
    assert Effect.objects.get().state == "taken"


def test_chores_of_the_server_take_it_within_the_hour(steering):
    decided(steering)
    chores.do(chores.seldom())  # the tests' decision is months old
    assert Effect.objects.get().state == "taken"


def do_something(effect, on):
    """An effect that writes: a meeting is planned."""
    Meeting.objects.create(
        body=effect.decision.body, kind="room", titles={"en": "Planned by decision"}, held_on=on, created_at=AFTER
    )


def break_down(effect, on):
    """An effect that writes half of what it should and fails."""
    do_something(effect, on)
    raise RuntimeError("the power went")


def test_an_interrupted_effect_leaves_nothing_half_done_and_is_taken_as_a_whole_later(steering, caplog):
    decision = decided(steering, options=[TWO, KEEP]).decision
    with kind_of_effect("open_fund_call", do_something):
        with (
            kind_of_effect("approve_allocation", break_down),
            pytest.raises(ValidationError, match="failed on our side"),
        ):
            take_effects(decision=decision, actor=None, on=DUE)
        assert not Meeting.objects.exists()
        first, second = decision.effects.order_by("position")
        assert [(one.state, one.taken_at) for one in (first, second)] == [("waiting", None)] * 2
        assert (first.hindrance, second.hindrance) == ("", "Something failed on our side while this effect was taken.")
        assert not Entry.objects.filter(action="governance.effect_taken").exists()
        with kind_of_effect("approve_allocation", do_something):
            take_effects(decision=decision, actor=None, on=DUE)
    assert Meeting.objects.count() == 2
    assert set(decision.effects.values_list("state", "hindrance")) == {("taken", "")}
    assert "the power went" in caplog.text


def test_what_hinders_an_effect_is_asked_again_when_it_is_due(steering):
    decision = decided(steering).decision
    with kind_of_effect(
        "open_fund_call", do_something, lambda _intended: ["The fund is empty.", "The call is closed."]
    ):
        with pytest.raises(ValidationError) as refusal:
            take_effects(decision=decision, actor=None, on=DUE)
        assert take_due_effects(on=DUE) == 0
    assert refusal.value.messages == ["The fund is empty.", "The call is closed."]
    assert Effect.objects.get().hindrance == "The fund is empty.\nThe call is closed."
    assert take_due_effects(on=DUE) == 1  # nothing hinders it any more


def test_a_refusal_of_the_effect_itself_is_told(steering):
    def refuse(effect, on):
        raise ValidationError("The version was withdrawn meanwhile.")

    decision = decided(steering, options=[BEGIN]).decision
    with kind_of_effect("open_fund_call", refuse), pytest.raises(ValidationError, match="withdrawn meanwhile"):
        take_effects(decision=decision, actor=None, on=DUE)
    assert Effect.objects.get().hindrance == "The version was withdrawn meanwhile."


def test_one_decision_that_is_hindered_does_not_hold_up_the_others(steering):
    first, second = decided(steering, options=[TWO, KEEP]).decision, decided(steering).decision
    with kind_of_effect("approve_allocation", break_down):
        assert take_due_effects(on=DUE) == 1
    assert set(first.effects.values_list("state", flat=True)) == {"waiting"}
    assert set(second.effects.values_list("state", flat=True)) == {"taken"}
