"""Shape, ids and uuids: each thing has its place, a well-formed name, and no other thing has the same."""

from collections.abc import Iterator
from typing import Any

from ladder.packfiles.oscal.collection import Collection
from ladder.packfiles.oscal.documents import Document, Node, OscalFault, body_of, escape, walk
from ladder.packfiles.oscal.vocabulary import CATALOG, is_token, is_uuid

# Keys whose value is read as a list of objects, or as one object; anything else there would escape the other checks.
OBJECT_LISTS = frozenset(
    {
        "groups",
        "controls",
        "parts",
        "props",
        "links",
        "imports",
        "include-controls",
        "exclude-controls",
        "maps",
        "sources",
        "results",
        "observations",
        "findings",
        "related-observations",
        "resources",
        "rlinks",
        "parties",
        "unmapped-controls",
        "qualifiers",
        "responsible-parties",
        "control-selections",
    }
)
OBJECTS = frozenset(
    {
        "metadata",
        "back-matter",
        "source-resource",
        "target-resource",
        "source-gap-summary",
        "target-gap-summary",
        "provenance",
        "reviewed-controls",
    }
)
NAMED = {"groups": "group", "controls": "control", "parts": "part"}


def find_shape_faults(collection: Collection) -> Iterator[OscalFault]:
    """Values of a shape that hides what they hold from the other checks."""
    for document in collection.documents.values():
        for node in walk(body_of(document)):
            for key, value in node.value.items():
                if not has_shape(key, value):
                    shape = "a list of objects" if key in OBJECT_LISTS else "an object"
                    yield OscalFault(
                        document.name, f"{node.pointer}/{escape(key)}", "wrong-shape", f"“{key}” must be {shape}."
                    )


def has_shape(key: str, value: Any) -> bool:
    """Whether a value has the shape that its key asks for."""
    if key in OBJECT_LISTS:
        return isinstance(value, list) and all(isinstance(item, dict) for item in value)
    return key not in OBJECTS or isinstance(value, dict)


def find_id_faults(collection: Collection) -> Iterator[OscalFault]:
    """Ids of groups, controls and parts that are no tokens, are missing, or stand twice in one catalog."""
    for document in collection.of_kind(CATALOG):
        seen: dict[str, str] = {}
        for node in walk(body_of(document)):
            for key, word in NAMED.items():
                for item in node.objects(key):
                    yield from judge_id(document, item, word, seen)
            yield from find_name_faults(document, node)


def judge_id(document: Document, item: Node, word: str, seen: dict[str, str]) -> Iterator[OscalFault]:
    """Faults of one item's id; remembers it in `seen`."""
    if "id" not in item.value:
        if word == "control":
            yield OscalFault(document.name, item.pointer, "missing-id", "The control has no id.")
        return
    value = item.value["id"]
    pointer = f"{item.pointer}/id"
    if not is_token(value):
        yield OscalFault(document.name, pointer, "bad-token", f"The {word} id “{value}” is not an OSCAL token.")
    elif value in seen:
        yield OscalFault(
            document.name, pointer, f"duplicate-{word}-id", f"The {word} id “{value}” already stands at {seen[value]}."
        )
    else:
        seen[value] = pointer


def find_name_faults(document: Document, node: Node) -> Iterator[OscalFault]:
    """Names of properties and parts that are no tokens."""
    for key in ("props", "parts"):
        for item in node.objects(key):
            if not is_token(item.value.get("name")):
                yield OscalFault(
                    document.name,
                    f"{item.pointer}/name",
                    "bad-token",
                    f"The name “{item.value.get('name')}” is not an OSCAL token.",
                )


def find_uuid_faults(collection: Collection) -> Iterator[OscalFault]:
    """Uuids that are malformed or stand for two things anywhere in the set."""
    seen: dict[str, str] = {}
    for name in sorted(collection.documents):
        for node in walk(body_of(collection.documents[name])):
            if "uuid" not in node.value:
                continue
            value, pointer = node.value["uuid"], f"{node.pointer}/uuid"
            if not is_uuid(value):
                yield OscalFault(name, pointer, "bad-uuid", f"“{value}” is not a uuid of version 4 or 5.")
            elif value.lower() in seen:
                yield OscalFault(
                    name, pointer, "duplicate-uuid", f"The uuid {value} already stands at {seen[value.lower()]}."
                )
            else:
                seen[value.lower()] = f"{name}#{pointer}"
