"""Faults to plant in the clean set: each with its place and the kind under which the lint reports it."""

from tests.packfiles.oscal_set import CATALOG, CROSSWALK, FIRST, RESULTS, SECOND, SYSTEM, clean_set, drop, put, uuid

C1 = "/catalog/groups/0/controls/0"
MAP = "/mapping-collection/mappings/0"
RESULT = "/assessment-results/results/0"

# Each fault: its name, where and what is planted (None: taken out), where it must be reported, and the kind.
PLANTED = [
    ("control id twice", CATALOG, "/catalog/groups/1/controls/0/id", "c-1", None, "duplicate-control-id"),
    ("group id twice", CATALOG, "/catalog/groups/1/id", "g1", None, "duplicate-group-id"),
    ("part id twice", CATALOG, "/catalog/groups/0/controls/1/parts/0/id", "c-1_smt", None, "duplicate-part-id"),
    (
        "control without id",
        CATALOG,
        "/catalog/groups/0/controls/1/id",
        None,
        "/catalog/groups/0/controls/1",
        "missing-id",
    ),
    ("id that is no token", CATALOG, f"{C1}/parts/0/id", "1 bad id", None, "bad-token"),
    ("property name that is no token", CATALOG, f"{C1}/parts/0/parts/0/props/0/name", "two words", None, "bad-token"),
    ("uuid twice across documents", SYSTEM, "/catalog/uuid", uuid(1), "/catalog/uuid", "duplicate-uuid"),
    ("uuid malformed", CATALOG, "/catalog/uuid", "not-a-uuid", None, "bad-uuid"),
    ("document without uuid", SYSTEM, "/catalog/uuid", None, "/catalog", "missing-uuid"),
    ("relationship unknown", CROSSWALK, f"{MAP}/maps/0/relationship", "resembles", None, "unknown-relationship"),
    ("item of an unknown type", CROSSWALK, f"{MAP}/maps/0/sources/0/type", "chapter", None, "unknown-item-type"),
    ("mapping from nowhere", CROSSWALK, f"{MAP}/maps/0/sources/0/id-ref", "c-9", None, "unknown-source"),
    ("mapping to nowhere", CROSSWALK, f"{MAP}/maps/0/targets/0/id-ref", "o-9", None, "unknown-target"),
    (
        "mapping resource missing",
        CROSSWALK,
        f"{MAP}/target-resource/href",
        "../../catalogs/gone/catalog.json",
        None,
        "dangling-resource",
    ),
    (
        "gap that does not exist",
        CROSSWALK,
        f"{MAP}/target-gap-summary/unmapped-controls/0/with-ids/0",
        "o-9",
        None,
        "unknown-target",
    ),
    (
        "gap that is mapped",
        CROSSWALK,
        f"{MAP}/source-gap-summary/unmapped-controls/0/with-ids/0",
        "c-1",
        None,
        "gap-is-mapped",
    ),
    (
        "profile selects nothing known",
        FIRST,
        "/profile/imports/0/include-controls/0/with-ids/0",
        "c-9",
        None,
        "unknown-control",
    ),
    ("import dangling", SECOND, "/profile/imports/1/href", "../../catalogs/gone/catalog.json", None, "dangling-import"),
    ("import of a mapping", SECOND, "/profile/imports/1/href", "../../" + CROSSWALK, None, "dangling-import"),
    ("imports in a circle", FIRST, "/profile/imports/0/href", "../small-2/profile.json", None, "import-cycle"),
    ("import of itself", FIRST, "/profile/imports/0/href", "profile.json", None, "import-cycle"),
    ("profile without imports", FIRST, "/profile/imports", [], "/profile", "no-import"),
    (
        "link to a resource that is gone",
        CATALOG,
        "/catalog/groups/1/controls/0/links/0/href",
        "#" + uuid(99),
        None,
        "dangling-link",
    ),
    (
        "link to a file that is gone",
        CATALOG,
        "/catalog/groups/1/controls/0/links/0/href",
        "gone.json",
        None,
        "dangling-link",
    ),
    ("oscal-version wrong and mixed", SECOND, "/profile/metadata/oscal-version", "1.0.4", None, "wrong-oscal-version"),
    (
        "oscal-version other than the first",
        SECOND,
        "/profile/metadata/oscal-version",
        "1.0.4",
        None,
        "mixed-oscal-version",
    ),
    (
        "last-modified without zone",
        SECOND,
        "/profile/metadata/last-modified",
        "2026-01-31T00:00:00",
        None,
        "bad-last-modified",
    ),
    (
        "last-modified on a day that never was",
        SECOND,
        "/profile/metadata/last-modified",
        "2026-02-30T00:00:00Z",
        None,
        "bad-last-modified",
    ),
    ("metadata missing", SYSTEM, "/catalog/metadata", None, "/catalog", "missing-metadata"),
    ("title missing", SYSTEM, "/catalog/metadata/title", None, "/catalog/metadata", "missing-metadata"),
    (
        "translation without language",
        CATALOG,
        f"{C1}/parts/0/parts/0/props",
        None,
        f"{C1}/parts/0/parts/0",
        "translation-without-language",
    ),
    (
        "observation dangling",
        RESULTS,
        f"{RESULT}/findings/0/related-observations/0/observation-uuid",
        uuid(98),
        None,
        "dangling-observation",
    ),
    ("finding on nothing", RESULTS, f"{RESULT}/findings/0/target/target-id", "c-9_smt", None, "unknown-target"),
    (
        "qualifier in unknown words",
        CROSSWALK,
        f"{MAP}/maps/0/qualifiers",
        [{"subject": "source", "predicate": "has-wish", "category": "addressable", "description": "It wishes."}],
        f"{MAP}/maps/0/qualifiers/0/predicate",
        "unknown-word",
    ),
    ("method unknown", CROSSWALK, "/mapping-collection/provenance/method", "guess", None, "unknown-word"),
    (
        "party that is nobody",
        CATALOG,
        "/catalog/metadata/responsible-parties",
        [{"role-id": "creator", "party-uuids": [uuid(97)]}],
        "/catalog/metadata/responsible-parties/0/party-uuids/0",
        "dangling-party",
    ),
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
