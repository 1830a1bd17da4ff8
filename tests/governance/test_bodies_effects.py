"""What decisions do to bodies: rules, seats and the end of a body change by a decision that took effect, never else."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from ladder.consultation.services.starting_rules import starting_rules
from ladder.core.synthesis.rules import Rules
from ladder.governance.models import Body, RuleSet, Seat, Tenure
from ladder.governance.queries.bodies import show_body
from ladder.governance.queries.rules import deciding_rules, rule_set_in_force
from ladder.governance.services.bodies import dissolve
from ladder.governance.services.body_plans import SeatPlan
from ladder.governance.services.body_proposals import bodies_with, propose_rules, propose_seat
from ladder.governance.services.effects import Intended, handler_of
from ladder.governance.services.proposal_plans import OptionPlan
from ladder.governance.services.rule_sets import store_rules
from ladder.governance.services.seat_changes import change_seats
from ladder.governance.services.taking import take_effects
from tests.governance.deciding import DUE, decided
from tests.governance.scene import DECIDING
from tests.governance.test_seats import compose

pytestmark = pytest.mark.django_db
FASTER = {**DECIDING, "open_days": 3}
BEFORE = date(2026, 3, 27)


def about(body: Body, kind: str, payload: dict) -> Intended:
    return Intended(kind, f"body:{body.public_id}", payload)


def give_powers(body: Body) -> None:
    """The committee may also change seats and dissolve bodies."""
    body.powers = [*body.powers, "change_seats", "dissolve_body"]
    body.save(update_fields=["powers"])


def take(committee, intended: Intended, on=DUE):
    """Everybody supports it, nobody objects, and it takes effect."""
    give_powers(committee.body)
    decision = decided(committee, options=[OptionPlan("begin", {"en": "Yes"}, {}, (intended,))]).decision
    take_effects(decision=decision, actor=None, on=on)
    return decision


def refusals(intended: Intended) -> list[str]:
    return handler_of(intended.kind).hindrances(intended)


def test_rules_change_by_decision_and_the_old_ones_stay_on_record(steering):
    decision = take(steering, about(steering.body, "change_rules", {"kind": "deciding", "content": FASTER}))
    assert deciding_rules(steering.body, BEFORE).open_days == 7
    assert deciding_rules(steering.body, DUE).open_days == 3
    stored = rule_set_in_force(steering.body, "deciding", DUE)
    assert (stored.number, stored.decision, stored.in_force_from) == (2, decision, DUE)
    assert steering.body.rule_sets.filter(kind="deciding").count() == 2


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"kind": "beauty", "content": DECIDING},
        {"kind": "deciding", "content": {**DECIDING, "majority_share": "1/3"}},
        {"kind": "deciding", "content": [1]},
        {"kind": "composition", "content": {"rules": [{"kind": "at_least_in_chamber", "chamber": "west", "number": 1}]}},
        {"kind": "consultation", "content": {"rho": 2}},
        {"kind": ["deciding"], "content": DECIDING},
    ],
)  # fmt: skip
def test_rules_that_are_not_possible_are_hindered(steering, payload):
    assert len(refusals(about(steering.body, "change_rules", payload))) == 1


def test_effects_on_no_body_or_one_in_preparation_are_hindered(steering):
    Body.objects.filter(pk=steering.body.pk).update(state="preparing")
    for subject in ("", "body:", "body:x", "site:1", f"body:{steering.body.public_id}"):
        for kind in ("change_rules", "change_seats", "dissolve_body"):
            intended = Intended(kind, subject, {"kind": "deciding", "content": DECIDING})
            if kind != "dissolve_body" or not subject.endswith(str(steering.body.public_id)):
                assert refusals(intended) == ["Name a body that stands."]


def test_new_rounds_start_with_the_thresholds_that_were_decided(steering):
    assert starting_rules() == Rules()
    take(steering, about(steering.body, "change_rules", {"kind": "consultation", "content": {"smallest_row": 8}}))
    assert starting_rules().smallest_row == 8
    assert starting_rules().bands_below == Rules().bands_below


def test_a_seat_is_added_and_another_closed_at_once(steering):
    compose(steering, {"kind": "at_most_seats", "number": 5})
    closed = steering.seats["companies-2"]
    seat = {"names": {"en": "Women washers"}, "chamber": "civil_society", "reserved_group": "women_washers"}
    alone = about(steering.body, "change_seats", {"add": [seat]})
    assert refusals(alone) == ["Seats that take positions: at most 5 wanted, 6 found."]
    take(steering, about(steering.body, "change_seats", {"add": [seat], "close": [str(closed.public_id)]}))
    closed.refresh_from_db()
    assert (closed.closes_on, Tenure.objects.get(seat=closed).ends_on) == (DUE, DUE)
    made = Seat.objects.get(reserved_group__key="women_washers", body=steering.body)
    assert (made.opens_on, made.kind) == (DUE, "voting")
    view = show_body(steering.body, date(2026, 3, 29))
    assert [len(chamber.seats) for chamber in view.chambers] == [1, 1, 3]


def test_a_chamber_keeps_a_seat_and_strange_payloads_are_refused(steering):
    last = str(steering.seats["government-1"].public_id)
    for payload, sentence in (
        ({"close": [last]}, "A chamber would be left without a seat, and could never have a quorum."),
        ({}, "Name a seat to add or a seat to close."),
        ({"add": "seat", "close": {"a": 1}}, "Name a seat to add or a seat to close."),
        ({"close": ["x"]}, "A seat that should be closed is none of this body's, or closed already."),
        ({"add": [{"names": {"en": "A"}, "chamber": "west"}]}, "This body has no chamber “west”."),
        ({"add": [7]}, "Describe a seat to add by its names, its chamber and whom it is reserved for."),
        (
            {"add": [{"names": {"en": 7}}]},
            "Describe a seat to add by its names, its chamber and whom it is reserved for.",
        ),
        ({"add": [{"names": {"en": "A"}, "reserved_for": "x"}]}, "Choose an organisation that the registry knows."),
    ):
        assert refusals(about(steering.body, "change_seats", payload)) == [sentence]


def test_a_body_is_dissolved_by_decision_and_what_it_decided_stays(steering, technical):
    decision = take(steering, about(technical.body, "dissolve_body", {}))
    technical.body.refresh_from_db()
    assert (technical.body.state, technical.body.ended_on) == ("ended", DUE)
    assert set(Tenure.objects.filter(seat__body=technical.body).values_list("ends_on", flat=True)) == {DUE}
    assert decision.body.state == "standing"


@pytest.mark.parametrize("kind", ["change_rules", "change_seats", "dissolve_body"])
def test_nothing_is_done_to_a_standing_body_by_a_decision_that_waits_or_does_something_else(steering, kind):
    give_powers(steering.body)
    seat = {"names": {"en": "One more"}, "chamber": "companies"}
    payload = {
        "change_rules": {"kind": "deciding", "content": FASTER}, "change_seats": {"add": [seat], "close": []},
        "dissolve_body": {},
    }[kind]  # fmt: skip
    waits = decided(steering, options=[OptionPlan("begin", {"en": "Yes"}, {}, (about(steering.body, kind, payload),))])
    for decision in (waits.decision, decided(steering).decision):
        act = {
            "change_rules": partial(store_rules, actor=None, in_force_from=DUE, **payload),
            "change_seats": partial(change_seats, payload=payload, on=DUE),
            "dissolve_body": partial(dissolve, actor=None, on=DUE),
        }[kind]  # fmt: skip
        with pytest.raises(ValidationError, match="does not do this, or has not taken effect"):
            act(body=steering.body, decision=decision)
    assert steering.body.rule_sets.count() == 1
    assert steering.body.seats.filter(closes_on=None).count() == 6


def test_rules_of_a_standing_body_need_a_decision(steering):
    with pytest.raises(ValidationError, match="by decision only"):
        store_rules(actor=None, body=steering.body, kind="deciding", content=FASTER, in_force_from=DUE)


def test_what_the_secretariat_writes_for_a_standing_body_becomes_a_draft(steering, technical, people):
    give_powers(steering.body)
    technical.body.powers = []
    technical.body.save()
    assert bodies_with("change_seats") == [steering.body]
    drafted = propose_rules(
        actor=people["secretariat"], body=technical.body, deciding=steering.body, kind="deciding", content=FASTER
    )
    assert (drafted.state, drafted.subjects) == ("draft", [f"body:{technical.body.public_id}"])
    assert drafted.titles["en"] == "Change rules · The technical committee"
    assert RuleSet.objects.filter(body=technical.body, kind="deciding").count() == 1
    with pytest.raises(ValidationError, match="no power"):
        propose_seat(
            actor=people["secretariat"], body=steering.body, deciding=technical.body, plan=SeatPlan({"en": "A"})
        )
