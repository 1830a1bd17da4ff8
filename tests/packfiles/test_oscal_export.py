"""What the OSCAL export holds, that it is clean, and that it comes back as it went."""

import base64
import io
import json
import random
import uuid
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder.packfiles.document import as_document, content_hash, from_document
from ladder.packfiles.oscal.export import build_documents, export_oscal, export_zip
from ladder.packfiles.oscal.judging import read_checked_pack
from ladder.packfiles.oscal.lint import lint_files
from ladder.packfiles.oscal.reader import OscalFaultsError, read_oscal, read_oscal_pack
from tests.packfiles.oscal_pack import small_document, small_pack
from tests.packfiles.oscal_set import as_files, at, clean_set

CATALOG = "catalogs/small/catalog.json"
OTHER = "catalogs/small-system-other/catalog.json"
CROSSWALK = "mapping-collections/small-crosswalk/mapping-collection.json"
OURS = "urn:cobalt-ladder:oscal:1"


@pytest.fixture(scope="module")
def exported():
    return {name: json.loads(data) for name, data in export_oscal(small_pack()).items()}


def props_of(node):
    return {prop["name"]: prop["value"] for prop in node["props"]}


def test_the_export_is_one_catalog_a_profile_a_level_a_stub_a_system_and_one_crosswalk(exported):
    assert set(exported) == {
        CATALOG,
        OTHER,
        "catalogs/small-system-third/catalog.json",
        "catalogs/small-system-unknown/catalog.json",
        CROSSWALK,
        "profiles/small-level-1/profile.json",
        "profiles/small-level-2/profile.json",
        "profiles/small-level-3/profile.json",
    }


def test_the_export_has_no_fault():
    assert lint_files(export_oscal(small_pack())) == ()


def test_principles_are_groups_and_requirements_controls_with_ids_that_are_tokens(exported):
    groups = exported[CATALOG]["catalog"]["groups"]
    assert [(group["id"], [control["id"] for control in group["controls"]]) for group in groups] == [
        ("principle-1", ["A-1", "A-2"]),
        ("principle-2", ["B-1", "_2.B"]),
    ]


def test_a_control_says_in_properties_how_its_requirement_counts(exported):
    control = exported[CATALOG]["catalog"]["groups"][1]["controls"][0]
    assert {name: value for name, value in props_of(control).items() if name != "content-hash"} == {
        "label": "B-1",
        "id": "B-1",
        "level": "2",
        "gate": "cap",
        "condition": "has-shaft",
        "cost-class": "low",
        "evidence-kind": "document",
        "valid-days": "365",
        "evidence-method": "D",
    }
    assert [prop.get("ns") for prop in control["props"]] == [None] + [OURS] * (len(control["props"]) - 1)


def test_translations_are_parts_inside_with_their_language_and_state(exported):
    statement = exported[CATALOG]["catalog"]["groups"][0]["controls"][1]["parts"][0]
    assert (statement["id"], statement["name"], statement["prose"]) == (
        "A-2_smt",
        "statement",
        "Text of A-2.\n\nSecond paragraph.",
    )
    assert [
        (part["id"], part["class"], props_of(part)["lang"], props_of(part)["state"]) for part in statement["parts"]
    ] == [
        ("A-2_smt.fr", "translation", "fr", "reviewed"),
        ("A-2_smt.sw", "translation", "sw", "reviewed"),
        ("A-2_smt.zh", "translation", "zh", "reviewed"),
    ]


def test_a_profile_imports_the_one_before_and_selects_its_own_level(exported):
    assert [exported[f"profiles/small-level-{rank}/profile.json"]["profile"]["imports"] for rank in (1, 2, 3)] == [
        [{"href": "../../catalogs/small/catalog.json", "include-controls": [{"with-ids": ["A-1", "A-2"]}]}],
        [
            {"href": "../small-level-1/profile.json", "include-all": {}},
            {"href": "../../catalogs/small/catalog.json", "include-controls": [{"with-ids": ["B-1", "_2.B"]}]},
        ],
        [{"href": "../small-level-2/profile.json", "include-all": {}}],
    ]


