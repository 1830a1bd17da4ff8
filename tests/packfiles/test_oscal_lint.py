"""The lint finds every fault planted for it, at its place, and nothing in a clean set."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder.packfiles.oscal.lint import lint_files, lint_folder
from tests.packfiles.oscal_faults import C1, MAP, PLANTED, plant
from tests.packfiles.oscal_set import (
    CATALOG,
    CROSSWALK,
    FIRST,
    OURS,
    SECOND,
    SYSTEM,
    as_files,
    at,
    clean_set,
    put,
    uuid,
)


def test_a_clean_set_gives_no_fault():
    assert lint_files(as_files(clean_set())) == ()


@pytest.mark.parametrize(
    ("fault", "name", "pointer", "value", "reported_at", "kind"), PLANTED, ids=[row[0] for row in PLANTED]
)
def test_each_planted_fault_is_reported_at_its_place(fault, name, pointer, value, reported_at, kind):
    found = lint_files(as_files(plant(name, pointer, value)))
    hits = [one for one in found if one.kind == kind]
    # Of two things with one uuid the later by file name is reported.
    places = {(one.document, one.pointer) for one in hits}
    expected = {(name, reported_at or pointer)}
    if kind == "duplicate-uuid":
        expected = {(CATALOG, "/catalog/uuid"), (SYSTEM, "/catalog/uuid")}
        assert len(places & expected) == 1
    else:
        assert expected <= places
    assert all(one.sentence.endswith(".") for one in found)


def test_a_second_translation_into_the_same_language_is_reported():
    documents = clean_set()
    parts, last = at(documents, CATALOG, f"{C1}/parts/0/parts/0")
    parts.append(parts[last])
    assert [one.kind for one in lint_files(as_files(documents))] == ["duplicate-translation"]


def test_another_namespace_may_define_its_own_relationship_words():
    documents = clean_set()
    put(documents, CROSSWALK, f"{MAP}/maps/0/relationship", "resembles")
    put(documents, CROSSWALK, f"{MAP}/maps/0/ns", OURS)
    assert lint_files(as_files(documents)) == ()


def test_a_profile_may_reach_its_catalog_through_back_matter():
    documents = clean_set()
    put(documents, FIRST, "/profile/imports/0/href", "#" + uuid(50))
    put(
        documents,
        FIRST,
        "/profile/back-matter",
        {"resources": [{"uuid": uuid(50), "rlinks": [{"href": "../../catalogs/small/catalog.json"}]}]},
    )
    assert lint_files(as_files(documents)) == ()


def test_a_mapping_may_point_at_a_statement():
    documents = clean_set()
    put(documents, CROSSWALK, f"{MAP}/maps/0/sources/0", {"type": "statement", "id-ref": "c-1_smt"})
    assert lint_files(as_files(documents)) == ()


def test_excluded_and_patterned_controls_are_resolved():
    documents = clean_set()
    put(
        documents,
        FIRST,
        "/profile/imports/0",
        {
            "href": "../../catalogs/small/catalog.json",
            "include-controls": [{"matching": [{"pattern": "c-*"}]}],
            "exclude-controls": [{"with-ids": ["c-2"]}],
        },
    )
    put(
        documents,
        SECOND,
        "/profile/imports",
        [{"href": "../small-1/profile.json", "include-controls": [{"with-ids": ["c-1", "c-2", "c-3"]}]}],
    )
    found = lint_files(as_files(documents))
    assert [(one.kind, one.pointer) for one in found] == [
        ("unknown-control", "/profile/imports/0/include-controls/0/with-ids/1")
    ]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{", "not-json"),
        (b"\xff\xfe", "not-json"),
        (b"[]", "not-oscal"),
        (b'{"other": {}}', "not-oscal"),
        (b'{"catalog": []}', "not-oscal"),
        (b'{"catalog": {"uuid": "a", "uuid": "b"}}', "not-json"),
        (b'{"catalog": {"x": NaN}}', "not-json"),
        (b"[" * 100_000, "not-json"),
        (b"", "not-json"),
    ],
)
def test_a_file_that_is_no_document_is_one_fault(data, kind):
    assert [one.kind for one in lint_files({"a.json": data})] == [kind]


def test_a_folder_is_linted_by_relative_paths(tmp_path):
    documents = clean_set()
    put(documents, SECOND, "/profile/imports/1/href", "../../catalogs/gone/catalog.json")
    for name, data in as_files(documents).items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(data)
    assert [(one.document, one.kind) for one in lint_folder(tmp_path)] == [(SECOND, "dangling-import")]


WORDS = st.sampled_from(["id", "uuid", "props", "parts", "controls", "imports", "maps", "href", "metadata", "links"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    kind=st.sampled_from(["catalog", "profile", "mapping-collection", "assessment-results"]),
    body=st.dictionaries(WORDS | st.sampled_from(["mappings", "results", "groups", "back-matter"]), JSON, max_size=6),
)
def test_no_json_whatever_breaks_the_lint(kind, body):
    found = lint_files({"a.json": json.dumps({kind: body}).encode(), **as_files(clean_set())})
    assert any(one.document == "a.json" for one in found)
