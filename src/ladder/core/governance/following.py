"""Follows sentences from one text to the next: unchanged, moved, changed, new, or gone.

Method and worked example: docs/methods/walking-back.md. Sentences that both texts hold word for word are found first;
of what is left, a later sentence is called changed only where it kept a good part of the words of one earlier sentence,
the nearest ones paired first. The rest is new or gone.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ladder.core.consultation.words import split_words

METHOD = ("governance-following", "1")
SAME, MOVED, CHANGED, NEW, GONE = "same", "moved", "changed", "new", "gone"
LEAST_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Followed:
    """A sentence of the later text, or one that is gone from the earlier.

    `text` is "" of one that is gone; `before` is the earlier sentence of one that changed, moved or is gone, else "".
    """

    state: str
    text: str
    before: str = ""


def follow(before: Sequence[str], after: Sequence[str]) -> tuple[Followed, ...]:
    """Every sentence of both texts: the later ones in their order, each that is gone behind what stood before it.

    Args:
        before: sentences of the earlier text, in order.
        after: sentences of the later text, in order.
    """
    same = shared_in_order(before, after)
    moved = shared_elsewhere(before, after, same)
    kept = same | moved
    changed = nearest(before, after, kept)
    origin = {**changed, **kept}
    rows = [row_of(place, text, before, origin, same, moved) for place, text in enumerate(after)]
    gone = [place for place in range(len(before)) if place not in set(origin.values())]
    return tuple(with_gone(rows, gone, before, origin))


def shared_in_order(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Places of later sentences that stand in the same order in the earlier text, with their place there."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {block.b + step: block.a + step for block in blocks for step in range(block.size)}


def shared_elsewhere(before: Sequence[str], after: Sequence[str], same: dict[int, int]) -> dict[int, int]:
    """Places of later sentences that stand word for word elsewhere in the earlier text, each of those taken once."""
    free = [place for place in range(len(before)) if place not in set(same.values())]
    found: dict[int, int] = {}
    for place, text in enumerate(after):
        if place in same:
            continue
        origin = next((one for one in free if before[one] == text), None)
        if origin is not None:
            free.remove(origin)
            found[place] = origin
    return found


def nearest(before: Sequence[str], after: Sequence[str], kept: dict[int, int]) -> dict[int, int]:
    """Later sentences left over, each with the earlier sentence that it kept most of; the nearest are paired first."""
    old = [place for place in range(len(before)) if place not in set(kept.values())]
    new = [place for place in range(len(after)) if place not in kept]
    pairs = [(likeness(before[one], after[other]), one, other) for one in old for other in new]
    found: dict[int, int] = {}
    for alike, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if alike >= LEAST_ALIKE and other not in found and one not in set(found.values()):
            found[other] = one
    return found


def likeness(one: str, other: str) -> float:
    """Which part of their words (in Chinese: signs) two sentences share, from 0 to 1; order does not count."""
    first, second = words_in(one), words_in(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def words_in(text: str) -> Counter[str]:
    """The words of a sentence in small letters, without marks."""
    return Counter(token.text.casefold() for token in split_words(text) if token.text.isalnum())


def row_of(
    place: int, text: str, before: Sequence[str], origin: dict[int, int], same: dict[int, int], moved: dict[int, int]
) -> Followed:
    """A later sentence with its state."""
    if place in same:
        return Followed(SAME, text)
    if place not in origin:
        return Followed(NEW, text)
    return Followed(MOVED if place in moved else CHANGED, text, before[origin[place]])


def with_gone(
    rows: Sequence[Followed], gone: Sequence[int], before: Sequence[str], origin: dict[int, int]
) -> list[Followed]:
    """The later sentences, and each that is gone behind the last later one that came from before it."""
    behind: dict[int, list[int]] = {}
    for place in gone:
        earlier = [later for later, old in origin.items() if old < place]
        behind.setdefault(max(earlier, default=-1), []).append(place)
    found = [Followed(GONE, "", before[one]) for one in behind.get(-1, [])]
    for place, row in enumerate(rows):
        found.append(row)
        found += [Followed(GONE, "", before[one]) for one in behind.get(place, [])]
    return found
