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
class Product:
    """Counts by group of any labelling of units. Whole counts are packed into one number, others are counted twice."""

    parts: tuple[Reals | csr_array, ...]
    groups: int

    @classmethod
    def of(cls, units: Units, groups: int) -> Self:
        """Prepare the units' answers: dense where that is small or well filled, else sparse."""
        is_whole = len(units.label) < PACK and not (units.asked.data % 1).any() and not (units.support.data % 1).any()
        parts = (units.asked + units.support * PACK,) if is_whole else (units.asked, units.support)
        return cls(tuple(as_fits(part) for part in parts), groups)

    def counts(self, labels: Ints) -> tuple[Reals, Reals]:
        """Asked and support by labelling, group and statement; `labels` is labellings x units."""
        found = [self.multiplied(labels, part) for part in self.parts]
        if len(found) == 1:
            support = np.floor(found[0] / PACK)
            return found[0] - support * PACK, support
        return found[0], found[1]

    def multiplied(self, labels: Ints, part: "Reals | csr_array") -> Reals:
        """The one-hot labels times the units' answers."""
        times, units = labels.shape
        shape = (times, self.groups, part.shape[1])
        if isinstance(part, np.ndarray):
            chosen = (labels[:, None, :] == np.arange(self.groups)[None, :, None]).astype(np.float64)
            return np.asarray(chosen.reshape(-1, units) @ part, dtype=np.float64).reshape(shape)
        rows = (labels + np.arange(times)[:, None] * self.groups).ravel()
        chosen = csr_array(
            (np.ones(rows.size), (rows, np.tile(np.arange(units), times))), shape=(times * self.groups, units)
        )
        return np.asarray((chosen @ part).toarray()).reshape(shape)


def as_fits(part: csr_array) -> "Reals | csr_array":
    """Dense where it pays."""
    cells = part.shape[0] * part.shape[1]
    return part.toarray() if cells <= DENSE_CELLS and part.nnz >= DENSE_SHARE * cells else part.tocsr()


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
