"""Several means of one item, published in several releases over rows of which some were carried: what all tell.

A row is open when counts far enough apart are each part of one assignment of counts to all versions of all rows that
brings every mean into its band. Assignments are searched for; every one that is found is checked, so a row is never
thought more open than it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from ladder.core.synthesis.arrays import Bools, Ints, Reals
from ladder.core.synthesis.disclosure.consistent import Possible
from ladder.core.synthesis.disclosure.equal_voice import (
    OF_REFUSAL,
    OF_SUPPORT,
    SLACK,
    Statement,
    Version,
    elements_of,
    mean_terms,
    stays_open,
)
from ladder.core.synthesis.disclosure.terms import Terms

MOST_STEPS = 60
MARGINS = (0.25, 0.1, 0.0)


@lru_cache(maxsize=8192)
def not_open(statements: tuple[Statement, ...], terms: Terms) -> tuple[Version, ...]:
    """The versions of rows that these means together do not leave open enough, or could not be shown to."""
    search = Search(statements, terms)
    start = search.start()
    if start is None:
        return tuple(search.versions)
    return tuple(version for place, version in enumerate(search.versions) if not search.is_open(place, start))


@dataclass(slots=True)
class Search:
    """The versions of rows as choices of one of their counts each, and the sums that the means ask for."""

    statements: tuple[Statement, ...]
    terms: Terms
    versions: list[Version] = field(init=False)
    rows: list[Possible] = field(init=False)
    values: list[Reals] = field(init=False)
    low: Reals = field(init=False)
    high: Reals = field(init=False)

    def __post_init__(self) -> None:
        self.versions = list(dict.fromkeys(row for each in self.statements for row in each.voices.rows))
        refuses = any(each.voices.side == OF_REFUSAL for each in self.statements)
        side = OF_REFUSAL if refuses else OF_SUPPORT
        self.rows = [elements_of(version, side, self.terms) for version in self.versions]
        self.values = [np.stack(list(self.terms_of(place))) for place in range(len(self.versions))]
        sums = np.array([each.sums for each in self.statements])
        self.low, self.high = sums[:, 0], sums[:, 1] - SLACK

    def terms_of(self, place: int) -> Iterator[Reals]:
        """What each count of a version adds to each mean; nothing where it is not part of it."""
        row = self.rows[place]
        for each in self.statements:
            terms = mean_terms(row, each.voices.side)
            yield terms if self.versions[place] in each.voices.rows else np.zeros(terms.size)

    def start(self) -> Ints | None:
        """One assignment that brings every mean into its band, as far from the edges as can be found."""
        middle = np.array([self.nearest_to_middle(place) for place in range(len(self.versions))])
        for margin in MARGINS:
            width = np.minimum(self.high, self.high.max()) - self.low
            found = self.repaired(middle, None, margin * width)
            if found is not None:
                return found
        return None

    def nearest_to_middle(self, place: int) -> int:
        """The count of a version whose share is nearest to the middle of what is possible."""
        values = self.values[place].max(axis=0)
        return int(np.abs(values - (values.min() + values.max()) / 2).argmin())

    def sums(self, chosen: Ints) -> Reals:
        """The sums that an assignment gives."""
        picked = [values[:, index] for values, index in zip(self.values, chosen, strict=True)]
        return np.asarray(np.sum(picked, axis=0))

    def misses(self, sums: Reals, margin: Reals | float) -> Reals:
        """How far sums (means first axis) lie outside their bands, added up."""
        shape = (-1,) + (1,) * (sums.ndim - 1)
        low, high = (self.low + margin).reshape(shape), (self.high - margin).reshape(shape)
        return np.asarray((np.maximum(low - sums, 0) + np.maximum(sums - high, 0)).sum(axis=0))

    def repaired(self, chosen: Ints, fixed: int | None, margin: Reals | float = 0.0) -> Ints | None:
        """An assignment near a given one that brings every mean into its band, with one choice fixed; or None."""
        found = chosen.copy()
        for _ in range(MOST_STEPS):
            sums = self.sums(found)
            missed = float(self.misses(sums, margin))
            if missed <= 0:
                return found
            best = self.best_step(found, sums, fixed, margin)
            if best is None or best[0] >= missed - SLACK / 10:
                return None
            found[best[1]] = best[2]
        return None

    def best_step(
        self, chosen: Ints, sums: Reals, fixed: int | None, margin: Reals | float
    ) -> tuple[float, int, int] | None:
        """The change of one choice that helps most: what is then missed, which version, which of its counts."""
        best: tuple[float, int, int] | None = None
        for place, values in enumerate(self.values):
            if place == fixed:
                continue
            missed = self.misses(sums[:, None] - values[:, [chosen[place]]] + values, margin)
            index = int(missed.argmin())
            if best is None or missed[index] < best[0]:
                best = (float(missed[index]), place, index)
        return best

    def is_open(self, place: int, start: Ints) -> bool:
        """Whether a version is left open: by counts that fit at once, then by some for which others must move."""
        row = self.rows[place]
        if row.is_empty:
            return True
        values = self.values[place]
        beside = self.misses(self.sums(start)[:, None] - values[:, [start[place]]] + values, 0.0) <= 0
        if self.is_enough(place, beside):
            return True
        for index in far_apart(row):
            if not beside[index]:
                moved = start.copy()
                moved[place] = index
                beside[index] = self.repaired(moved, place) is not None
        return self.is_enough(place, beside)

    def is_enough(self, place: int, kept: Bools) -> bool:
        """Whether the kept counts leave a version open."""
        version, row = self.versions[place], self.rows[place]
        return stays_open(row, row.where(kept), version.crowd, self.terms.gap)


def far_apart(row: Possible) -> Sequence[int]:
    """Counts that show how open a row is: the ends of each kind, and some steps between them."""
    orders = (np.lexsort((row.agree, row.others)), np.lexsort((row.others, row.agree)), np.argsort(row.disagree_low))
    steps = np.linspace(0, row.agree.size - 1, 6).astype(int)
    return list(dict.fromkeys(int(order[step]) for order in orders for step in steps))
