"""Results carried between systems: a pass only where the relation allows it."""

from dataclasses import replace
from datetime import date

import pytest

from ladder.catalogue.queries.transfer import transfer_to_items, transfer_to_requirements
from ladder.catalogue.services import load_pack
from ladder.core.catalogue.crosswalk import Outcome
from tests.catalogue.versions import FIRST_DAY, first_pack

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


def version_with(relation: str):
    pack = first_pack()
    return load_pack(replace(pack, mappings=(replace(pack.mappings[0], relation=relation),)), actor=None, on=FIRST_DAY)


@pytest.mark.parametrize(
    ("relation", "met", "failed"),
    [
        ("equal", "met", "not_met"),
        ("equivalent", "met", "not_met"),
        ("superset", "supporting", "not_met"),  # the requirement asks more than the item that was met
        ("subset", "met", "nothing"),  # the requirement asks less than the item that failed
        ("intersects", "supporting", "nothing"),
    ],
)
def test_a_result_of_an_item_reaches_the_requirement_as_the_relation_allows(relation, met, failed):
    version = version_with(relation)
    passed = transfer_to_requirements(version, {"oecd/1-iii": Outcome("met", DAY, "B")})
    assert {key: said.state for key, said in passed.items()} == {"R-3": met}
    broken = transfer_to_requirements(version, {"oecd/1-iii": Outcome("not_met", DAY, "B")})
    assert broken["R-3"].state == failed


@pytest.mark.parametrize(("relation", "met"), [("superset", "met"), ("subset", "supporting")])
def test_the_other_way_round_the_relation_is_read_the_other_way(relation, met):
    said = transfer_to_items(version_with(relation), "oecd", {"R-3": Outcome("met", DAY, "B")})
    assert {key: one.state for key, one in said.items()} == {"oecd/1-iii": met}


def test_validity_and_grade_travel_along():
    said = transfer_to_requirements(version_with("equal"), {"oecd/1-iii": Outcome("met", DAY, "C")})
    assert (said["R-3"].valid_until, said["R-3"].grade) == (DAY, "C")


def test_not_applicable_and_unknown_items_pass_nothing_on():
    version = version_with("equal")
    assert transfer_to_requirements(version, {"oecd/1-iii": Outcome("not_applicable")})["R-3"].state == "nothing"
    assert transfer_to_requirements(version, {"oecd/99": Outcome("met")}) == {}
