"""People (or whole rooms) whose group labels are permuted, each keeping all answers, and their counts by group."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from scipy.sparse import csr_array

from ladder.core.synthesis.arrays import Ints, Reals

# asked and in favour are counted in one matrix product: a count of those in favour is worth this many asked
PACK = 2.0**25
DENSE_CELLS = 40_000_000
DENSE_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Units:
    """What is permuted, in canonical order: labels are swapped only inside a stratum.

    `asked` and `support` are units x statements; what a unit weighs is its voices.
    """

    label: Ints
    stratum: Ints
    asked: csr_array
    support: csr_array

    def on(self, statements: Ints) -> Self:
        """The same units on some statements."""
        return replace(self, asked=self.asked[:, statements], support=self.support[:, statements])


@dataclass(frozen=True, slots=True)
class Listed:
    """Answers one by one, where few of all cells are filled: how many each unit gave, on what, and their weight."""

    answers: Ints
    statement: Ints
    weight: Reals
    statements: int

    @classmethod
    def of(cls, part: csr_array) -> Self:
        """List the stored cells in the order of their units."""
        rows = part.tocsr()
        return cls(np.diff(rows.indptr).astype(np.int64), rows.indices.astype(np.int64), rows.data, rows.shape[1])


@dataclass(frozen=True, slots=True)
class Product:
    """Counts by group of any labelling of units. Whole counts are packed into one number, others are counted twice."""

    parts: tuple[Reals | Listed, ...]
    groups: int

    @classmethod
    def of(cls, units: Units, groups: int) -> Self:
        """Prepare the units' answers: dense where that is small and well filled, else listed."""
        is_whole = len(units.label) < PACK and not (units.asked.data % 1).any() and not (units.support.data % 1).any()
        parts = (units.asked + units.support * PACK,) if is_whole else (units.asked, units.support)
        return cls(tuple(as_fits(part) for part in parts), groups)

    def counts(self, labels: Ints) -> tuple[Reals, Reals]:
        """Asked and support by labelling, group and statement; `labels` is labellings x units."""
        found = [self.summed(labels, part) for part in self.parts]
        if len(found) == 1:
            support = np.floor(found[0] / PACK)
            return found[0] - support * PACK, support
        return found[0], found[1]

    def summed(self, labels: Ints, part: Reals | Listed) -> Reals:
        """The units' answers added up by label: one product with the one-hot labels, or one count a labelling."""
        if isinstance(part, Listed):
            return np.stack([self.listed(each, part) for each in labels])
        chosen = (labels[:, None, :] == np.arange(self.groups)[None, :, None]).astype(np.float64)
        shape = (len(labels), self.groups, part.shape[1])
        return np.asarray(chosen.reshape(-1, labels.shape[1]) @ part, dtype=np.float64).reshape(shape)

    def listed(self, label: Ints, part: Listed) -> Reals:
        """Listed answers added up for one labelling."""
        cells = np.repeat(label * part.statements, part.answers) + part.statement
        found = np.bincount(cells, part.weight, self.groups * part.statements)
        return np.asarray(found, dtype=np.float64).reshape(self.groups, part.statements)


def as_fits(part: csr_array) -> Reals | Listed:
    """Dense where it pays."""
    cells = part.shape[0] * part.shape[1]
    is_dense = cells <= DENSE_CELLS and part.nnz >= DENSE_SHARE * cells
    return np.asarray(part.toarray(), dtype=np.float64) if is_dense else Listed.of(part)


def labellings(units: Units, chance: np.random.Generator, times: int, batch: int) -> Iterator[Ints]:
    """Batches of random labellings, labellings x units; the same for the same chance, whatever the batch.

    A unit's random number decides its place in its stratum, so the labels of a stratum are dealt out at random.
    """
    places = np.argsort(units.stratum, kind="stable")
    for done in range(0, times, batch):
        drawn = chance.random((min(batch, times - done), len(units.label))) + units.stratum
        dealt = np.empty(drawn.shape, dtype=np.int64)
        dealt[:, places] = units.label[np.argsort(drawn, axis=1)]
        yield dealt
