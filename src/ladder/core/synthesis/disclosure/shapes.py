"""What a row of a given size may say: the finest words and shares that give nobody away, whatever was answered.

The choice looks at numbers of voices only, never at what they said, so that the choice itself tells nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import floor

from ladder.core.synthesis.disclosure.consistent import Possible, RowFigures, possible
from ladder.core.synthesis.disclosure.figures import HUNDRED, ShareSpan
from ladder.core.synthesis.disclosure.leaning import COARSE, FINE
from ladder.core.synthesis.disclosure.members import Crowd, members_keep
from ladder.core.synthesis.disclosure.terms import Terms

STEPS = (1, 2, 5, 10, 20, 25, 50, 100)


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a row as the public can know it.

    `most` is how many people it can hold, where known; `crowd` are the groups of a row that is new as a merged one.
    `is_discounted` marks rows with open shows of hands, whose lean rests on fewer voices than were counted.
    """

    low: int
    high: int
    most: int | None = None
    is_discounted: bool = False
    crowd: Crowd = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The words that a row of some shape may use for its lean, and for each word the bands of the share."""

    words: tuple[str, ...]
    shares: Mapping[str, tuple[ShareSpan, ...]]


@lru_cache(maxsize=4096)
def reading_of(shape: Shape, terms: Terms) -> Reading | None:
    """The finest safe reading of a row of this shape, or None: then it must not be shown."""
    for words in (FINE, COARSE):
        sets = [possible(RowFigures(shape.low, shape.high, word, None, shape.most), terms.cuts) for word in words]
        if all(is_safe(each, shape, terms) for each in sets if not each.is_empty):
            return Reading(words, {word: shares_of(shape, word, terms) for word in words})
    return None


def is_safe(found: Possible, shape: Shape, terms: Terms) -> bool:
    """Whether counts that could be these give away no person of the row and no group that was merged into it."""
    return found.gap > 0 and not found.fixes_an_answer and members_keep(found, shape.crowd, terms.gap)


def shares_of(shape: Shape, word: str, terms: Terms) -> tuple[ShareSpan, ...]:
    """Bands of the share for a word: neighbouring steps joined until each is safe and wide enough."""
    lean = "" if shape.is_discounted else word
    whole = possible(RowFigures(shape.low, shape.high, lean), terms.cuts)
    if whole.is_empty:
        return ()
    step = step_of(shape, terms)
    first, last = hull_of(whole, min(step, terms.band_percent))
    edges = [first, *(edge for edge in range(0, HUNDRED, step) if first < edge < last)]
    bands: list[ShareSpan] = []
    start = first
    for edge in [*edges[1:], last]:
        if carries(shape, word, ShareSpan.band(start, edge), terms):
            bands.append(ShareSpan.band(start, edge))
            start = edge
    return joined(bands, start, last)


def joined(bands: list[ShareSpan], start: int, last: int) -> tuple[ShareSpan, ...]:
    """Bands without a hole; a rest that cannot stand alone joins the last."""
    if start == last:
        return tuple(bands)
    return (*bands[:-1], ShareSpan.band(bands[-1].low if bands else start, last))


def hull_of(found: Possible, edge: int) -> tuple[int, int]:
    """The shares that are possible at all, widened to multiples of `edge` percent."""
    shares = [Fraction(HUNDRED * int(part), int(whole)) for part, whole in zip(found.agree, found.voices, strict=True)]
    return edge * floor(min(shares) / edge), min(HUNDRED, edge * (floor(max(shares) / edge) + 1))


def step_of(shape: Shape, terms: Terms) -> int:
    """The finest step in which somebody who knows exactly how many spoke still sees `gap` possible counts."""
    fine = next((step for step in STEPS if step * shape.low >= HUNDRED * terms.gap), HUNDRED)
    return max(fine, terms.band_percent) if shape.low < terms.bands_below else fine


def carries(shape: Shape, word: str, share: ShareSpan, terms: Terms) -> bool:
    """Whether a band of the share is wide enough for the public, and safe where the size of the group is known.

    The lean of discounted voices does not bound the people counted, but somebody may read it as if it did.
    """
    figures = RowFigures(shape.low, shape.high, "" if shape.is_discounted else word, share)
    read = (replace(figures, most=shape.most), replace(figures, most=shape.most, lean=word))
    known = [possible(each, terms.cuts) for each in read]
    is_wide = possible(figures, terms.cuts).gap >= terms.gap
    return is_wide and all(each.is_empty or is_safe(each, shape, terms) for each in known)