def test_a_mapping_types_its_relations_and_names_the_gaps_both_ways(exported):
    other, third = exported[CROSSWALK]["mapping-collection"]["mappings"]
    assert [
        (
            one["sources"][0]["id-ref"],
            one["relationship"],
            one["targets"][0]["id-ref"],
            one["confidence-score"]["category"],
            [part["subject"] for part in one.get("qualifiers", [])],
        )
        for one in other["maps"] + third["maps"]
    ] == [
        ("A-1", "subset-of", "other_1-i", "sure", ["target"]),
        ("A-2", "intersects-with", "other_1-i", "likely", ["target", "source"]),
        ("_2.B", "superset-of", "other_1-i", "sure", ["source"]),
        ("A-1", "equal-to", "third_art-5", "sure", []),
        ("B-1", "equivalent-to", "third_art-5", "sure", []),
    ]
    assert other["source-gap-summary"]["unmapped-controls"] == [{"with-ids": ["B-1"]}]
    assert other["target-gap-summary"]["unmapped-controls"] == [{"with-ids": ["other_1-ii"]}]
    assert "target-gap-summary" not in third
    assert third["source-gap-summary"]["unmapped-controls"] == [{"with-ids": ["A-2", "_2.B"]}]


def test_every_document_says_that_the_content_is_illustrative_and_is_dated_by_the_pack(exported):
    for content in exported.values():
        metadata = next(iter(content.values()))["metadata"]
        assert "Illustrative: written for tests." in metadata["remarks"] or "system's own text" in metadata["remarks"]
        assert props_of(metadata)["illustrative"] == "yes"
        assert metadata["last-modified"] == "2026-03-01T00:00:00Z"
        assert props_of(metadata)["content-hash"] == content_hash(small_pack())


def test_a_pack_without_a_date_says_so():
    catalog = build_documents(small_pack(effective_from=None))[CATALOG]["catalog"]
    assert catalog["metadata"]["last-modified"] == "1970-01-01T00:00:00Z"
    assert props_of(catalog["metadata"])["undated"] == "yes"


def test_the_bytes_do_not_depend_on_the_order_of_anything():
    shuffled = small_document()
    for value in shuffled.values():
        if isinstance(value, list):
            random.Random(7).shuffle(value)
    again = from_document(dict(reversed(shuffled.items())))
    assert export_oscal(again) == export_oscal(small_pack())
    assert export_zip(again) == export_zip(small_pack())


def test_the_archive_holds_the_same_files():
    with zipfile.ZipFile(io.BytesIO(export_zip(small_pack()))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == export_oscal(small_pack())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_changed_pack_has_other_uuids_throughout():
    def uuids(pack):
        return set(json.dumps(build_documents(pack)).split('"uuid": "')[1:])

    assert not uuids(small_pack()) & uuids(small_pack(version="1.0.1"))


def test_a_pack_comes_back_as_it_went():
    document = read_oscal(export_oscal(small_pack()))
    assert document == as_document(small_pack())
    assert content_hash(from_document(document)) == content_hash(small_pack())


def test_a_pack_without_mappings_comes_back_as_it_went():
    pack = small_pack(mappings=[], systems=[], migration=None, faq=[])
    assert lint_files(export_oscal(pack)) == ()
    assert read_oscal_pack(export_oscal(pack)) == pack


def test_a_first_level_without_requirements_selects_nothing():
    document = small_document()
    kept = [one for one in document["requirements"] if one["level"] == 2]
    pack = small_pack(requirements=kept, mappings=[], migration=None)
    assert lint_files(export_oscal(pack)) == ()
    assert read_oscal_pack(export_oscal(pack)) == pack


def test_a_title_changed_by_another_tool_is_taken_and_its_translations_become_stale():
    documents = {name: json.loads(data) for name, data in export_oscal(small_pack()).items()}
    place, last = at(documents, CATALOG, "/catalog/groups/0/controls/0/title")
    place[last] = "Another title"
    pack = read_oscal_pack(as_files(documents))
    assert pack.read("requirements", "A-1", "title", "en").text == "Another title"
    assert pack.read("requirements", "A-1", "title", "fr").state == "stale"


AWKWARD = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=AWKWARD, words=AWKWARD, translation=AWKWARD, reference=AWKWARD)
def test_no_words_whatever_are_lost(title, words, translation, reference):
    document = small_document()
    document["texts"]["en"]["requirements"]["A-1"] = {"title": title, "text": words, "evidence": title}
    document["texts"]["fr"]["requirements"]["A-1"]["text"]["text"] = translation
    document["texts"]["en"]["principles"]["a"]["name"] = title
    document["texts"]["en"]["items"]["other/1-i"]["title"] = words
    document["systems"][0]["items"][0]["reference"] = reference
    pack = from_document(document)
    assert lint_files(export_oscal(pack)) == ()
    assert read_oscal_pack(export_oscal(pack)) == pack


