"""Rules of composition: each kind kept and broken, and the edges of months and shares."""

from datetime import date
from fractions import Fraction

import pytest

from ladder.core.governance.composition import HeldSeat, check, full_months, read_rules
from ladder.core.governance.rule_values import RuleError

DAY = date(2026, 3, 1)
SEATS = [
    HeldSeat("g1", "government", "ministry", "state", "CD", date(2026, 1, 1)),
    HeldSeat("k1", "companies", "refiner", "companies", "CN", date(2023, 3, 1)),
    HeldSeat("k2", "companies", "refiner", "companies", "CN", date(2023, 3, 2)),
    HeldSeat("s1", "civil_society", "miners", "cooperatives", "CD", date(2025, 1, 1)),
    HeldSeat("s2", "civil_society"),
    HeldSeat("o1", "", "watcher", "cooperatives", "CD", date(2010, 1, 1)),
]


@pytest.mark.parametrize(
    ("rule", "about", "wanted", "found"),
    [
        ({"kind": "at_most_seats", "number": 4}, "", 4, 5),
        ({"kind": "at_least_seats", "number": 5}, "", 5, 4),
        ({"kind": "at_least_of_group", "group": "cooperatives", "number": 2}, "cooperatives", 2, 1),
        ({"kind": "at_least_of_group", "group": "companies", "number": 1, "country": "CD"}, "companies", 1, 0),
        ({"kind": "at_least_in_chamber", "chamber": "civil_society", "number": 2}, "civil_society", 2, 1),
        ({"kind": "at_most_of_organisation", "number": 1}, "refiner", 1, 2),
        ({"kind": "longest_tenure_months", "months": 36}, "k1", 36, 36),
        (
            {"kind": "led_by_groups", "groups": ["cooperatives"], "share": "1/2"},
            "cooperatives",
            Fraction(1, 2),
            Fraction(1, 4),
        ),
    ],
)
def test_a_rule_that_is_not_kept_says_what_it_asks_and_what_was_found(rule, about, wanted, found):
    (breach,) = check([rule], SEATS, DAY)
    assert (breach.kind, breach.about, breach.wanted, breach.found) == (rule["kind"], about, wanted, found)


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "at_most_seats", "number": 5},
        {"kind": "at_least_seats", "number": 4},
        {"kind": "at_least_of_group", "group": "cooperatives", "number": 1, "country": "CD"},
        {"kind": "at_least_in_chamber", "chamber": "companies", "number": 2},
        {"kind": "at_most_of_organisation", "number": 2},
        {"kind": "longest_tenure_months", "months": 37},
        {"kind": "led_by_groups", "groups": ["state", "cooperatives"], "share": "1/2"},
    ],
)
def test_a_rule_kept_exactly_is_kept(rule):
    assert check([rule], SEATS, DAY) == ()


def test_breaches_come_in_the_order_of_the_rules():
    rules = [{"kind": "at_least_seats", "number": 9}, {"kind": "at_most_seats", "number": 1}]
    assert [breach.kind for breach in check(rules, SEATS, DAY)] == ["at_least_seats", "at_most_seats"]
    assert [breach.kind for breach in check(rules[::-1], SEATS[::-1], DAY)] == ["at_most_seats", "at_least_seats"]


def test_nobody_leads_an_empty_body():
    assert check([{"kind": "led_by_groups", "groups": ["workers"], "share": "0"}], [], DAY)


@pytest.mark.parametrize(
    ("since", "on", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 1), 1),
        (date(2023, 3, 1), date(2026, 2, 28), 35),
        (date(2023, 3, 1), date(2026, 3, 1), 36),
        (date(2025, 12, 15), date(2026, 1, 15), 1),
    ],
)
def test_months_are_full(since, on, months):
    assert full_months(since, on) == months


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        ({"kind": "at_most_friends", "number": 1}, "kind"),
        ("at_most_seats", "kind"),
        ({"kind": "at_most_seats"}, "number"),
        ({"kind": "at_most_seats", "number": 0}, "number"),
        ({"kind": "at_most_seats", "number": 9, "group": "x"}, "group"),
        ({"kind": "at_least_of_group", "number": 1, "group": " "}, "group"),
        ({"kind": "led_by_groups", "groups": [], "share": "1/2"}, "groups"),
        ({"kind": "led_by_groups", "groups": ["x"], "share": 0.5}, "share"),
    ],
)
def test_what_cannot_be_a_rule_is_named(rule, key):
    with pytest.raises(RuleError) as caught:
        read_rules([rule])
    assert caught.value.key == key


def test_rules_are_a_list_and_are_stored_in_one_form():
    with pytest.raises(RuleError):
        read_rules({"kind": "at_most_seats", "number": 9})
    rule = {"kind": "led_by_groups", "groups": ["b", "a", "b"], "share": "0.5"}
    assert read_rules([rule]) == ({"kind": "led_by_groups", "groups": ["a", "b"], "share": "1/2"},)
