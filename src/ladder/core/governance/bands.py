"""Numbers of people and comments in bands, so that nobody is counted out; and bars for a small plot.

Below `FEWEST` a number is never told; above, only the band in which it lies (docs/methods/receipts.md).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5
EDGES = (1, FEWEST, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Band:
    """From `low` to `high`, both possible; None where it is open above."""

    low: int
    high: int | None

    @property
    def is_few(self) -> bool:
        """Whether the number is too small to be told at all."""
        return self.low > 0 and self.high is not None and self.high < FEWEST


def band_of(number: int) -> Band:
    """The band of a number: 0, 1 to 4, 5 to 9, 10 to 19, 20 to 49, 50 to 99, 100 and more.

    Raises:
        ValueError: the number is negative.
    """
    if number < 0:
        raise ValueError(f"No number of comments is {number}.")
    at = bisect_right(EDGES, number)
    if at == 0:
        return Band(0, 0)
    return Band(EDGES[at - 1], EDGES[at] - 1 if at < len(EDGES) else None)


def others_in(number: int) -> Band:
    """The band of all comments beside one's own: that of the whole number, less one at both ends.

    The band of `number - 1` would tell whoever holds a receipt the number itself wherever it is the first of a band.

    Raises:
        ValueError: the number is negative.
    """
    whole = band_of(number)
    if number <= 1:
        return Band(0, 0)
    return Band(max(whole.low - 1, 1), None if whole.high is None else whole.high - 1)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar, of total width `width`, starting at `x`; `key` names what is counted."""

    key: str
    number: int
    x: float
    width: float


def stack(counts: Sequence[tuple[str, int]], widest: int, width: float) -> tuple[Segment, ...]:
    """A bar of parts beside each other; empty ones are left out.

    Args:
        counts: key and number, in the order of drawing.
        widest: the number that fills the whole width; at least the sum.
        width: of the drawing, in its own units.
    """
    found, x = [], 0.0
    for key, number in counts:
        part = width * number / widest if widest else 0.0
        if number:
            found.append(Segment(key, number, round(x, 2), round(part, 2)))
        x += part
    return tuple(found)
