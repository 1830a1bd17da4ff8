"""What OSCAL has no place for, carried along as one attached JSON file, so that a pack comes back whole."""

import base64
import binascii
import json
from typing import Any

from ladder.core.canonical import write_canonically
from ladder.packfiles.document import as_document
from ladder.packfiles.oscal.building import Export, Raw, our_prop
from ladder.packfiles.oscal.wording import WORDINGS

CARGO = "pack-cargo"


def cargo_of(export: Export) -> Raw:
    """The pack's document without what catalog, stub catalogs and mappings say themselves."""
    document = as_document(export.pack)
    said = {"requirements", "principles", "mappings", "texts", "systems"}
    cargo: Raw = {name: value for name, value in document.items() if name not in said}
    cargo["systems"] = [{**system, "items": []} for system in document["systems"]]
    cargo["texts"] = {language: unsaid_texts(export, sections) for language, sections in document["texts"].items()}
    return cargo


def unsaid_texts(export: Export, sections: Raw) -> Raw:
    """Texts of one language that no part holds: other sections, other fields, and keys of nothing in the pack."""
    pack = export.pack
    known = {
        "requirements": {one.id for one in pack.requirements},
        "principles": {one.key for one in pack.principles},
        "items": {f"{system.key}/{item.key}" for system in pack.systems for item in system.items},
    }
    left: Raw = {}
    for section, keys in sections.items():
        fields = {wording.field for wording in WORDINGS.get(section, ())}
        for key, words in keys.items():
            rest = {field: text for field, text in words.items() if field not in fields or key not in known[section]}
            if rest:
                left.setdefault(section, {})[key] = rest
    return left


def cargo_resource(export: Export) -> Raw:
    """The back-matter resource that holds the cargo."""
    value = base64.b64encode(write_canonically(cargo_of(export))).decode("ascii")
    return {
        "uuid": export.uuid(CARGO),
        "title": "Rules of the pack",
        "description": "What OSCAL has no place for: thresholds, definitions in all languages, questions and answers, "
        "sources, grounds of mappings, the way from earlier versions. Readers of OSCAL may ignore it.",
        "props": [our_prop("resource", CARGO)],
        "base64": {"filename": f"{CARGO}.json", "media-type": "application/json", "value": value},
    }


def read_cargo(value: str) -> Raw | None:
    """The cargo of a base64 value, or None where it is none."""
    try:
        content: Any = json.loads(base64.b64decode(value, validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
    return content if isinstance(content, dict) else None
