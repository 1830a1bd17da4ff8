"""A small clean set of OSCAL documents, written by hand, for faults to be planted in."""

import copy
import json

OURS = "urn:cobalt-ladder:oscal:1"
CATALOG = "catalogs/small/catalog.json"
SYSTEM = "catalogs/other/catalog.json"
FIRST = "profiles/small-1/profile.json"
SECOND = "profiles/small-2/profile.json"
CROSSWALK = "mapping-collections/small/mapping-collection.json"
RESULTS = "assessment-results/small/assessment-results.json"


def uuid(number):
    return f"00000000-0000-4000-8000-{number:012d}"


def metadata(title):
    return {"title": title, "last-modified": "2026-01-31T00:00:00Z", "version": "1.0.0", "oscal-version": "1.2.1"}


def control(name, title):
    translation = {
        "name": "statement",
        "class": "translation",
        "prose": "Quelque chose.",
        "props": [{"name": "lang", "ns": OURS, "value": "fr"}],
    }
    return {
        "id": name,
        "title": title,
        "parts": [{"id": f"{name}_smt", "name": "statement", "prose": "Something.", "parts": [translation]}],
    }


SET = {
    CATALOG: {
        "catalog": {
            "uuid": uuid(1),
            "metadata": metadata("Small framework"),
            "groups": [
                {"id": "g1", "title": "First", "controls": [control("c-1", "One"), control("c-2", "Two")]},
                {
                    "id": "g2",
                    "title": "Second",
                    "controls": [{**control("c-3", "Three"), "links": [{"href": "#" + uuid(2), "rel": "reference"}]}],
                },
            ],
            "back-matter": {"resources": [{"uuid": uuid(2), "title": "A source"}]},
        }
    },
    SYSTEM: {
        "catalog": {
            "uuid": uuid(10),
            "metadata": metadata("Other system"),
            "controls": [{"id": "o-1", "title": "Other one"}, {"id": "o-2", "title": "Other two"}],
        }
    },
    FIRST: {
        "profile": {
            "uuid": uuid(20),
            "metadata": metadata("First level"),
            "imports": [{"href": "../../catalogs/small/catalog.json", "include-controls": [{"with-ids": ["c-1"]}]}],
            "merge": {"as-is": True},
        }
    },
    SECOND: {
        "profile": {
            "uuid": uuid(21),
            "metadata": metadata("Second level"),
            "imports": [
                {"href": "../small-1/profile.json", "include-all": {}},
                {"href": "../../catalogs/small/catalog.json", "include-controls": [{"with-ids": ["c-2", "c-3"]}]},
            ],
            "merge": {"as-is": True},
        }
    },
    CROSSWALK: {
        "mapping-collection": {
            "uuid": uuid(30),
            "metadata": metadata("Crosswalk"),
            "provenance": {
                "method": "human",
                "matching-rationale": "semantic",
                "status": "draft",
                "mapping-description": "By hand.",
            },
            "mappings": [
                {
                    "uuid": uuid(31),
                    "source-resource": {"type": "catalog", "href": "../../catalogs/small/catalog.json"},
                    "target-resource": {"type": "catalog", "href": "../../catalogs/other/catalog.json"},
                    "maps": [
                        {
                            "uuid": uuid(32),
                            "relationship": "subset-of",
                            "sources": [{"type": "control", "id-ref": "c-1"}],
                            "targets": [{"type": "control", "id-ref": "o-1"}],
                        }
                    ],
                    "source-gap-summary": {"uuid": uuid(33), "unmapped-controls": [{"with-ids": ["c-2", "c-3"]}]},
                    "target-gap-summary": {"uuid": uuid(34), "unmapped-controls": [{"with-ids": ["o-2"]}]},
                }
            ],
        }
    },
    RESULTS: {
        "assessment-results": {
            "uuid": uuid(40),
            "metadata": metadata("Results"),
            "import-ap": {"href": "#" + uuid(45)},
            "back-matter": {"resources": [{"uuid": uuid(45), "title": "The plan, kept elsewhere"}]},
            "results": [
                {
                    "uuid": uuid(41),
                    "title": "Visit",
                    "description": "A visit.",
                    "start": "2026-01-15T00:00:00Z",
                    "reviewed-controls": {"control-selections": [{"include-all": {}}]},
                    "observations": [
                        {
                            "uuid": uuid(42),
                            "description": "Seen.",
                            "methods": ["EXAMINE"],
                            "collected": "2026-01-15T00:00:00Z",
                        }
                    ],
                    "findings": [
                        {
                            "uuid": uuid(43),
                            "title": "Met",
                            "description": "Met.",
                            "target": {
                                "type": "statement-id",
                                "target-id": "c-1_smt",
                                "status": {"state": "satisfied"},
                            },
                            "related-observations": [{"observation-uuid": uuid(42)}],
                        }
                    ],
                }
            ],
        }
    },
}


def clean_set():
    return copy.deepcopy(SET)


def as_files(documents):
    return {name: json.dumps(content).encode() for name, content in documents.items()}


def at(documents, name, pointer):
    """The container and the last key of a JSON pointer."""
    *way, last = pointer.strip("/").split("/")
    place = documents[name]
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    return place, int(last) if isinstance(place, list) else last


def put(documents, name, pointer, value):
    place, last = at(documents, name, pointer)
    place[last] = value


def drop(documents, name, pointer):
    place, last = at(documents, name, pointer)
    del place[last]
