"""The lint finds every fault planted for it, at its place, and nothing in a clean set."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder.packfiles.oscal.lint import lint_files, lint_folder
from tests.packfiles.oscal_set import (
    CATALOG,
    CROSSWALK,
    FIRST,
    OURS,
    RESULTS,
    SECOND,
    SYSTEM,
    as_files,
    at,
    clean_set,
    drop,
    put,
    uuid,
)

C1 = "/catalog/groups/0/controls/0"
MAP = "/mapping-collection/mappings/0"
RESULT = "/assessment-results/results/0"

# Each fault: its name, where and what is planted (None: taken out), where it must be reported, and the kind.
PLANTED = [
    ("control id twice", CATALOG, "/catalog/groups/1/controls/0/id", "c-1", None, "duplicate-control-id"),
    ("group id twice", CATALOG, "/catalog/groups/1/id", "g1", None, "duplicate-group-id"),
    ("part id twice", CATALOG, "/catalog/groups/0/controls/1/parts/0/id", "c-1_smt", None, "duplicate-part-id"),
    ("control without id", CATALOG, "/catalog/groups/0/controls/1/id", None, "/catalog/groups/0/controls/1",
     "missing-id"),
    ("id that is no token", CATALOG, f"{C1}/parts/0/id", "1 bad id", None, "bad-token"),
    ("property name that is no token", CATALOG, f"{C1}/parts/0/parts/0/props/0/name", "two words", None, "bad-token"),
    ("uuid twice across documents", SYSTEM, "/catalog/uuid", uuid(1), "/catalog/uuid", "duplicate-uuid"),
    ("uuid malformed", CATALOG, "/catalog/uuid", "not-a-uuid", None, "bad-uuid"),
    ("document without uuid", SYSTEM, "/catalog/uuid", None, "/catalog", "missing-uuid"),
    ("relationship unknown", CROSSWALK, f"{MAP}/maps/0/relationship", "resembles", None, "unknown-relationship"),
    ("item of an unknown type", CROSSWALK, f"{MAP}/maps/0/sources/0/type", "chapter", None, "unknown-item-type"),
    ("mapping from nowhere", CROSSWALK, f"{MAP}/maps/0/sources/0/id-ref", "c-9", None, "unknown-source"),
    ("mapping to nowhere", CROSSWALK, f"{MAP}/maps/0/targets/0/id-ref", "o-9", None, "unknown-target"),
    ("mapping resource missing", CROSSWALK, f"{MAP}/target-resource/href", "../../catalogs/gone/catalog.json", None,
     "dangling-resource"),
    ("gap that does not exist", CROSSWALK, f"{MAP}/target-gap-summary/unmapped-controls/0/with-ids/0", "o-9", None,
     "unknown-target"),
    ("gap that is mapped", CROSSWALK, f"{MAP}/source-gap-summary/unmapped-controls/0/with-ids/0", "c-1", None,
     "gap-is-mapped"),
    ("profile selects nothing known", FIRST, "/profile/imports/0/include-controls/0/with-ids/0", "c-9", None,
     "unknown-control"),
    ("import dangling", SECOND, "/profile/imports/1/href", "../../catalogs/gone/catalog.json", None,
     "dangling-import"),
    ("import of a mapping", SECOND, "/profile/imports/1/href", "../../" + CROSSWALK, None, "dangling-import"),
    ("imports in a circle", FIRST, "/profile/imports/0/href", "../small-2/profile.json", None, "import-cycle"),
    ("import of itself", FIRST, "/profile/imports/0/href", "profile.json", None, "import-cycle"),
    ("profile without imports", FIRST, "/profile/imports", [], "/profile", "no-import"),
    ("link to a resource that is gone", CATALOG, "/catalog/groups/1/controls/0/links/0/href", "#" + uuid(99), None,
     "dangling-link"),
    ("link to a file that is gone", CATALOG, "/catalog/groups/1/controls/0/links/0/href", "gone.json", None,
     "dangling-link"),
    ("oscal-version wrong and mixed", SECOND, "/profile/metadata/oscal-version", "1.0.4", None,
     "wrong-oscal-version"),
    ("oscal-version other than the first", SECOND, "/profile/metadata/oscal-version", "1.0.4", None,
     "mixed-oscal-version"),
    ("last-modified without zone", SECOND, "/profile/metadata/last-modified", "2026-01-31T00:00:00", None,
     "bad-last-modified"),
    ("last-modified on a day that never was", SECOND, "/profile/metadata/last-modified", "2026-02-30T00:00:00Z", None,
     "bad-last-modified"),
    ("metadata missing", SYSTEM, "/catalog/metadata", None, "/catalog", "missing-metadata"),
    ("title missing", SYSTEM, "/catalog/metadata/title", None, "/catalog/metadata", "missing-metadata"),
    ("translation without language", CATALOG, f"{C1}/parts/0/parts/0/props", None, f"{C1}/parts/0/parts/0",
     "translation-without-language"),
    ("observation dangling", RESULTS, f"{RESULT}/findings/0/related-observations/0/observation-uuid", uuid(98), None,
     "dangling-observation"),
    ("finding on nothing", RESULTS, f"{RESULT}/findings/0/target/target-id", "c-9_smt", None, "unknown-target"),
    ("list where an object belongs", CATALOG, f"{C1}/parts", {"name": "statement"}, None, "wrong-shape"),
    ("text where a list belongs", CATALOG, "/catalog/groups", "none", None, "wrong-shape"),
]


def plant(name, pointer, value):
    documents = clean_set()
    if value is None:
        drop(documents, name, pointer)
    else:
        put(documents, name, pointer, value)
    return documents


def test_a_clean_set_gives_no_fault():
    assert lint_files(as_files(clean_set())) == ()


@pytest.mark.parametrize(("fault", "name", "pointer", "value", "reported_at", "kind"), PLANTED,
                         ids=[row[0] for row in PLANTED])
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
    put(documents, FIRST, "/profile/back-matter", {"resources": [
        {"uuid": uuid(50), "rlinks": [{"href": "../../catalogs/small/catalog.json"}]}]})
    assert lint_files(as_files(documents)) == ()


def test_a_mapping_may_point_at_a_statement():
    documents = clean_set()
    put(documents, CROSSWALK, f"{MAP}/maps/0/sources/0", {"type": "statement", "id-ref": "c-1_smt"})
    assert lint_files(as_files(documents)) == ()


def test_excluded_and_patterned_controls_are_resolved():
    documents = clean_set()
    put(documents, FIRST, "/profile/imports/0",
        {"href": "../../catalogs/small/catalog.json", "include-controls": [{"matching": [{"pattern": "c-*"}]}],
         "exclude-controls": [{"with-ids": ["c-2"]}]})
    put(documents, SECOND, "/profile/imports",
        [{"href": "../small-1/profile.json", "include-controls": [{"with-ids": ["c-1", "c-2", "c-3"]}]}])
    found = lint_files(as_files(documents))
    assert [(one.kind, one.pointer) for one in found] == [
        ("unknown-control", "/profile/imports/0/include-controls/0/with-ids/1")]


@pytest.mark.parametrize(("data", "kind"), [
    (b"{", "not-json"), (b"\xff\xfe", "not-json"), (b"[]", "not-oscal"), (b'{"other": {}}', "not-oscal"),
    (b'{"catalog": []}', "not-oscal"), (b'{"catalog": {"uuid": "a", "uuid": "b"}}', "not-json"),
    (b'{"catalog": {"x": NaN}}', "not-json"), (b"[" * 100_000, "not-json"), (b"", "not-json"),
])
def test_a_file_that_is_no_document_is_one_fault(data, kind):
    assert [one.kind for one in lint_files({"a.json": data})] == [kind]


def test_a_folder_is_linted_by_relative_paths(tmp_path):
    documents = clean_set()
    put(documents, SECOND, "/profile/imports/1/href", "../../catalogs/gone/catalog.json")
    for name, data in as_files(documents).items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(data)
    assert [(one.document, one.kind) for one in lint_folder(tmp_path)] == [
        (SECOND, "dangling-import")]


WORDS = st.sampled_from(["id", "uuid", "props", "parts", "controls", "imports", "maps", "href", "metadata", "links"])
JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4), max_leaves=12)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.sampled_from(["catalog", "profile", "mapping-collection", "assessment-results"]),
       body=st.dictionaries(WORDS | st.sampled_from(["mappings", "results", "groups", "back-matter"]), JSON, max_size=6))
def test_no_json_whatever_breaks_the_lint(kind, body):
    found = lint_files({"a.json": json.dumps({kind: body}).encode(), **as_files(clean_set())})
    assert any(one.document == "a.json" for one in found)
