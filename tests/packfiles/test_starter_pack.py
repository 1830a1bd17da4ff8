"""The packs in the repository are sound, and the starter pack says what it was made to say."""

from collections import Counter
from pathlib import Path

import pytest

from ladder.packfiles.comparing import compare, missing_ends
from ladder.packfiles.reading import check_pack, read_pack

PACKS = Path(__file__).resolve().parents[2] / "src" / "ladder" / "packs"


@pytest.fixture(scope="module")
def starter():
    return read_pack(PACKS / "starter")


@pytest.fixture(scope="module")
def following():
    return read_pack(PACKS / "starter-next")


def test_the_starter_pack_has_no_fault_and_no_warning():
    assert check_pack(PACKS / "starter") == []


def test_it_holds_130_requirements_over_four_levels_and_seven_principles(starter):
    assert len(starter.requirements) == 130
    assert Counter(requirement.level for requirement in starter.requirements) == {1: 19, 2: 54, 3: 36, 4: 21}
    assert Counter(requirement.principle for requirement in starter.requirements) == {
        1: 18,
        2: 21,
        3: 20,
        4: 25,
        5: 14,
        6: 13,
        7: 19,
    }


def test_it_holds_thirteen_gates_all_at_the_second_level_and_none_of_them_conditional(starter):
    gates = [requirement for requirement in starter.requirements if requirement.gate != "none"]
    assert {requirement.id for requirement in gates if requirement.gate == "stop"} == {
        "P2-L2-01",
        "P2-L2-04",
        "P2-L2-05",
        "P2-L2-06",
        "P2-L2-07",
        "P3-L2-05",
    }
    assert {requirement.id for requirement in gates if requirement.gate == "cap"} == {
        "P3-L2-06",
        "P3-L2-07",
        "P3-L2-08",
        "P3-L2-09",
        "P5-L2-04",
        "P7-L2-02",
        "P7-L2-03",
    }
    assert {(requirement.level, requirement.condition) for requirement in gates} == {(2, "")}


def test_costs_are_spread_as_in_the_table_it_was_made_from(starter):
    assert Counter(requirement.cost for requirement in starter.requirements) == {
        "none": 52,
        "low": 38,
        "medium": 25,
        "high": 15,
    }


def test_it_says_on_its_face_that_it_is_illustrative_and_that_the_first_name_is_a_working_name(starter):
    assert starter.illustrative
    assert starter.say("framework", "framework", "notice", "en").startswith("Illustrative.")
    assert [level.working_name for level in starter.levels] == [True, False, False, False]
    assert "working name" in starter.say("levels", "commitment", "note", "en")


def test_every_text_is_there_in_four_languages_and_no_translation_claims_to_be_reviewed(starter):
    assert starter.languages == ("en", "fr", "sw", "zh")
    places = set(starter.texts["en"])
    assert [language for language in starter.languages if set(starter.texts[language]) != places] == []
    states = {text.state for language in ("fr", "sw", "zh") for text in starter.texts[language].values()}
    assert states == {"draft"}


def test_what_was_not_established_is_said_and_nothing_is_listed_for_it(starter):
    systems = {system.key: system for system in starter.systems}
    assert set(systems) == {"oecd", "craft", "ctc", "egc", "fairtrade", "fairmined", "china", "refiner", "drc-law"}
    assert systems["refiner"].established == "none"
    assert systems["refiner"].items == ()
    assert [item.reference for item in systems["oecd"].items if item.key in {"2", "4", "10", "14"}] == [
        "Annex II, 2",
        "Annex II, 4",
        "Annex II, 10",
        "Annex II, 14",
    ]


def test_relations_stay_cautious(starter):
    """Beyond an overlap only where the text at hand shows it; then a reason other than the plain subject is given."""
    assert Counter(mapping.relation for mapping in starter.mappings)["intersects"] > 140
    strong = [mapping for mapping in starter.mappings if mapping.relation != "intersects"]
    assert {mapping.basis for mapping in strong} == {"covers", "part"}


def test_the_ladder_takes_over_numbers_and_gates(starter):
    ladder = starter.ladder()
    assert (ladder.grace_days, ladder.cap_without_plan, ladder.cap_with_plan, ladder.na_review_share) == (
        30,
        1,
        2,
        0.25,
    )
    assert (ladder.stop_result_days, ladder.plan_result_days, ladder.gate_validity_days) == (7, 180, 90)
    assert ladder.days_valid(ladder.by_key["P2-L2-01"]) == 90
    assert ladder.days_valid(ladder.by_key["P4-L3-06"]) == 180
    assert ladder.days_valid(ladder.by_key["P1-L1-01"]) == 365


def test_the_next_draft_shows_every_kind_of_change(starter, following):
    declared = {
        change.step: (change.kind, change.before, change.after)
        for change in compare(starter, following)
        if change.declared
    }
    assert declared == {
        "cash-book": ("reworded", ("P1-L2-06",), ("P1-L2-06",)),
        "complaint-answer": ("stricter", ("P1-L2-03",), ("P1-L2-03",)),
        "water-and-latrines": ("split", ("P4-L3-09",), ("P4-L3-11", "P4-L3-12")),
        "one-policy": ("merged", ("P2-L1-01", "P2-L1-02"), ("P2-L1-04",)),
        "engines": ("new", (), ("P4-L2-10",)),
        "rating-buyers": ("withdrawn", ("P7-L4-03",), ()),
        "renumbered": ("same", ("P5-L1-02",), ("P5-L1-03",)),
    }
    undeclared = [change for change in compare(starter, following) if not change.declared]
    assert {change.kind for change in undeclared} == {"same"}
    assert missing_ends(starter, following) == ()


def test_the_next_draft_shows_what_a_stale_translation_looks_like(following):
    assert sorted(fault.code for fault in check_pack(PACKS / "starter-next")) == ["text.stale", "text.stale"]
    assert following.read("requirements", "P1-L2-06", "text", "fr").state == "draft"
    assert following.read("requirements", "P1-L2-06", "text", "zh").state == "stale"
    assert following.key == "starter"
    assert following.version == "0.2.0"
