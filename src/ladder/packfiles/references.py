"""The names that a draft defines, and references that lead nowhere."""

from collections.abc import Iterable, Iterator

from ladder.packfiles.faults import Fault
from ladder.packfiles.folder import Draft
from ladder.packfiles.nodes import Node
from ladder.packfiles.sections import STATES, item_key

# Names by what they name; a list that could not be read is absent, so that nothing is judged by it.
Names = dict[str, set[str]]

MOST_SHOWN = 12
PACK_NAMES = {
    "levels": "rank",
    "principles": "number",
    "gates": "key",
    "evidence_kinds": "key",
    "evidence_methods": "key",
    "cost_classes": "key",
    "conditions": "key",
}


def names_of(draft: Draft) -> Names:
    """Every name that the readable parts define."""
    names: Names = {}
    pack, crosswalks = draft.parts.get("pack"), draft.parts.get("crosswalks")
    requirements = draft.parts.get("requirements")
    if pack is not None and pack.get("base") is None:
        names |= {name: {entry.word(key) for entry in pack.entries(name)} for name, key in PACK_NAMES.items()}
        names["languages"] = {word for word, _ in pack.words("languages")}
    if requirements is not None:
        holder = Node({"list": requirements}, requirements.place)
        names["requirements"] = {entry.word("id") for entry in holder.entries("list")}
    if crosswalks is not None:
        names["sources"] = {entry.word("key") for entry in crosswalks.entries("sources")}
        names["bases"] = {entry.word("key") for entry in crosswalks.entries("bases")}
        names["systems"] = {entry.word("key") for entry in crosswalks.entries("systems")}
        names["items"] = {
            item_key(system.word("key"), item.word("key"))
            for system in crosswalks.entries("systems")
            for item in system.entries("items")
        }
    return names


def keys_with_words(draft: Draft, names: Names) -> Names:
    """For each section of texts the keys that must have words; sections of unreadable parts are absent."""
    keys: Names = {"framework": {"framework"}, "states": set(STATES)}
    pack, migration = draft.parts.get("pack"), draft.parts.get("migration")
    if pack is not None and pack.get("base") is None:
        for name in (*PACK_NAMES, "faq"):
            keys[name] = {entry.word("key") for entry in pack.entries(name)}
    if "migration" not in draft.broken:
        keys["migration"] = {step.word("key") for step in migration.entries("steps")} if migration else set()
    return keys | {name: names[name] for name in ("requirements", "systems", "items", "bases") if name in names}


def duplicates(entries: Iterable[Node], fields: tuple[str, ...], path: str) -> Iterator[Fault]:
    """Entries that carry the name of an earlier one."""
    seen: dict[tuple[str, ...], Node] = {}
    for index, entry in enumerate(entries):
        name = tuple(entry.word(field) for field in fields)
        if not all(name):
            continue
        first = seen.setdefault(name, entry)
        if first is not entry:
            what = " and ".join(fields)
            values = (("what", what), ("value", ", ".join(name)), ("first", str(first.place)))
            yield Fault(entry.place_of(fields[0]), "meaning.duplicate", f"{path}[{index}]", values)


def unknown(entry: Node, field: str, known: set[str] | None, what: str, path: str) -> Iterator[Fault]:
    """References in a field, one word or a list of words, that nothing carries the name of."""
    found = entry.get(field)
    if known is None or found is None:
        return
    if isinstance(found.value, list):
        used = list(entry.words(field))
    else:
        used = [(entry.word(field), found)] if entry.word(field) else []
    for word, node in used:
        if word not in known:
            values = (("what", what), ("value", word), ("known", shorten(known)))
            yield Fault(node.place, "meaning.unknown", f"{path}.{field}", values)


def shorten(known: set[str]) -> str:
    """The first names of a set, for a sentence."""
    names = sorted(known)
    shown = ", ".join(names[:MOST_SHOWN]) or "(none yet)"
    return f"{shown} …" if len(names) > MOST_SHOWN else shown
