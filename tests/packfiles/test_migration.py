"""A migration whose steps do not fit their kind, or lead nowhere, is refused with the place of each."""

import pytest

from ladder.packfiles.reading import check_pack
from tests.packfiles.small_pack import locale, write_small


def codes(tmp_path, steps, **more):
    migration = f"from_version: 0.9.0\nsteps:\n- {{key: one, {steps}}}\n"
    reason = "migration:\n  one:\n    reason: Why\n"
    # printf 'Why' | sha256sum
    french = "migration:\n  one:\n    reason: {text: Pourquoi, state: draft, of: d3ae14a50bfe}\n"
    files = {"migration": migration, "locale_en": locale("en") + reason, "locale_fr": locale("fr") + french} | more
    return [fault.code for fault in check_pack(write_small(tmp_path / "small", **files)) if fault.severity == "error"]


@pytest.mark.parametrize(
    "steps",
    [
        "kind: same, before: [A-1], after: [A-1]",
        "kind: reworded, before: [Z-1], after: [A-1]",
        "kind: stricter, before: [A-1], after: [A-1]",
        "kind: split, before: [Z-1], after: [A-1, A-2]",
        "kind: merged, before: [Z-1, Z-2], after: [A-1]",
        "kind: new, after: [A-1]",
        "kind: withdrawn, before: [Z-1]",
    ],
)
def test_a_step_with_the_ends_of_its_kind_is_taken(tmp_path, steps):
    assert codes(tmp_path, steps) == []


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ("kind: same, before: [A-1]", "meaning.migration_shape"),
        ("kind: split, before: [A-1], after: [A-1]", "meaning.migration_shape"),
        ("kind: merged, before: [A-1], after: [A-1]", "meaning.migration_shape"),
        ("kind: new, before: [Z-1], after: [A-1]", "meaning.migration_shape"),
        ("kind: withdrawn, before: [Z-1], after: [A-1]", "meaning.migration_shape"),
        ("kind: withdrawn, before: [A-1]", "meaning.withdrawn_still_there"),
        ("kind: reworded, before: [Z-1], after: [Z-1]", "meaning.unknown"),
        ("kind: moved, before: [Z-1], after: [A-1]", "form.choice"),
    ],
)
def test_a_step_that_does_not_fit_is_refused(tmp_path, steps, code):
    assert codes(tmp_path, steps) == [code]


def test_a_requirement_in_two_steps_and_a_migration_from_itself_are_refused(tmp_path):
    twice = (
        "from_version: 1.0.0\nsteps:\n- {key: one, kind: new, after: [A-1]}\n- {key: one, kind: new, after: [A-1]}\n"
    )
    assert sorted(codes(tmp_path, "", migration=twice)) == [
        "meaning.duplicate",
        "meaning.migration_self",
        "meaning.migration_twice",
    ]


def test_a_step_from_a_requirement_that_the_base_lacks_leads_nowhere(tmp_path):
    write_small(tmp_path / "old")
    top = tmp_path / "top"
    (top / "locale").mkdir(parents=True)
    (top / "pack.yaml").write_text("base: old\nversion: 2.0.0\n")
    (top / "migration.yaml").write_text("from_version: 1.0.0\nsteps:\n- {key: one, kind: withdrawn, before: [Z-9]}\n")
    faults = [fault for fault in check_pack(top) if fault.code == "meaning.unknown"]
    assert [str(fault.place) for fault in faults] == ["migration.yaml:3:40"]
    assert faults[0].sentence.startswith("There is no requirement of the version before Z-9")
