"""Values that know where they stand, so that a fault found late can still name its line or cell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ladder.packfiles.faults import Place

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Node:
    """A scalar, a list of nodes or a dictionary of nodes, with its place."""

    value: Any
    place: Place

    def plain(self) -> Any:
        """The value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def get(self, key: str) -> "Node | None":
        """The node under a key, if this is a dictionary that has it."""
        found = self.value.get(key) if isinstance(self.value, dict) else None
        return found if isinstance(found, Node) else None

    def entries(self, key: str) -> list["Node"]:
        """The dictionaries in the list under a key; things of another shape are faults found elsewhere."""
        found = self.get(key)
        items = found.value if found and isinstance(found.value, list) else []
        return [item for item in items if isinstance(item.value, dict)]

    def word(self, key: str) -> str:
        """The scalar under a key as a word, or the empty string."""
        found = self.get(key)
        return "" if found is None or isinstance(found.value, dict | list | None) else str(found.value)

    def words(self, key: str) -> Iterator[tuple[str, "Node"]]:
        """The scalars in the list under a key."""
        found = self.get(key)
        for item in found.value if found and isinstance(found.value, list) else []:
            if not isinstance(item.value, dict | list | None):
                yield str(item.value), item

    def at(self, path: Iterable[str | int]) -> "Node":
        """The node at a path, or the deepest one above it that exists."""
        node = self
        for step in path:
            below = node.below(step)
            if below is None:
                break
            node = below
        return node

    def below(self, step: str | int) -> "Node | None":
        """The node under a key or at an index, if there is one."""
        if isinstance(step, str):
            return self.get(step)
        return self.value[step] if isinstance(self.value, list) and step < len(self.value) else None

    def place_of(self, key: str) -> Place:
        """Where the value of a key stands, or else where the dictionary does."""
        return (self.get(key) or self).place


def path_text(path: Iterable[str | int]) -> str:
    """A path as people write it: `requirements[3].level`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text
