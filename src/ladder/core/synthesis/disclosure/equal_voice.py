"""The equal-voice mean of an item as a public statement: which counts of its rows it leaves possible.

The mean ties the rows of an item together. Its edges are the thresholds at which a class can change.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, pairwise

import numpy as np

from ladder.core.synthesis.arrays import Bools, Ints, Reals
from ladder.core.synthesis.disclosure.consistent import Possible, RowFigures, possible
from ladder.core.synthesis.disclosure.figures import HUNDRED, ShareSpan
from ladder.core.synthesis.disclosure.leaning import CLEARLY_REFUSES, REFUSES
from ladder.core.synthesis.disclosure.members import Crowd, members_keep
from ladder.core.synthesis.disclosure.terms import Terms
from ladder.core.synthesis.rules import Rules

OF_SUPPORT, OF_REFUSAL = "support", "refusal"
HALF = 0.5
# keeps the last bits of a sum from deciding on which side of an edge a mean lies
SLACK = 1e-9
EXACT_SUMS = 20_000
PERCENT_DIGITS = 6
NO_COUNTS: Ints = np.zeros(0, dtype=np.int64)
ANYTHING = Possible(NO_COUNTS, NO_COUNTS, NO_COUNTS, NO_COUNTS)


@dataclass(frozen=True, slots=True)
class Version:
    """A row as it was written in release `since`; `crowd` are the groups in it where it was merged then.

    `is_loose` marks open shows of hands: what they add to the mean does not follow from the people counted.
    """

    group: str
    since: int
    figures: RowFigures
    crowd: Crowd = ()
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class Voices:
    """What the public rows say, for the mean: their versions in order, `side` which answers the mean counts."""

    rows: tuple[Version, ...]
    side: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A mean as it was published."""

    voices: Voices
    band: ShareSpan

    @property
    def says_nothing(self) -> bool:
        """Whether every mean lies in the band."""
        return self.band.low == 0 and self.band.high == HUNDRED

    @property
    def sums(self) -> tuple[float, float]:
        """From where up to below where the sum over the rows lies."""
        count = len(self.voices.rows)
        last = SLACK if self.band.is_closed else -SLACK
        return float(self.band.low) / HUNDRED * count - SLACK, float(self.band.high) / HUNDRED * count + last


def side_of(leans: Sequence[str]) -> str:
    """Which mean is published: that of refusal where every shown row refuses, else that of support."""
    return OF_REFUSAL if leans and all(lean in {REFUSES, CLEARLY_REFUSES} for lean in leans) else OF_SUPPORT


def edges_of(rules: Rules, side: str) -> tuple[Fraction, ...]:
    """The percentages at which a class can change."""
    shares = {rules.established_voice, rules.provisional_voice}
    shares |= {rules.objection_voice} if side == OF_SUPPORT else set()
    percents = {Fraction(str(round(HUNDRED * share, PERCENT_DIGITS))) for share in shares}
    return tuple(sorted(edge for edge in percents if 0 < edge < HUNDRED))


def candidates(edges: tuple[Fraction, ...]) -> Iterator[tuple[ShareSpan, ...]]:
    """All ways to cut 0 to 100 at some of the edges, those with most edges first."""
    for size in range(len(edges), -1, -1):
        for kept in combinations(edges, size):
            cuts = (Fraction(0), *kept, Fraction(HUNDRED))
            yield tuple(ShareSpan.band(low, high) for low, high in pairwise(cuts))


def stays_open(before: Possible, after: Possible, crowd: Crowd, gap: int) -> bool:
    """Whether a row keeps its gap, up to the one that is asked for, and no answer in it becomes known."""
    return (
        after.gap >= min(gap, before.gap)
        and (before.fixes_an_answer or not after.fixes_an_answer)
        and members_keep(after, crowd, gap)
    )


def can_be(statement: Statement, terms: Terms) -> bool:
    """Whether the smallest and largest values of the rows leave room for such a mean."""
    side = statement.voices.side
    values = [mean_terms(elements_of(row, side, terms), side) for row in statement.voices.rows]
    low, high = statement.sums
    return sum(float(each.min()) for each in values) < high and sum(float(each.max()) for each in values) >= low


@lru_cache(maxsize=65536)
def narrowed(statement: Statement, terms: Terms) -> tuple[Possible, ...]:
    """Each row's counts for which some counts of the other rows bring the mean into the band.

    Every pair that stays has a witness; where sums are too many to list, those on two ways from the smallest to the
    largest stand for all, so that a row is never thought more open than it is.
    """
    side = statement.voices.side
    rows = [elements_of(row, side, terms) for row in statement.voices.rows]
    values = [mean_terms(row, side) for row in rows]
    low, high = statement.sums
    found = []
    for place, row in enumerate(rows):
        sums = sums_of([each for other, each in enumerate(values) if other != place])
        found.append(row if row.is_empty else row.where(reached(values[place], sums, low, high)))
    return tuple(found)


def elements_of(version: Version, side: str, terms: Terms) -> Possible:
    """The counts of a row, one entry for each term of the mean that they give; empty where it can be anything."""
    return ANYTHING if version.is_loose else elements(version.figures, side, terms)


@lru_cache(maxsize=8192)
def elements(figures: RowFigures, side: str, terms: Terms) -> Possible:
    """The counts that figures allow, one entry for each term of the mean that they give."""
    found = possible(figures, terms.cuts)
    if side == OF_SUPPORT or found.is_empty:
        return found
    sizes = found.disagree_high - found.disagree_low + 1
    refusals = np.concatenate(
        [np.arange(low, high + 1) for low, high in zip(found.disagree_low, found.disagree_high, strict=True)]
    )
    return Possible(np.repeat(found.agree, sizes), np.repeat(found.voices, sizes), refusals, refusals)


def mean_terms(row: Possible, side: str) -> Reals:
    """What each entry adds to the sum of the mean; a row that can be anything adds anything from 0 to 1."""
    if row.is_empty:
        return np.linspace(0.0, 1.0, HUNDRED + 1)
    counted: Ints = row.agree if side == OF_SUPPORT else row.disagree_low
    return np.asarray((counted + HALF) / (row.voices + 1), dtype=np.float64)


def sums_of(values: Sequence[Reals]) -> Reals:
    """Sums, in order, that the other rows can have: all where they are few, else those on two ways through them."""
    distinct = [np.unique(each) for each in values]
    if not distinct:
        return np.zeros(1)
    if np.prod([float(each.size) for each in distinct]) <= EXACT_SUMS:
        total = np.zeros(1)
        for each in distinct:
            total = np.unique(np.add.outer(total, each))
        return total
    return np.unique(np.concatenate([sums_on_the_way(distinct), sums_on_the_way(distinct[::-1])]))


def sums_on_the_way(values: Sequence[Reals]) -> Reals:
    """Sums met when the rows are raised one after the other from their smallest to their largest value."""
    total = float(sum(each[0] for each in values))
    met = []
    for each in values:
        met.append(total + each - each[0])
        total += float(each[-1] - each[0])
    return np.concatenate(met)


def reached(own: Reals, sums: Reals, low: float, high: float) -> Bools:
    """For which own values some sum of the others brings the whole to `low` or above and below `high`."""
    first = np.searchsorted(sums, low - own, side="left")
    return np.asarray(first < np.searchsorted(sums, high - own, side="left"))
