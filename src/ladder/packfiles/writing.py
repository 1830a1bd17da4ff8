"""Writes a pack as the files of a folder, so that reading them gives back an equal pack."""

from pathlib import Path
from typing import Any

import yaml

from ladder.packfiles.document import LISTS, SCALARS, as_document
from ladder.packfiles.folder import ABOUT
from ladder.packfiles.model import Pack

WIDTH = 120
CROSSWALKS = ("sources", "bases", "systems", "mappings")
# Lists whose entries are short enough to stand on one line each.
ONE_LINE = {
    "levels",
    "principles",
    "gates",
    "evidence_kinds",
    "evidence_methods",
    "cost_classes",
    "conditions",
    "empty_cells",
    "faq",
    "bases",
    "items",
    "mappings",
}
HEADINGS = {
    "pack": "Identity, licence, languages and measures. The words stand in locale/.",
    "requirements": "What is asked, without its words: id, place on the ladder, gate, evidence, cost.",
    "crosswalks": "Other systems, what is known of their parts, and how requirements relate to them.",
    "migration": "What became of the requirements of the version before; what is not named is judged by its content.",
}


class Short(dict[str, Any]):
    """A dictionary that is written on one line."""


class Words(list[Any]):
    """A list that is written on one line."""


Dumper: Any = type("Dumper", (getattr(yaml, "CSafeDumper", yaml.SafeDumper),), {})
MAP, SEQUENCE = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"
Dumper.add_representer(Short, lambda dumper, value: dumper.represent_mapping(MAP, value.items(), flow_style=True))
Dumper.add_representer(Words, lambda dumper, value: dumper.represent_sequence(SEQUENCE, value, flow_style=True))


def write_pack(pack: Pack, folder: Path | str) -> None:
    """Write every file of the pack into a folder, which is made if need be. Nothing else in it is touched."""
    target = Path(folder)
    (target / "locale").mkdir(parents=True, exist_ok=True)
    for name, text in pack_files(pack).items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")


def pack_files(pack: Pack) -> dict[str, str]:
    """Text of each file by its name inside the folder."""
    files = {ABOUT: f"{pack.about}\n"}
    for part, content in file_parts(as_document(pack)).items():
        words = f"The words of this pack in the language {part.removeprefix('locale/')}."
        files[f"{part}.yaml"] = dump(content, HEADINGS.get(part, words))
    return files


def file_parts(document: dict[str, Any]) -> dict[str, Any]:
    """What each YAML file says, by its name without the ending."""
    parts: dict[str, Any] = {
        "pack": pack_part(document),
        "requirements": tidy("requirements", document["requirements"]),
        "crosswalks": {name: tidy(name, document[name]) for name in CROSSWALKS},
    }
    if document["migration"]:
        parts["migration"] = migration_part(document["migration"])
    return parts | {f"locale/{language}": texts for language, texts in document["texts"].items()}


def pack_part(document: dict[str, Any]) -> dict[str, Any]:
    """What stands in pack.yaml."""
    part = {name: document[name] for name in SCALARS if document[name] is not None}
    part["languages"] = Words(document["languages"])
    part["licence"] = without_defaults(document["licence"])
    part["thresholds"] = document["thresholds"]
    other = [name for name in LISTS if name not in CROSSWALKS and name != "requirements"]
    return part | {name: tidy(name, document[name]) for name in other}


def migration_part(migration: dict[str, Any]) -> dict[str, Any]:
    """What stands in migration.yaml."""
    return {"from_version": migration["from_version"], "steps": tidy("steps", migration["steps"])}


def tidy(name: str, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Entries without what is left to its default, short ones on one line each."""
    made = []
    for entry in entries:
        kept = without_defaults(entry)
        for key, value in kept.items():
            if isinstance(value, list):
                kept[key] = tidy(key, value) if key == "items" else Words(value)
        made.append(Short(kept) if name in ONE_LINE else kept)
    return made


def without_defaults(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry without empty optional values."""
    return {key: value for key, value in entry.items() if value not in (None, "", []) and value is not False}


def dump(content: Any, heading: str) -> str:
    """YAML with a heading comment."""
    text = yaml.dump(content, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False)
    return f"# {heading}\n{text}"