def change(pointer, value, name=CATALOG):
    documents = {one: json.loads(data) for one, data in export_oscal(small_pack()).items()}
    place, last = at(documents, name, pointer)
    place[last] = value
    return as_files(documents)


def faults_of(files):
    with pytest.raises(OscalFaultsError) as caught:
        read_oscal(files)
    return [(fault.document, fault.pointer, fault.kind) for fault in caught.value.faults]


def cargo_pointer():
    resources = build_documents(small_pack())[CATALOG]["catalog"]["back-matter"]["resources"]
    return f"/catalog/back-matter/resources/{len(resources) - 1}"


def test_what_cannot_be_read_as_a_pack_is_refused_with_every_fault():
    control = "/catalog/groups/0/controls/0"
    assert faults_of(as_files(clean_set())) == [("", "", "not-a-pack")]
    assert faults_of({"a.json": b"{"}) == [("a.json", "", "not-json")]
    for value in ("!!", "e30=", "W10="):
        assert faults_of(change(f"{cargo_pointer()}/base64/value", value)) == [(CATALOG, cargo_pointer(), "bad-cargo")]
    unnamed = faults_of(change(f"{control}/props", [{"name": "x", "value": "y"}]))
    # The two maps of the requirement now come from nothing that is ours.
    assert unnamed[0] == (CATALOG, control, "missing-property")
    assert [kind for _, _, kind in unnamed[1:]] == ["map-not-ours", "map-not-ours"]
    level = next(
        number
        for number, prop in enumerate(
            build_documents(small_pack())[CATALOG]["catalog"]["groups"][0]["controls"][0]["props"]
        )
        if prop["name"] == "level"
    )
    assert faults_of(change(f"{control}/props/{level}/value", "first")) == [(CATALOG, control, "bad-number")]
    entry = "/mapping-collection/mappings/0/maps/0"
    assert faults_of(change(f"{entry}/relationship", "no-relationship", CROSSWALK)) == [
        (CROSSWALK, entry, "map-not-ours")
    ]
    assert faults_of(change(f"{entry}/targets/0/id-ref", "nowhere", CROSSWALK)) == [
        (CROSSWALK, f"{entry}/targets/0/id-ref", "unknown-target")
    ]


def test_a_pack_that_comes_back_is_judged_like_one_from_files():
    with pytest.raises(OscalFaultsError) as caught:
        read_checked_pack(EXPORTED)
    kinds = {fault.kind for fault in caught.value.faults}
    assert {"text.missing", "text.orphan", "form.empty", "meaning.cell_empty"} <= kinds
    assert "form.unknown_key" not in kinds


def test_uuids_are_of_version_five(exported):
    assert {uuid.UUID(next(iter(content.values()))["uuid"]).version for content in exported.values()} == {5}


EXPORTED = export_oscal(small_pack())
SCRAP = st.none() | st.integers(-2, 2) | st.text(max_size=4) | st.just([]) | st.just({}) | st.just([{}]) | st.just([[]])


def is_read_or_refused(files):
    """Whether the files are read, or refused with at least one fault; any other error breaks the test."""
    try:
        return bool(read_oscal(files))
    except OscalFaultsError as refused:
        return bool(refused.faults)


def pointers(value, way=""):
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield f"{way}/{key}"
        yield from pointers(inner, f"{way}/{key}")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(sorted(EXPORTED)), data=st.data(), scrap=SCRAP)
def test_whatever_is_broken_is_refused_with_faults_or_read(name, data, scrap):
    document = json.loads(EXPORTED[name])
    place, last = at({name: document}, name, data.draw(st.sampled_from(list(pointers(document)))))
    place[last] = scrap
    assert is_read_or_refused({**EXPORTED, name: json.dumps(document).encode()})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), scrap=SCRAP)
def test_rules_whatever_is_broken_in_them_are_refused_with_faults_or_read(data, scrap):
    pointer = f"{cargo_pointer()}/base64/value"
    catalog = json.loads(EXPORTED[CATALOG])
    place, last = at({CATALOG: catalog}, CATALOG, pointer)
    cargo = json.loads(base64.b64decode(place[last]))
    inner, key = at({"cargo": cargo}, "cargo", data.draw(st.sampled_from(list(pointers(cargo)))))
    inner[key] = scrap
    place[last] = base64.b64encode(json.dumps(cargo).encode()).decode()
    assert is_read_or_refused({**EXPORTED, CATALOG: json.dumps(catalog).encode()})
