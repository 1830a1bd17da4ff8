"""The equal-voice mean of an item as a band that narrows no row: chosen from public figures alone, then looked up.

The mean ties the rows of an item together. Its edges are the thresholds at which a class can change; an edge is taken
away where, for any value the mean could have, the rows would give more away than they do by themselves.
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
from ladder.core.synthesis.disclosure.terms import Terms
from ladder.core.synthesis.rules import Rules

OF_SUPPORT, OF_REFUSAL = "support", "refusal"
HALF = 0.5
# keeps the last bits of a sum from deciding on which side of an edge a mean lies
SLACK = 1e-9
EXACT_SUMS = 20_000
PERCENT_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Voices:
    """What the public rows say, for the mean: their figures in order, `side` which answers the mean counts."""

    rows: tuple[RowFigures, ...]
    side: str


def side_of(leans: Sequence[str]) -> str:
    """Which mean is published: that of refusal where every shown row refuses, else that of support."""
    return OF_REFUSAL if leans and all(lean in {REFUSES, CLEARLY_REFUSES} for lean in leans) else OF_SUPPORT


def edges_of(rules: Rules, side: str) -> tuple[Fraction, ...]:
    """The percentages at which a class can change."""
    shares = {rules.established_voice, rules.provisional_voice}
    shares |= {rules.objection_voice} if side == OF_SUPPORT else set()
    percents = {Fraction(str(round(HUNDRED * share, PERCENT_DIGITS))) for share in shares}
    return tuple(sorted(edge for edge in percents if 0 < edge < HUNDRED))


@lru_cache(maxsize=8192)
def bands_of(voices: Voices, edges: tuple[Fraction, ...], terms: Terms) -> tuple[ShareSpan, ...]:
    """The finest bands of the mean of which every one that can be true is safe, the finest first tried."""
    for kept in subsets(edges):
        cuts = (Fraction(0), *kept, Fraction(HUNDRED))
        bands = tuple(ShareSpan.band(low, high) for low, high in pairwise(cuts))
        if all(keeps_rows(voices, band, terms) for band in bands):
            return bands
    return (ShareSpan.band(0, HUNDRED),)


def subsets(edges: tuple[Fraction, ...]) -> Iterator[tuple[Fraction, ...]]:
    """All subsets in order, larger ones first."""
    for size in range(len(edges), -1, -1):
        yield from combinations(edges, size)


@lru_cache(maxsize=65536)
def keeps_rows(voices: Voices, band: ShareSpan, terms: Terms) -> bool:
    """Whether knowing the band leaves every row as open as it must be; a band that cannot be true tells nothing."""
    after = narrowed(voices, band, terms)
    if any(row.is_empty for row in after):
        return True
    before = [elements(row, voices.side, terms) for row in voices.rows]
    return all(stays_open(old, new, terms.gap) for old, new in zip(before, after, strict=True) if not old.is_empty)


def stays_open(before: Possible, after: Possible, gap: int) -> bool:
    """Whether a row keeps its gap, up to the one that is asked for, and no answer in it becomes known."""
    return after.gap >= min(gap, before.gap) and (before.fixes_an_answer or not after.fixes_an_answer)


def narrowed(voices: Voices, band: ShareSpan, terms: Terms) -> list[Possible]:
    """Each row's counts for which some counts of the other rows bring the mean into the band.

    Every pair that stays has a witness; where sums are too many to list, those on two ways from the smallest to the
    largest stand for all, so that a row is never thought more open than it is.
    """
    rows = [elements(row, voices.side, terms) for row in voices.rows]
    values = [mean_terms(row, voices.side) for row in rows]
    low = float(band.low) / HUNDRED * len(rows) - SLACK
    high = float(band.high) / HUNDRED * len(rows) + (SLACK if band.is_closed else -SLACK)
    found = []
    for place, row in enumerate(rows):
        sums = sums_of([each for other, each in enumerate(values) if other != place])
        found.append(row if row.is_empty else row.where(reached(values[place], sums, low, high)))
    return found


@lru_cache(maxsize=8192)
def elements(figures: RowFigures, side: str, terms: Terms) -> Possible:
    """The counts of a row, one entry for each term of the mean that they give; empty where the row can be anything."""
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
