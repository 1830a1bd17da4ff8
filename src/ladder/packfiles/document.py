"""A pack as one JSON document and back, in canonical order, and the hashes that follow from it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from ladder.core.canonical import digest_of
from ladder.packfiles.model import (
    SOURCE,
    Basis,
    Cell,
    Condition,
    CostClass,
    EvidenceKind,
    EvidenceMethod,
    Gate,
    Item,
    Level,
    Licence,
    Migration,
    Pack,
    Principle,
    Question,
    Requirement,
    Source,
    Step,
    System,
    Text,
    TextKey,
    Thresholds,
)
from ladder.packfiles.model import Mapping as Relation
from ladder.packfiles.sections import SECTIONS

Raw = dict[str, Any]
R = TypeVar("R")

# Each list of the document: the record of its entries, and the fields that name an entry and set its order.
LISTS: dict[str, tuple[type, tuple[str, ...]]] = {
    "levels": (Level, ("rank",)),
    "principles": (Principle, ("number",)),
    "gates": (Gate, ("key",)),
    "evidence_kinds": (EvidenceKind, ("key",)),
    "evidence_methods": (EvidenceMethod, ("key",)),
    "cost_classes": (CostClass, ("over", "up_to", "key")),
    "conditions": (Condition, ("key",)),
    "empty_cells": (Cell, ("principle", "level")),
    "faq": (Question, ("number",)),
    "requirements": (Requirement, ("id",)),
    "sources": (Source, ("key",)),
    "bases": (Basis, ("key",)),
    "systems": (System, ("key",)),
    "mappings": (Relation, ("requirement", "system", "item")),
}
SCALARS = ("key", "urn", "version", "status", "illustrative", "provider", "authoritative_language", "effective_from")


def as_document(pack: Pack) -> Raw:
    """The whole pack as plain JSON values; `from_document` gives back an equal pack."""
    document: Raw = {name: getattr(pack, name) for name in SCALARS}
    document |= {name: [as_entry(record) for record in getattr(pack, name)] for name in LISTS}
    document["languages"] = list(pack.languages)
    document["licence"] = as_entry(pack.licence)
    document["thresholds"] = as_entry(pack.thresholds)
    document["migration"] = as_entry(pack.migration) if pack.migration else None
    document["about"] = pack.about
    document["texts"] = {language: nest_texts(texts) for language, texts in sorted(pack.texts.items())}
    return document


def as_entry(record: Any) -> Raw:
    """A record as a dictionary with every field."""
    return {name: as_value(getattr(record, name)) for name, _ in fields_of(type(record))}


def as_value(value: Any) -> Any:
    """A field's value as plain JSON."""
    if isinstance(value, tuple):
        return [as_value(part) for part in value]
    return as_entry(value) if hasattr(value, "__dataclass_fields__") else value


def nest_texts(texts: Mapping[TextKey, Text]) -> Raw:
    """Texts of one language as section, key, field."""
    nested: Raw = {}
    for place in sorted(texts):
        text = texts[place]
        words = text.text if text.state == SOURCE else {"text": text.text, "state": text.state, "of": text.of}
        nested.setdefault(place.section, {}).setdefault(place.key, {})[place.field] = words
    return nested


def from_document(document: Mapping[str, Any]) -> Pack:
    """The pack of a document that was checked before. Optional fields may be left out."""
    values: Raw = {name: document.get(name) for name in SCALARS}
    for name, (record, order) in LISTS.items():
        values[name] = records(record, document.get(name) or [], order)
    values["languages"] = tuple(sorted(set(document["languages"])))
    values["licence"] = as_record(Licence, document["licence"])
    values["thresholds"] = as_record(Thresholds, document["thresholds"])
    values["migration"] = as_migration(document.get("migration"))
    values["about"] = "\n".join((document.get("about") or "").splitlines()).strip()
    texts = document["texts"]
    values["texts"] = {language: flatten_texts(texts.get(language) or {}) for language in values["languages"]}
    return Pack(**values)


def records(record: type[R], entries: Iterable[Mapping[str, Any]], order: tuple[str, ...]) -> tuple[R, ...]:
    """Entries as records, sorted so that the order in a file does not matter."""
    made = (as_record(record, entry) for entry in entries)
    return tuple(sorted(made, key=lambda one: [natural(getattr(one, name)) for name in order]))


def as_record(record: type[R], entry: Mapping[str, Any]) -> R:
    """One entry as a record; what is left out or null takes the field's default."""
    values = {}
    for name, has_default in fields_of(record):
        value = entry.get(name)
        if value is not None or not has_default:
            values[name] = tuple(sorted(value)) if isinstance(value, list) and name != "items" else value
    if record is System:
        values["items"] = records(Item, entry.get("items") or [], ("key",))
    return record(**values)


def as_migration(entry: Mapping[str, Any] | None) -> Migration | None:
    """The migration of a document, if it has one."""
    if not entry:
        return None
    return Migration(entry["from_version"], records(Step, entry.get("steps") or [], ("key",)))


def flatten_texts(nested: Mapping[str, Any]) -> dict[TextKey, Text]:
    """Texts of one language by their place."""
    return {
        TextKey(section, key, field): Text(words) if isinstance(words, str) else Text(**words)
        for section, keys in sorted(nested.items())
        for key, texts in sorted((keys or {}).items())
        for field, words in sorted((texts or {}).items())
    }


def fields_of(record: type) -> tuple[tuple[str, bool], ...]:
    """Names of a record's fields, each with whether it has a default."""
    return tuple((field.name, field.default is not MISSING) for field in fields(record))


def natural(value: Any) -> list[Any]:
    """Sort key under which `P2` stands before `P10`; numbers sort as numbers."""
    parts = re.split(r"(\d+)", str(value))
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts if part]


def content_hash(pack: Pack) -> str:
    """SHA-256 of the resolved content: the same for every order of entries and keys, and every formatting."""
    return digest_of(as_document(pack))


def requirement_hash(pack: Pack, requirement_id: str) -> str:
    """SHA-256 of what a requirement asks: fields, kind of evidence and authoritative words, without translations."""
    requirement = pack.requirement_by_id[requirement_id]
    fields_of_words = SECTIONS["requirements"].fields
    words = {field: pack.source_text("requirements", requirement_id, field) for field in fields_of_words}
    kind = pack.evidence_kind_by_key[requirement.evidence_kind]
    return digest_of({"requirement": as_entry(requirement), "kind": as_entry(kind), "texts": words})
