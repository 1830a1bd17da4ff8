"""Checks crosswalks: systems, items, sources and relations that lead somewhere, and honest lists."""

from collections.abc import Iterator

from ladder.packfiles.faults import Fault
from ladder.packfiles.folder import Draft
from ladder.packfiles.nodes import Node
from ladder.packfiles.references import Names, duplicates, unknown
from ladder.packfiles.sections import item_key

REFERENCES = (
    ("requirement", "requirements", "requirement"),
    ("system", "systems", "system"),
    ("basis", "bases", "basis"),
    ("source", "sources", "source"),
)


def check_crosswalks(draft: Draft, names: Names) -> Iterator[Fault]:
    """Every fault of meaning in the crosswalks."""
    part = draft.parts.get("crosswalks")
    if part is None:
        return
    for name in ("sources", "bases", "systems"):
        yield from duplicates(part.entries(name), ("key",), name)
    yield from duplicates(part.entries("mappings"), ("requirement", "system", "item"), "mappings")
    for index, system in enumerate(part.entries("systems")):
        yield from check_system(system, names, f"systems[{index}]")
    for index, mapping in enumerate(part.entries("mappings")):
        yield from check_mapping(mapping, names, f"mappings[{index}]")


def check_system(system: Node, names: Names, path: str) -> Iterator[Fault]:
    """A system says plainly how far its items are established."""
    items = system.entries("items")
    yield from duplicates(items, ("key",), f"{path}.items")
    for index, item in enumerate(items):
        yield from unknown(item, "source", names.get("sources"), "source", f"{path}.items[{index}]")
    established = system.word("established")
    values = (("value", system.word("key")),)
    if established == "none" and items:
        yield Fault(system.place_of("established"), "meaning.nothing_established", f"{path}.established", values)
    if established in {"partial", "complete"} and not items:
        yield Fault(system.place_of("established"), "meaning.items_missing", f"{path}.established", values)


def check_mapping(mapping: Node, names: Names, path: str) -> Iterator[Fault]:
    """A relation joins a requirement and an item that exist."""
    for field, target, what in REFERENCES:
        yield from unknown(mapping, field, names.get(target), what, path)
    system, item = mapping.word("system"), mapping.word("item")
    if not item or system not in names["systems"]:
        return
    if item_key(system, item) not in names["items"]:
        prefix = item_key(system, "")
        known = sorted(name.removeprefix(prefix) for name in names["items"] if name.startswith(prefix))
        values = (("what", f"item of {system}"), ("value", item), ("known", ", ".join(known) or "(none yet)"))
        yield Fault(mapping.place_of("item"), "meaning.unknown", f"{path}.item", values)
