"""Checks a whole log: every leaf recomputed from its act, every recorded head recomputed from the leaves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ladder.core.audit.leaf import Act, hash_of
from ladder.core.audit.merkle import METHOD, Frontier


@dataclass(frozen=True, slots=True)
class RecordedLeaf:
    """An entry of the log at its place in the tree; `position` is None while the tree has not taken it in."""

    number: int
    position: int | None
    act: Act
    leaf_hash: str


@dataclass(frozen=True, slots=True)
class RecordedHead:
    """A head as it was stored."""

    size: int
    root_hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. `faults` are sentences' keys with the number they concern, in order."""

    entries: int
    waiting: int
    heads: int
    root_hash: str
    faults: tuple[tuple[str, int], ...]
    method: Mapping[str, str]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify_leaf(leaf: RecordedLeaf) -> bool:
    """Whether the stored hash is that of the stored act."""
    try:
        return hash_of(leaf.act) == leaf.leaf_hash
    except ValueError:
        return False


def verify_log(
    leaves: Iterable[RecordedLeaf], waiting: Iterable[RecordedLeaf], heads: Iterable[RecordedHead]
) -> Verdict:
    """Recompute everything.

    Args:
        leaves: entries that the tree has taken in, by position.
        waiting: entries that it has not.
        heads: all stored heads, by size.
    """
    faults: list[tuple[str, int]] = []
    pending = sorted(heads, key=lambda head: head.size)
    checked, count, tree = 0, 0, Frontier()
    for leaf in leaves:
        count += 1
        if leaf.position != tree.size:
            faults.append(("position_missing", tree.size))
        if not verify_leaf(leaf):
            faults.append(("entry_changed", leaf.number))
        tree = tree.append([read_hash(leaf.leaf_hash)])
        while checked < len(pending) and pending[checked].size <= tree.size:
            if pending[checked] != RecordedHead(tree.size, tree.root().hex()):
                faults.append(("head_differs", pending[checked].size))
            checked += 1
    faults += [("head_beyond_log", head.size) for head in pending[checked:]]
    late = list(waiting)
    faults += [("entry_changed", leaf.number) for leaf in late if not verify_leaf(leaf)]
    return Verdict(count + len(late), len(late), len(pending), tree.root().hex(), tuple(faults), METHOD)


def read_hash(text: str) -> bytes:
    """The bytes of a stored hash; what is no hash at all becomes a hash that fits nothing."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
