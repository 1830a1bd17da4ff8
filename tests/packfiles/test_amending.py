"""Amendments make the next version: nothing changes nothing, order does not matter, and the kinds come back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.packfiles.amending import amend, propose
from ladder.packfiles.amendment import Amendment
from ladder.packfiles.comparing import compare
from ladder.packfiles.document import as_document, content_hash, from_document
from ladder.packfiles.faults import PackFaultsError
from ladder.packfiles.model import Cell, Mapping, Text, fingerprint
from ladder.packfiles.reading import check_pack, read_pack
from ladder.packfiles.writing import write_pack
from tests.packfiles.generated import WORDS
from tests.packfiles.small_pack import write_small

KEYS = ("A-1", "A-2", "B-1", "B-2")
FIELDS = ("title", "text", "evidence")


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return read_pack(write_small(tmp_path_factory.mktemp("packs") / "small"))


def why(text="Because."):
    return {"en": Text(text), "fr": Text(f"fr {text}", "draft", fingerprint(text))}


def in_both(words, state="draft"):
    return {"en": Text(words), "fr": Text(f"fr {words}", state, fingerprint(words))}


def all_words(words):
    return {field: in_both(f"{words} {field}") for field in FIELDS}


def reworded(key, words, kind="reworded"):
    return Amendment(
        f"{kind}-{key.lower()}", kind, (key,), (key,), texts={key: {"text": in_both(words)}}, reasons=why()
    )


def test_amending_with_nothing_gives_the_base_under_a_new_version(base):
    made = amend(base, [], "1.1.0", "2027-01-01")
    assert {change.kind for change in compare(base, made)} == {"same"}
    before, after = as_document(base), as_document(made)
    assert {name for name in before if before[name] != after[name]} == {"version", "effective_from", "migration"}
    assert (made.version, made.effective_from, made.migration.from_version) == ("1.1.0", "2027-01-01", "1.0.0")


def test_what_is_made_passes_the_check_of_a_folder(base, tmp_path):
    made = amend(base, [reworded("A-1", "Other words")], "1.1.0")
    write_pack(made, tmp_path / "made")
    assert [fault.sentence for fault in check_pack(tmp_path / "made") if fault.severity == "error"] == []
    assert read_pack(tmp_path / "made") == made


def test_translations_keep_text_and_state_and_lag_behind_the_new_source(base):
    change = Amendment(
        "one", "reworded", ("A-1",), ("A-1",), texts={"A-1": {"text": {"en": Text("New.")}}}, reasons=why()
    )
    made = amend(base, [change], "1.1.0")
    reading = made.read("requirements", "A-1", "text", "fr")
    assert (reading.text, reading.state) == ("fr requirements A-1 text", "stale")
    assert made.read("requirements", "A-1", "title", "fr").state == "draft"


@pytest.mark.parametrize("state", ["draft", "reviewed"])
def test_a_translation_is_replaced_and_says_its_state(base, state):
    texts = {"A-1": {"text": in_both("New.", state)}}
    made = amend(base, [Amendment("one", "reworded", ("A-1",), ("A-1",), texts=texts, reasons=why())], "1.1.0")
    assert made.read("requirements", "A-1", "text", "fr") == type(made.read("levels", "first", "name", "fr"))(
        "fr New.", "fr", state
    )


def test_translations_alone_are_no_step(base):
    source = base.source_text("requirements", "A-1", "text")
    texts = {"A-1": {"text": {"fr": Text("Mieux.", "reviewed", fingerprint(source))}}}
    made = amend(base, [Amendment("words", "same", ("A-1",), ("A-1",), texts=texts)], "1.1.0")
    assert made.migration.steps == ()
    assert made.say("requirements", "A-1", "text", "fr") == "Mieux."
    assert {change.kind for change in compare(base, made)} == {"same"}


def test_a_split_gives_its_words_and_properties_to_the_heirs_and_weakens_relations(base):
    texts = {"A-3": {"text": in_both("The first half.")}, "A-4": {"text": in_both("The second half.")}}
    entries = {"A-4": {"gate": "none", "evidence_kind": "document"}}
    change = Amendment("halves", "split", ("A-2",), ("A-3", "A-4"), entries, texts, why())
    made = amend(base, [change], "1.1.0")
    assert (made.requirement_by_id["A-3"].gate, made.requirement_by_id["A-4"].gate) == ("stop", "none")
    assert made.say("requirements", "A-4", "title", "en") == "requirements A-2 title"
    assert "A-2" not in made.requirement_by_id
    assert [(one.requirement, one.relation, one.confidence) for one in made.mappings] == [
        ("A-3", "intersects", "likely"), ("A-4", "intersects", "likely")
    ]  # fmt: skip


def test_a_merger_joins_relations_to_one_item(base):
    also = Mapping("A-1", "other", "1", "subset", "sure", "subject", "book")
    base = replace(base, mappings=(also, *base.mappings))
    texts = {"A-5": all_words("Both")}
    change = Amendment("joined", "merged", ("A-1", "A-2"), ("A-5",), {"A-5": {"level": 2}}, texts, why())
    made = amend(base, [change], "1.1.0")
    assert [(one.requirement, one.item, one.relation, one.confidence) for one in made.mappings] == [
        ("A-5", "1", "intersects", "likely")
    ]
    assert made.empty_cells == (Cell(1, 1),)  # the only requirement of principle 1 at level 1 went into another level


def test_what_is_withdrawn_takes_words_and_relations_with_it(base):
    made = amend(base, [Amendment("gone", "withdrawn", ("A-2",), reasons=why())], "1.1.0")
    assert made.mappings == ()
    assert not any(place.key == "A-2" for texts in made.texts.values() for place in texts)
    assert Cell(1, 2) in made.empty_cells
    assert [(change.kind, change.before) for change in compare(base, made) if change.kind != "same"] == [
        ("withdrawn", ("A-2",))
    ]


def test_a_new_one_must_have_every_word_and_property(base):
    bare = Amendment("fresh", "new", (), ("A-9",), reasons=why())
    with pytest.raises(PackFaultsError) as refusal:
        amend(base, [bare], "1.1.0")
    told = {(fault.place.file, fault.code) for fault in refusal.value.faults}
    assert {("changes/fresh", "form.required"), ("changes/fresh", "text.missing")} <= told
    entry = {
        "principle": 1,
        "level": 2,
        "gate": "none",
        "evidence_kind": "document",
        "evidence_methods": ["D"],
        "cost": "low",
    }
    made = amend(base, [replace(bare, entries={"A-9": entry}, texts={"A-9": all_words("Nine")})], "1.1.0")
    assert made.requirement_by_id["A-9"].cost == "low"


def test_a_new_number_alone_is_the_same_and_keeps_its_relations(base):
    made = amend(base, [Amendment("number", "same", ("A-2",), ("A-7",), reasons=why())], "1.1.0")
    assert [(one.requirement, one.relation, one.confidence) for one in made.mappings] == [("A-7", "superset", "likely")]
    assert [(c.kind, c.before, c.after) for c in compare(base, made) if c.before != c.after] == [
        ("same", ("A-2",), ("A-7",))
    ]


def test_an_optional_text_is_brought_and_taken_away_in_every_language(base):
    brought = {"A-1": {"open_question": in_both("Who pays?")}}
    first = amend(base, [Amendment("ask", "reworded", ("A-1",), ("A-1",), texts=brought, reasons=why())], "1.1.0")
    assert first.say("requirements", "A-1", "open_question", "fr") == "fr Who pays?"
    taken = {"A-1": {"open_question": {"en": Text("")}}}
    second = amend(first, [Amendment("answered", "reworded", ("A-1",), ("A-1",), texts=taken, reasons=why())], "1.2.0")
    assert not any(place.field == "open_question" for texts in second.texts.values() for place in texts)


def test_a_condition_is_taken_away(base):
    change = Amendment("always", "stricter", ("B-1",), ("B-1",), {"B-1": {"condition": ""}}, reasons=why())
    assert amend(base, [change], "1.1.0").requirement_by_id["B-1"].condition == ""


FAULTY = [
    ([reworded("A-1", "x"), Amendment("gone", "withdrawn", ("A-1",), reasons=why())],
     {("changes/reworded-a-1", "amending.twice")}),
    ([Amendment("one", "new", (), ("A-9",)), Amendment("two", "new", (), ("A-9",))], {("changes/two", "amending.twice")}),
    ([Amendment("number", "same", ("A-1",), ("B-1",))], {("changes/number", "amending.taken")}),
    ([reworded("A-8", "x")], {("changes/reworded-a-8", "meaning.unknown")}),
    ([Amendment("half", "split", ("A-1",), ("A-1",))], {("changes/half", "meaning.migration_shape")}),
    ([Amendment("odd", "better", ("A-1",), ("A-1",))], {("changes/odd", "form.choice")}),
    ([replace(reworded("A-1", "x"), entries={"A-2": {"level": 1}})], {("changes/reworded-a-1", "amending.stray")}),
    ([reworded("A-1", "x"), replace(reworded("B-1", "y"), key="reworded-a-1")],
     {("changes/reworded-a-1", "meaning.duplicate")}),
    ([Amendment("still", "same", ("A-1",), ("A-1",), {"A-1": {"cost": "low"}})], {("changes/still", "amending.same")}),
    ([Amendment("dark", "stricter", ("A-2",), ("A-2",), {"A-2": {"condition": "underground"}}, reasons=why())],
     {("changes/dark", "meaning.gate_condition")}),
    ([Amendment("dear", "stricter", ("A-1",), ("A-1",), {"A-1": {"cost": "huge", "colour": "red"}}, reasons=why())],
     {("changes/dear", "meaning.unknown"), ("changes/dear", "form.unknown_key")}),
    ([Amendment("odd.words", "reworded", ("A-1",), ("A-1",), texts={"A-1": {"rhyme": in_both("x")}}, reasons=why())],
     {("changes/odd.words", "text.field")}),
]  # fmt: skip


@pytest.mark.parametrize(("amendments", "told"), FAULTY, ids=[min(told)[1] for _, told in FAULTY])
def test_each_fault_is_told_once_where_it_is(base, amendments, told):
    for given_order in (amendments, amendments[::-1]):
        with pytest.raises(PackFaultsError) as refusal:
            amend(base, given_order, "1.1.0")
        assert {(fault.place.file, fault.code) for fault in refusal.value.faults} == told
        assert len(refusal.value.faults) == len(told)


@pytest.mark.parametrize("version", ["1.0.0", "next", "1.1"])
def test_the_version_needs_a_name_of_its_own(base, version):
    with pytest.raises(PackFaultsError) as refusal:
        amend(base, [], version)
    assert refusal.value.faults[0].code in {"meaning.migration_self", "form.pattern"}


def test_while_drafting_translations_may_be_missing_but_sources_may_not(base):
    entry = {
        "principle": 1,
        "level": 2,
        "gate": "none",
        "evidence_kind": "document",
        "evidence_methods": ["D"],
        "cost": "low",
    }
    only_english = {"A-9": {field: {"en": Text("Nine")} for field in FIELDS}}
    fresh = Amendment("fresh", "new", (), ("A-9",), {"A-9": entry}, only_english, {"en": Text("Because.")})
    proposed = propose(base, [fresh], "1.1.0")
    assert proposed.pack.read("requirements", "A-9", "text", "fr").language == "en"
    assert {dict(fault.values)["what"] for fault in proposed.faults} == {
        "requirements A-9 title", "requirements A-9 text", "requirements A-9 evidence", "migration fresh reason"
    }  # fmt: skip
    assert propose(base, [replace(fresh, texts={})], "1.1.0").pack is None


def test_faults_that_the_base_has_are_not_held_against_amendments(base):
    document = as_document(base)
    document["texts"]["fr"]["requirements"].pop("B-2")
    lacking = from_document(document)
    assert amend(lacking, [reworded("A-1", "Other")], "1.1.0").say("requirements", "A-1", "text", "fr") == "fr Other"


def test_steps_of_the_base_and_their_reasons_are_not_inherited(base):
    first = amend(base, [reworded("A-1", "Once")], "1.1.0")
    second = amend(first, [reworded("B-1", "Twice")], "1.2.0")
    assert [step.before for step in second.migration.steps] == [("B-1",)]
    assert {place.key for place in second.texts["en"] if place.section == "migration"} == {"reworded-b-1"}


@st.composite
def sets_of_amendments(draw):
    """Amendments of which no two touch one requirement, with what compare should say of them."""
    free = list(draw(st.permutations(KEYS)))
    made, number = [], 0
    while free and draw(st.booleans()):
        number += 1
        kind = draw(st.sampled_from(["reworded", "stricter", "split", "withdrawn", "same", "new", "merged"]))
        before = tuple(free.pop() for _ in range({"new": 0, "merged": 2}.get(kind, 1)) if free)
        if kind == "merged" and len(before) < 2:
            kind = "withdrawn"
        made.append(amendment(draw, kind, before, number))
    return made


def amendment(draw, kind, before, number):
    """One amendment of a kind, with words that were drawn."""
    fresh = tuple(f"N-{number}{letter}" for letter in "ab")
    after = {"split": fresh, "new": fresh[:1], "merged": fresh[:1], "same": fresh[:1], "withdrawn": ()}.get(
        kind, before
    )
    words = draw(WORDS).strip()
    texts = {} if kind == "same" else {key: {field: in_both(f"{words} {key}") for field in FIELDS} for key in after}
    entry = {
        "principle": 1,
        "level": 1,
        "gate": "none",
        "evidence_kind": "document",
        "evidence_methods": ["D"],
        "cost": "none",
    }
    entries = dict.fromkeys(after, entry) if kind == "new" else {}
    return Amendment(f"c{number}", kind, before, after, entries, texts, why(words))


@settings(max_examples=60, deadline=None)
@given(amendments=sets_of_amendments(), data=st.data())
def test_in_any_order_the_same_version_with_exactly_the_stated_kinds(base, amendments, data):
    made = propose(base, amendments, "1.1.0")
    if len({key for one in amendments for key in one.before}) == len(KEYS) and not any(one.after for one in amendments):
        assert made.pack is None  # a version without requirements is none
        return
    assert made.faults == ()
    shuffled = data.draw(st.permutations(amendments))
    assert content_hash(propose(base, shuffled, "1.1.0").pack) == content_hash(made.pack)
    stated = {(one.kind, one.before, one.after) for one in amendments}
    found = {(c.kind, c.before, c.after) for c in compare(base, made.pack) if c.step}
    touched = {key for one in amendments for key in one.before}
    assert found == {(kind, tuple(sorted(before)), after) for kind, before, after in stated}
    assert {c.before[0] for c in compare(base, made.pack) if not c.step} == set(KEYS) - touched
    assert all(c.kind == "same" for c in compare(base, made.pack) if not c.step)


@settings(max_examples=30, deadline=None)
@given(amendments=sets_of_amendments())
def test_one_requirement_in_two_amendments_never_has_a_winner(base, amendments):
    touched = [one for one in amendments if one.before]
    if not touched:
        return
    again = Amendment("again", "withdrawn", touched[0].before[:1], reasons=why())
    made = propose(base, [*amendments, again], "1.1.0")
    assert made.pack is None
    assert [fault.code for fault in made.faults] == ["amending.twice"]
    assert touched[0].before[0] in made.faults[0].sentence
