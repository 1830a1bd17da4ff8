"""Which requirements to ask somebody about next: those on which their own group was heard least.

Method page: docs/methods/routing.md.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence

MOST_A_SITTING = 12


def order_items(items: Sequence[str], heard: Mapping[str, int], seed: bytes) -> tuple[str, ...]:
    """All items, the one that the participant's group was heard least on first.

    Args:
        items: keys of the items the round asks about.
        heard: how many positions of the participant's group each item has; an item that is not named has none.
        seed: of the participant: ties fall in another order for everybody, and always in the same for one person.
    """
    return tuple(sorted(items, key=lambda item: (heard.get(item, 0), lot_of(item, seed), item)))


def choose_next(
    items: Sequence[str], heard: Mapping[str, int], seed: bytes, passed: Collection[str] = ()
) -> str | None:
    """The item to ask about next; None where nothing is left.

    Args:
        items: as in `order_items`.
        heard: as in `order_items`.
        seed: as in `order_items`.
        passed: items that the participant answered before or went past in this sitting.
    """
    left = [item for item in items if item not in passed]
    return order_items(left, heard, seed)[0] if left else None


def lot_of(item: str, seed: bytes) -> bytes:
    """A lot that nobody can influence, the same on every machine."""
    return hashlib.sha256(seed + b"\x00" + item.encode()).digest()
