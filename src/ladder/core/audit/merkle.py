"""The Merkle tree of RFC 6962 section 2.1 (the same as RFC 9162 section 2.1) over leaf hashes.

Hashes are 32 bytes. `Frontier` grows a tree with O(log n) memory; proofs are made from all leaf hashes and checked by
`verify_inclusion` and `verify_consistency` from nothing but hashes.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NODE_PREFIX = b"\x01"
EMPTY_ROOT = hashlib.sha256(b"").digest()
METHOD = {"name": "merkle-tree-rfc6962-sha256", "version": "1"}


def hash_children(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(NODE_PREFIX + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree as its size and the roots of its complete subtrees, the largest first: one a set bit of the size."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def append(self, leaves: Iterable[bytes]) -> "Frontier":
        """The tree with more leaf hashes at its end."""
        size, peaks = self.size, list(self.peaks)
        for leaf in leaves:
            node = leaf
            for _ in range(count_trailing_ones(size)):
                node = hash_children(peaks.pop(), node)
            peaks.append(node)
            size += 1
        return Frontier(size, tuple(peaks))

    def root(self) -> bytes:
        """The tree's root; SHA-256 of nothing for the empty tree."""
        if not self.peaks:
            return EMPTY_ROOT
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = hash_children(peak, node)
        return node

    def is_sound(self) -> bool:
        """Whether the number of peaks fits the size."""
        return self.size >= 0 and len(self.peaks) == self.size.bit_count()


def count_trailing_ones(number: int) -> int:
    """How many one-bits stand at the end: the subtrees that the next leaf completes."""
    return (~number & (number + 1)).bit_length() - 1


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes."""
    return Frontier().append(leaves).root()


def split_size(size: int) -> int:
    """The largest power of two below a size of at least 2."""
    return 1 << ((size - 1).bit_length() - 1)


def prove_inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of the leaf at an index, from the leaf upwards (RFC 6962 section 2.1.1).

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return []
    split = split_size(len(leaves))
    if index < split:
        return [*prove_inclusion(leaves[:split], index), root_of(leaves[split:])]
    return [*prove_inclusion(leaves[split:], index - split), root_of(leaves[:split])]


def prove_consistency(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """The proof that the tree over the first `earlier` leaves is a prefix of this one (RFC 6962 section 2.1.2).

    Raises:
        IndexError: `earlier` is below 1 or above the number of leaves.
    """
    if not 1 <= earlier <= len(leaves):
        raise IndexError(earlier)
    return _prove_part(leaves, earlier, is_whole=True)


def _prove_part(leaves: Sequence[bytes], earlier: int, *, is_whole: bool) -> list[bytes]:
    if earlier == len(leaves):
        return [] if is_whole else [root_of(leaves)]
    split = split_size(len(leaves))
    if earlier <= split:
        return [*_prove_part(leaves[:split], earlier, is_whole=is_whole), root_of(leaves[split:])]
    return [*_prove_part(leaves[split:], earlier - split, is_whole=False), root_of(leaves[:split])]


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether a leaf hash stands at an index of the tree with this size and root (RFC 9162 section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, node = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = hash_children(step, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = hash_children(node, step)
        place, last = place >> 1, last >> 1
    return last == 0 and node == root


def verify_consistency(earlier: int, later: int, earlier_root: bytes, later_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the smaller tree is a prefix of the larger (RFC 9162 section 2.1.4.2)."""
    if not 0 < earlier <= later:
        return False
    if earlier == later:
        return not path and earlier_root == later_root
    steps = [earlier_root, *path] if earlier & (earlier - 1) == 0 else list(path)
    if not steps:
        return False
    place, last = earlier - 1, later - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    return climb(place, last, steps) == (earlier_root, later_root)


def climb(place: int, last: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The two roots that a consistency path leads to; None where the path is too long or too short."""
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            first, second = hash_children(step, first), hash_children(step, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = hash_children(second, step)
        place, last = place >> 1, last >> 1
    return (first, second) if last == 0 else None
