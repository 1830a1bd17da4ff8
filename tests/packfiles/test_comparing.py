"""Between two versions each requirement goes through exactly one change, declared or shown by the content."""

from dataclasses import replace
from pathlib import Path

import pytest

from ladder.packfiles.comparing import compare, missing_ends
from ladder.packfiles.model import Migration, Step, Text, TextKey
from ladder.packfiles.reading import read_pack
from tests.packfiles.small_pack import write_small


@pytest.fixture
def old(tmp_path):
    return read_pack(write_small(tmp_path / "old"))


def reworded(pack, requirement_id, words="said otherwise"):
    english = {**pack.texts["en"], TextKey("requirements", requirement_id, "text"): Text(words)}
    return replace(pack, version="2.0.0", texts={**pack.texts, "en": english})


def without(pack, requirement_id):
    return replace(pack, version="2.0.0", requirements=tuple(r for r in pack.requirements if r.id != requirement_id))


def kinds(changes):
    return {(change.before, change.after): (change.kind, change.declared) for change in changes}


def test_equal_content_is_the_same_without_being_declared(old):
    assert set(kinds(compare(old, replace(old, version="2.0.0"))).values()) == {("same", False)}


def test_other_words_that_nobody_declared_count_as_stricter(old):
    found = kinds(compare(old, reworded(old, "A-1")))
    assert found[("A-1",), ("A-1",)] == ("stricter", False)
    assert found[("B-1",), ("B-1",)] == ("same", False)


def test_a_declared_rewording_is_honoured_and_names_what_differs(old):
    new = replace(reworded(old, "A-1"), migration=Migration("1.0.0", (Step("plain", "reworded", ("A-1",), ("A-1",)),)))
    change = next(change for change in compare(old, new) if change.before == ("A-1",))
    assert (change.kind, change.declared, change.fields, change.step) == ("reworded", True, ("text",), "plain")


def test_a_same_that_is_not_the_same_is_not_believed(old):
    new = replace(reworded(old, "A-1"), migration=Migration("1.0.0", (Step("no", "same", ("A-1",), ("A-1",)),)))
    assert kinds(compare(old, new))[("A-1",), ("A-1",)] == ("stricter", False)


def test_longer_or_shorter_validity_is_a_change(old):
    kind = replace(old.evidence_kinds[0], valid_days=7)
    new = replace(old, version="2.0.0", evidence_kinds=(kind, *old.evidence_kinds[1:]))
    assert next(change for change in compare(old, new) if change.before == ("A-1",)).fields == ("evidence_kind",)


def test_what_only_one_version_has_is_new_or_withdrawn(old):
    smaller = without(old, "B-2")
    assert kinds(compare(old, smaller))[("B-2",), ()] == ("withdrawn", False)
    assert kinds(compare(smaller, replace(old, version="3.0.0")))[(), ("B-2",)] == ("new", False)


def test_a_migration_from_another_version_says_nothing_about_this_pair(old):
    new = replace(reworded(old, "A-1"), migration=Migration("0.1.0", (Step("plain", "reworded", ("A-1",), ("A-1",)),)))
    assert kinds(compare(old, new))[("A-1",), ("A-1",)] == ("stricter", False)


def test_a_migration_from_nowhere_is_named(old):
    new = replace(old, version="2.0.0", migration=Migration("1.0.0", (Step("x", "withdrawn", ("Z-9",), ()),)))
    assert missing_ends(old, new) == ("Z-9",)
    assert ("Z-9",) not in [change.before for change in compare(old, new)]


def test_every_requirement_of_both_versions_is_in_exactly_one_change(old):
    new = replace(
        without(old, "B-2"),
        migration=Migration("1.0.0", (Step("m", "merged", ("A-1", "A-2"), ("A-1",)), Step("n", "new", (), ("A-2",)))),
    )
    changes = compare(old, new)
    assert sorted(name for change in changes for name in change.before) == ["A-1", "A-2", "B-1", "B-2"]
    assert sorted(name for change in changes for name in change.after) == ["A-1", "A-2", "B-1"]


OVERLAY = "base: old\nversion: 2.0.0\n"


def overlay(tmp_path: Path, **files: str) -> Path:
    write_small(tmp_path / "old")
    top = tmp_path / "top"
    (top / "locale").mkdir(parents=True)
    for name, text in ({"pack": OVERLAY} | files).items():
        (top / f"{name.replace('_', '/')}.yaml").write_text(text, encoding="utf-8")
    return top


def test_an_overlay_states_only_its_changes(tmp_path, old):
    new = read_pack(
        overlay(
            tmp_path,
            requirements="- id: B-1\n  condition: null\n  cost: none\n",
            pack=f"{OVERLAY}conditions: [{{key: underground, remove: true}}]\n",
            locale_en="conditions: null\n",
            locale_fr="conditions: null\n",
        )
    )
    assert (new.key, new.version, len(new.requirements)) == ("small", "2.0.0", 4)
    assert (new.requirement_by_id["B-1"].condition, new.requirement_by_id["B-1"].cost) == ("", "none")
    assert new.requirement_by_id["B-1"].evidence_methods == old.requirement_by_id["B-1"].evidence_methods
    assert new.conditions == ()


def test_removing_a_requirement_takes_its_words_and_relations_along(tmp_path):
    new = read_pack(
        overlay(
            tmp_path,
            requirements="- {id: A-2, remove: true}\n",
            pack=f"{OVERLAY}empty_cells: [{{principle: 1, level: 2}}]\n",
        )
    )
    assert "A-2" not in new.requirement_by_id
    assert new.mappings == ()
    assert "A-2" not in {place.key for place in new.texts["fr"]}
