"""What every visit's form must be, whatever the framework: complete, in order, well named, in four languages."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.core.catalogue.ladder import Ladder, Requirement
from ladder.core.field.forms.rows import LANGUAGES, IncompleteWordsError, Sheets
from ladder.core.field.forms.visit import make_visit_sheets
from ladder.field.form_words import form_words
from tests.core.field.visit_contents import content_of, contents, in_all

XML_NAME = re.compile(r"[a-z_][a-z0-9_]*")
EXAMPLES = settings(max_examples=60, deadline=None)


def groups_of(sheets: Sheets) -> list[str]:
    return [row.name for row in sheets.rows if row.type == "begin_group"]


@EXAMPLES
@given(contents())
def test_every_requirement_up_to_the_target_is_asked_once_and_every_stop_gate(content):
    wanted = {r.key for r in content.ladder.requirements if r.level <= content.target_level or r.gate == "stop"}
    sheets = make_visit_sheets(content)
    asked = [each["requirement"] for each in sheets.questions if "requirement" in each]
    assert sorted(asked) == sorted(wanted)
    groups = [each["group"] for each in sheets.questions if "requirement" in each]
    assert [name for name in groups_of(sheets) if name.startswith("r_")] == groups


@EXAMPLES
@given(contents())
def test_stop_questions_come_first_then_conditions_then_the_walk(content):
    sections = [name for name in groups_of(make_visit_sheets(content)) if not name.startswith("r_")]
    shown = ["visit"]
    shown += ["stops"] if any(r.gate == "stop" for r in content.ladder.requirements) else []
    ordinary = [r for r in content.ladder.requirements if r.gate != "stop" and r.level <= content.target_level]
    shown += ["conditions"] if any(r.condition for r in ordinary) else []
    shown += [f"p{principle}" for principle in content.walk if any(r.principle == principle for r in ordinary)]
    assert sections == [*shown, "so_far"]


@EXAMPLES
@given(contents())
def test_names_are_good_and_never_twice_in_one_group(content):
    inside: list[set[str]] = [set()]
    for row in make_visit_sheets(content).rows:
        if row.type == "end_group":
            inside.pop()
            continue
        assert XML_NAME.fullmatch(row.name)
        assert row.name not in inside[-1]
        inside[-1].add(row.name)
        if row.type == "begin_group":
            inside.append(set())


@EXAMPLES
@given(contents())
def test_every_text_stands_in_every_language(content):
    tables = make_visit_sheets(content).tables()
    for row in [*tables["survey"], *tables["choices"]]:
        for heading in ("label", "hint", "constraint_message", "required_message"):
            columns = {key for key in row if key.startswith(f"{heading}::")}
            assert columns in (set(), {f"{heading}::{name}" for name in LANGUAGES.values()})
        if "constraint" in row:
            assert "constraint_message::Kiswahili (sw)" in row
        if row.get("required") == "yes":
            assert "required_message::中文 (zh)" in row


@EXAMPLES
@given(contents(), st.sampled_from(sorted(LANGUAGES)), st.sampled_from(["", "  "]))
def test_a_missing_word_is_refused_and_named(content, language, blank):
    key = content.requirements[0].key if content.requirements else None
    if key is None:
        return
    torn = replace(content.asked[key], text={**content.asked[key].text, language: blank})
    sheets = make_visit_sheets(replace(content, asked={**content.asked, key: torn}))
    with pytest.raises(IncompleteWordsError) as fault:
        sheets.tables()
    assert len(fault.value.missing) == 1
    assert fault.value.missing[0].endswith(f"/state label ({language})")


@EXAMPLES
@given(contents())
def test_does_not_apply_is_never_offered_for_a_stop_gate(content):
    sheets = make_visit_sheets(content)
    lists = {choice.list_name: [] for choice in sheets.choices}
    for choice in sheets.choices:
        lists[choice.list_name].append(choice.name)
    assert lists["stop_states"] == ["met", "partly", "not_met", "not_assessed"]
    assert lists["states"] == ["met", "partly", "not_met", "not_assessed", "not_applicable"]
    section = ""
    for row in sheets.rows:
        section = row.name if row.type == "begin_group" and not row.name.startswith("r_") else section
        if row.name == "state":
            assert row.type == ("select_one stop_states" if section == "stops" else "select_one states")
            assert (row.required == "yes") is (section == "stops")


def test_the_forms_own_words_are_complete():
    lacking = {
        f"{key} ({code})"
        for key, words in form_words().items()
        for code in LANGUAGES
        if not words.get(code, "").strip()
    }
    assert not lacking
    for key, words in form_words().items():
        places = {code: sorted(re.findall(r"\{\w+\}", text)) for code, text in words.items()}
        assert len({tuple(each) for each in places.values()}) == 1, key


def test_two_requirements_that_would_share_a_name_are_refused():
    ladder = Ladder(("1",), (1,), (Requirement("A-1", "1", 1), Requirement("A_1", "1", 1)))
    with pytest.raises(ValueError, match="two requirements would be called r_a_1"):
        make_visit_sheets(content_of(ladder, 1, ("1",)))


def test_a_level_that_is_not_there_is_refused():
    ladder = Ladder(("1",), (1,), (Requirement("A-1", "1", 1),))
    with pytest.raises(ValueError, match="level 2 is not on the ladder"):
        make_visit_sheets(content_of(ladder, 2, ("1",)))


def test_a_page_by_hand():
    """A conditional requirement of level 1, measured and asked about; read off the contract, row by row."""
    ladder = Ladder(("4",), (1,), (Requirement("P4-L1-01", "4", 1, condition="underground work"),))
    sheets = make_visit_sheets(content_of(ladder, 1, ("4",)))
    names = [row.name for row in sheets.rows]
    start = names.index("r_p4_l1_01")
    page = sheets.rows[start : start + 9]
    assert [row.name for row in page[:8]] == [
        "r_p4_l1_01", "state", "reason", "methods", "photo", "photo_2", "measured", "people_asked",
    ]  # fmt: skip
    assert page[0].relevant == "not(/data/conditions/c_underground_work = 'no')"
    assert page[0].label == {code: f"P4-L1-01 · title P4-L1-01 in {code}" for code in LANGUAGES}
    assert page[1].label == in_all("text P4-L1-01")
    state = "/data/p4/r_p4_l1_01/state"
    assert page[2].relevant == f"{state} = 'partly' or {state} = 'not_met' or {state} = 'not_applicable'"
    assert page[2].required == "yes"
    assert page[4].parameters == "max-pixels=1600"
    assert page[6].relevant == "selected(/data/p4/r_p4_l1_01/methods, 'm')"
    assert page[7].relevant == "selected(/data/p4/r_p4_l1_01/methods, 'i')"
    assert list(sheets.questions) == [
        {"group": "r_p4_l1_01", "requirement": "P4-L1-01"},
        {"group": "c_underground_work", "condition": "underground work"},
    ]
