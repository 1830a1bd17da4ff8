"""What passes from one system to another, and what never does."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.catalogue.crosswalk import Gaps, Link, Outcome, Relation, Transfer, compose, gaps, links_from, transfer

RELATIONS = ("equal", "equivalent", "superset", "subset", "intersects", "none")
STATES = ("met", "partly", "not_met", "not_applicable", "not_assessed", "lapsed", "contested")
UNTIL = date(2026, 12, 31)


def link(kind, *path):
    return Link(kind, "sure", path or ("a", "b"))


@pytest.mark.parametrize(
    ("kind", "met", "partly", "not_met"),
    [
        ("equal", "met", "supporting", "not_met"),
        ("equivalent", "met", "supporting", "not_met"),
        ("superset", "met", "supporting", "nothing"),
        ("subset", "supporting", "supporting", "not_met"),
        ("intersects", "supporting", "supporting", "nothing"),
        ("none", "nothing", "nothing", "nothing"),
    ],
)
def test_what_each_relation_lets_through(kind, met, partly, not_met):
    states = [transfer([(Outcome(state, UNTIL, "A"), link(kind))]).state for state in ("met", "partly", "not_met")]
    assert states == [met, partly, not_met]


@pytest.mark.parametrize("state", ["not_applicable", "not_assessed", "lapsed", "contested"])
@pytest.mark.parametrize("kind", RELATIONS)
def test_nothing_ever_passes_from_other_states(state, kind):
    assert transfer([(Outcome(state, UNTIL, "A"), link(kind))]) == Transfer("nothing")


SETS = [frozenset(each) for each in ("x", "xy", "xyz", "yz", "z", "w")]


def holds(kind, a, b):
    return {
        "equal": a == b,
        "equivalent": a == b,
        "superset": a >= b,
        "subset": a <= b,
        "intersects": bool(a & b),
        "none": True,
    }[kind]


@pytest.mark.parametrize(("first", "second"), list(product(RELATIONS, repeat=2)))
def test_what_follows_over_two_hops_is_true_of_all_sets(first, second):
    third = compose(first, second)
    for a, b, c in product(SETS, repeat=3):
        if holds(first, a, b) and holds(second, b, c):
            assert holds(third, a, c), (a, b, c)


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("equal", "equal", "equal"),
        ("equal", "equivalent", "equivalent"),
        ("equivalent", "superset", "superset"),
        ("superset", "superset", "superset"),
        ("superset", "subset", "intersects"),
        ("subset", "superset", "none"),
        ("intersects", "intersects", "none"),
        ("intersects", "subset", "intersects"),
        ("subset", "equal", "subset"),
    ],
)
def test_the_weakest_link_decides_over_hops(first, second, third):
    assert compose(first, second) == third


def test_links_are_found_over_hops_with_their_weakest_confidence_and_both_ways():
    relations = [
        Relation("P1", "craft/1", "superset", "sure"),
        Relation("P2", "craft/1", "subset", "likely"),
        Relation("P2", "ctc/4", "equivalent", "sure"),
    ]
    assert links_from(relations, "P1") == {
        "P2": (Link("superset", "likely", ("P1", "craft/1", "P2")),),
        "craft/1": (Link("superset", "sure", ("P1", "craft/1")),),
        "ctc/4": (Link("superset", "likely", ("P1", "craft/1", "P2", "ctc/4")),),
    }
    assert "ctc/4" not in links_from(relations, "P1", hops=2)


def test_a_circle_of_relations_ends():
    ring = [Relation("a", "b", "equal"), Relation("b", "c", "equal"), Relation("c", "a", "equal")]
    assert links_from(ring, "a", hops=9)["b"] == (Link("equal", "likely", ("a", "b")),)


def test_validity_and_grade_travel_as_the_least_of_those_that_pass():
    passed = transfer(
        [
            (Outcome("met", date(2026, 9, 1), "B"), link("equal")),
            (Outcome("met", date(2026, 5, 1), "A"), link("superset", "c", "b")),
            (Outcome("met", date(2026, 1, 1), "D"), link("intersects", "d", "b")),
        ]
    )
    assert (passed.state, passed.valid_until, passed.grade) == ("met", date(2026, 5, 1), "B")
    assert passed.links == (link("equal"), link("superset", "c", "b"))


def test_a_pass_and_a_failure_are_contested():
    both = [(Outcome("met", UNTIL, "A"), link("superset")), (Outcome("not_met"), link("subset", "c", "b"))]
    assert transfer(both).state == transfer(both[::-1]).state == "contested"


def test_no_results_say_nothing():
    assert transfer([]) == Transfer("nothing")


@given(st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from(RELATIONS)), max_size=5), st.randoms())
def test_a_target_is_met_only_by_a_met_source_that_covers_it_in_any_order(said, chance):
    outcomes = [
        (Outcome(state, UNTIL, "B"), link(kind, f"s{number}", "t")) for number, (state, kind) in enumerate(said)
    ]
    result = transfer(outcomes)
    covers = any(state == "met" and kind in {"equal", "equivalent", "superset"} for state, kind in said)
    fails = any(state == "not_met" and kind in {"equal", "equivalent", "subset"} for state, kind in said)
    assert (result.state == "met") == (covers and not fails)
    assert (result.state == "not_met") == (fails and not covers)
    assert transfer(chance.sample(outcomes, len(outcomes))) == result


def test_gaps_are_listed_both_ways():
    relations = [Relation("P1", "x/1", "superset"), Relation("P2", "x/2", "intersects"), Relation("P3", "x/3", "none")]
    assert gaps(["P1", "P2", "P3"], ["x/1", "x/2", "x/3", "x/4"], relations) == Gaps(("P3",), ("x/3", "x/4"), ("x/2",))
