"""Lays a pack that states only its changes over the pack it builds on."""

from ladder.packfiles.nodes import Node

IDENTITIES = (("id",), ("requirement", "system", "item"), ("key",), ("principle", "level"))


def lay_over(base: dict[str, Node], top: dict[str, Node]) -> dict[str, Node]:
    """The parts of the base with the changes of the top; the migration of the base is not inherited."""
    parts = {name: node for name, node in base.items() if name != "migration"}
    for name, node in top.items():
        parts[name] = merge(parts[name], node) if name in parts else node
    drop_dependents(parts, removed_ids(top.get("requirements")))
    return parts


def merge(base: Node, top: Node) -> Node:
    """Dictionaries merge by key, lists of named entries by name; anything else is replaced. Null removes a key."""
    if isinstance(base.value, dict) and isinstance(top.value, dict):
        merged = dict(base.value)
        for key, node in top.value.items():
            if node.value is None:
                merged.pop(key, None)
            else:
                merged[key] = merge(merged[key], node) if key in merged else node
        return Node(merged, top.place)
    if is_named(base) and is_named(top):
        return Node(merge_entries(base.value, top.value), top.place)
    return top


def merge_entries(base: list[Node], top: list[Node]) -> list[Node]:
    """Entries of the base, changed, removed (`remove: true`) or followed by those of the top."""
    merged: dict[object, Node] = {identity(entry) or index: entry for index, entry in enumerate(base)}
    seen: set[object] = set()
    for index, entry in enumerate(top):
        name = identity(entry)
        if name is None or name in seen:
            merged["again", index] = entry
        elif is_removed(entry):
            # Removing what is not there stays in the list, so that the check names it.
            if merged.pop(name, None) is None:
                merged[name] = entry
        else:
            merged[name] = merge(merged[name], entry) if name in merged else entry
        seen.add(name)
    return list(merged.values())


def is_named(node: Node) -> bool:
    """Whether a node is a list whose entries carry names."""
    return isinstance(node.value, list) and all(identity(entry) is not None for entry in node.value)


def identity(entry: Node) -> tuple[object, ...] | None:
    """What names an entry of a list."""
    for names in IDENTITIES:
        if all(entry.get(name) is not None for name in names):
            return tuple(str(entry.at((name,)).value) for name in names)
    return None


def is_removed(entry: Node) -> bool:
    """Whether an entry says that it is taken away."""
    mark = entry.get("remove")
    return mark is not None and mark.value is True


def removed_ids(requirements: Node | None) -> set[str]:
    """Ids of the requirements that the top takes away."""
    entries = requirements.value if requirements and isinstance(requirements.value, list) else []
    return {entry.word("id") for entry in entries if is_removed(entry)}


def drop_dependents(parts: dict[str, Node], gone: set[str]) -> None:
    """Take the words and relations of removed requirements away too."""
    crosswalks = parts.get("crosswalks")
    mappings = crosswalks.get("mappings") if crosswalks else None
    if mappings and isinstance(mappings.value, list):
        mappings.value = [entry for entry in mappings.value if entry.word("requirement") not in gone]
    for name, part in parts.items():
        words = part.get("requirements") if name.startswith("locale/") else None
        if words and isinstance(words.value, dict):
            words.value = {key: node for key, node in words.value.items() if key not in gone}
