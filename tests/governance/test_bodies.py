"""Bodies: founded from a proposal, changed while in preparation, standing, dissolved by a decision."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ladder.audit.models import Entry
from ladder.governance.models import Body, RuleSet
from ladder.governance.queries.rules import composition_rules, deciding_rules, rule_set_in_force
from ladder.governance.rule_words import say_composition
from ladder.governance.services.bodies import (
    change_body,
    dissolve,
    found_body,
    hindrances_to_ending,
    let_stand,
    list_missing,
)
from ladder.governance.services.body_plans import BodyPlan, ChamberPlan, SeatPlan
from ladder.governance.services.holding import TenurePlan
from ladder.governance.services.presets import plan_preset
from ladder.governance.services.rule_sets import set_rules
from ladder.governance.services.seats import seat_holder
from tests.governance.deciding import put
from tests.governance.scene import DECIDING, Committee, organisation_of
from tests.registry.conftest import make_site, source

__all__ = ["make_site", "source"]
pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
FOUR = ("en", "fr", "zh", "sw")
SEATS = {"steering": 10, "technical": 6, "secretariat": 2, "partner": 1, "site": 6, "fund": 6}
DECIDES = {"steering": True, "technical": True, "secretariat": False, "partner": False, "site": True, "fund": True}


def a_plan(**changes) -> BodyPlan:
    """A small committee of two chambers."""
    plan = BodyPlan(
        address="water", kind="technical", sign="wc", names=dict.fromkeys(FOUR, "Water committee"),
        purposes=dict.fromkeys(FOUR, "Clean water."), opens_on=DAY, powers=("change_rules",),
        chambers=(ChamberPlan("north", {"en": "North"}), ChamberPlan("south", {"en": "South"})),
        seats=(SeatPlan({"en": "N"}, "north"), SeatPlan({"en": "S"}, "south"), SeatPlan({"en": "Guest"})),
        deciding=DECIDING, composition=({"kind": "at_most_of_organisation", "number": 1},),
    )  # fmt: skip
    return replace(plan, **changes)


def found(**changes) -> Body:
    return found_body(actor=None, plan=a_plan(**changes))


def hold(body: Body, *names: str) -> None:
    """The first seats of a body are held by organisations of these names."""
    for seat, name in zip(body.seats.all(), names, strict=False):
        seat_holder(actor=None, seat=seat, plan=TenurePlan(organisation_of(name), DAY))


@pytest.mark.parametrize("kind", SEATS)
def test_every_proposal_can_be_founded_and_says_everything_in_four_languages(make_site, kind):
    plan = plan_preset(kind, address="new-body", opens_on=DAY)
    site = make_site() if kind == "site" else None
    body = found_body(actor=None, plan=replace(plan, site=site, organisation=organisation_of("Partner")))
    assert (body.state, body.seats.count()) == ("preparing", SEATS[kind])
    assert bool(body.powers) == DECIDES[kind]
    texts = [body.names, body.purposes, *body.chambers.values_list("names", flat=True)]
    texts += body.seats.values_list("names", flat=True)
    assert all(set(text) == set(FOUR) and all(text.values()) for text in texts)
    assert RuleSet.objects.filter(body=body, kind="deciding").exists() == DECIDES[kind]


def test_the_ministry_s_seat_is_reserved_in_words():
    seats = plan_preset("steering", address="sc", opens_on=DAY).seats
    assert seats[0].reserved_words["en"] == "Ministry of Mines of the Democratic Republic of the Congo"
    assert seats[0].chamber == "government"
    assert [seat.chamber for seat in seats].count("") == 2  # observers


def test_a_body_is_founded_with_numbered_and_hashed_rules_and_the_log_names_nobody():
    body = found()
    sets = {row.kind: row for row in body.rule_sets.all()}
    assert [(row.number, row.in_force_from, len(row.digest)) for row in sets.values()] == [(1, DAY, 64)] * 2
    assert deciding_rules(body, DAY).objection_days == 14
    assert composition_rules(body, DAY) == ({"kind": "at_most_of_organisation", "number": 1},)
    assert rule_set_in_force(body, "deciding", date(2026, 2, 28)) is None
    details = str(list(Entry.objects.values_list("detail", flat=True)))
    assert "Water" not in details
    assert Entry.objects.filter(action="governance.body_founded", target=f"body:{body.public_id}").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"address": "two words"}, "address"),
        ({"address": "new"}, "address"),
        ({"address": "a" * 61}, "address"),
        ({"sign": ""}, "sign"),
        ({"sign": "NINESIGNS"}, "sign"),
        ({"sign": "é"}, "sign"),
        ({"kind": "junta"}, "kind"),
        ({"names": {"en": "  "}}, "names"),
        ({"names": {"en": "x" * 121}}, "names"),
        ({"names": {"de": "Wasser"}}, "names"),
        ({"names": {"en": "a\x00b"}}, "names"),
        ({"purposes": {"en": "y" * 4_001}}, "purposes"),
        ({"kind": "site"}, "site"),
        ({"kind": "partner"}, "organisation"),
        ({"chambers": (ChamberPlan("n", {"en": "N"}), ChamberPlan("n", {"en": "M"})), "seats": ()}, "chambers"),
        ({"chambers": (ChamberPlan("a b", {"en": "N"}),), "seats": ()}, "chambers"),
        ({"seats": (SeatPlan({"en": "W"}, "west"),)}, "chamber"),
        ({"seats": (SeatPlan({}, "north"),)}, "names"),
        ({"seats": (SeatPlan({"en": "S"}, "north"),) * 61}, "seats"),
        ({"seats": (SeatPlan({"en": "S"}, "north", None, {"en": "X"}, "diggers"),)}, "reserved_group"),
        ({"seats": (SeatPlan({"en": "S"}, "north", reserved_group="nobody"),)}, "reserved_group"),
        ({"powers": ("rule_the_world",)}, "powers"),
        ({"deciding": {**DECIDING, "quorum_share": 0.5}}, "rules"),
        ({"deciding": {}}, "rules"),
        ({"composition": ({"kind": "at_least_in_chamber", "chamber": "west", "number": 1},)}, "rules"),
        ({"composition": ({"kind": "at_least_of_group", "group": "nobody", "number": 1},)}, "rules"),
        ({"composition": ({"kind": "beauty"},)}, "rules"),
    ],
)  # fmt: skip
def test_a_plan_that_is_not_possible_is_refused_under_its_field_and_leaves_nothing(changes, field):
    with pytest.raises(ValidationError) as refusal:
        found(**changes)
    assert field in refusal.value.message_dict
    assert not Body.objects.exists()
    assert not Entry.objects.filter(action__startswith="governance.").exists()


def test_an_address_is_given_once():
    found()
    with pytest.raises(ValidationError, match="Another body has the address"):
        found()


def test_a_body_stands_only_when_nothing_is_missing():
    body = found(purposes={"en": "Clean water."})
    missing = list_missing(body, DAY)
    assert missing == [
        "Say in Français what it is for.", "Say in 中文 what it is for.", "Say in Kiswahili what it is for.",
        "Nobody sits in the chamber “North” on that day.", "Nobody sits in the chamber “South” on that day.",
    ]  # fmt: skip
    with pytest.raises(ValidationError):
        let_stand(actor=None, body=body, on=DAY)
    change_body(
        actor=None, body=body, names=body.names, purposes=dict.fromkeys(FOUR, "Water."), powers=("change_rules",)
    )
    hold(body, "North house", "South house")
    assert (
        list_missing(Body.objects.get(), date(2026, 2, 28))[0]
        == "Its seats open on 2026-03-01; it cannot stand before."
    )
    stands = let_stand(actor=None, body=body, on=DAY)
    assert (stands.state, stands.stands_from) == ("standing", DAY)
    with pytest.raises(ValidationError, match="not in preparation any more"):
        let_stand(actor=None, body=body, on=DAY)


def test_a_body_whose_composition_breaks_a_rule_does_not_stand():
    organisation_of("Any house of the group for tests")
    body = found(composition=({"kind": "at_least_of_group", "group": "tests", "country": "CN", "number": 1},))
    hold(body, "North house", "South house")  # both in the country CD
    assert list_missing(body, DAY) == ["Seats held by “Tests”: at least 1 wanted, 0 found."]


def test_rules_change_freely_in_preparation_and_never_after():
    body = found()
    changed = set_rules(actor=None, body=body, kind="deciding", content={**DECIDING, "open_days": 3})
    assert (changed.number, deciding_rules(body, DAY).open_days) == (2, 3)
    with pytest.raises(ValidationError):
        set_rules(actor=None, body=body, kind="deciding", content={**DECIDING, "open_days": "three"})
    hold(body, "North house", "South house")
    let_stand(actor=None, body=body, on=DAY)
    with pytest.raises(ValidationError, match="by decision only"):
        set_rules(actor=None, body=body, kind="deciding", content=DECIDING)
    with pytest.raises(ValidationError, match="by decision"):
        change_body(actor=None, body=body, names=body.names, purposes={}, powers=())
    assert body.rule_sets.filter(kind="deciding").count() == 2


def test_only_a_decision_dissolves_a_body_that_stands(steering: Committee):
    with pytest.raises(ValidationError, match="only a decision can dissolve it"):
        dissolve(actor=None, body=steering.body, on=DAY)


def test_a_body_is_given_up_in_preparation():
    body = dissolve(actor=None, body=found(), on=DAY)
    assert (body.state, body.ended_on) == ("ended", DAY)
    with pytest.raises(ValidationError, match="dissolved already"):
        dissolve(actor=None, body=body, on=DAY)


def test_a_body_with_an_open_proposal_is_not_dissolved(steering: Committee):
    put(steering)
    assert list(hindrances_to_ending(steering.body, by_decision=True)) == [
        "This body has open proposals. Let them be decided or withdrawn first."
    ]


def test_rules_of_composition_are_said_in_full():
    rules = (
        {"kind": "at_least_of_group", "group": "cooperatives", "country": "CD", "number": 1},
        {"kind": "led_by_groups", "groups": ["diggers", "women_washers"], "share": "2/3"},
        {"kind": "at_least_in_chamber", "chamber": "north", "number": 2},
    )
    assert say_composition(rules, {"north": "North"}) == [
        "Seats held by “Cooperatives and federations” of the country CD: at least 1.",
        "Seats held by Miners and pit teams, Women washers and carriers: at least two thirds.",
        "Seats held in the chamber “North”: at least 2.",
    ]
