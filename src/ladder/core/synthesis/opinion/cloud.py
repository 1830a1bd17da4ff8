"""Many points on a plane as fewer weighted ones."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from ladder.core.synthesis.matrix import Reals
from ladder.core.synthesis.opinion.canonical_order import Places

TAIL = 0.001
FLAT = 1e-12  # positions are of the order of one


@dataclass(frozen=True, slots=True)
class Cloud:
    """Points with two coordinates, how many participants each stands for, and the point of every participant."""

    points: Reals
    weights: Reals
    point_of: Places

    @classmethod
    def of(cls, positions: Reals) -> Self:
        """One point a participant."""
        return cls(positions, np.ones(len(positions)), np.arange(len(positions)))

    def gathered(self, side: int) -> "Cloud":
        """The cells of a square grid that hold anybody, each as the mean of its people.

        The grid spans all but one in a thousand at each end; those beyond fall into the outermost cells.
        """
        columns, rows = (cells_along(axis, side) for axis in self.points.T)
        found, cell = np.unique(columns * side + rows, return_inverse=True)
        weights = np.bincount(cell, weights=self.weights, minlength=found.size).astype(np.float64)
        sums = [np.bincount(cell, weights=self.weights * axis, minlength=found.size) for axis in self.points.T]
        return Cloud(np.column_stack(sums) / weights[:, None], weights, cell[self.point_of])

    def at_most(self, points: int, side: int) -> "Cloud":
        """Itself while it has so few points, otherwise gathered on a grid."""
        return self if len(self.points) <= points else self.gathered(side)


def cells_along(axis: Reals, side: int) -> Places:
    """Which of `side` equal stretches each coordinate falls into.

    On an axis that does not exist nearly everybody stands at one place: then below it, on it and above it.
    """
    low, high = np.quantile(axis, (TAIL, 1 - TAIL))
    width = float(high - low)
    places = np.sign(axis - low) + 1 if width < FLAT else np.clip((axis - low) * (side / width), 0, side - 1)
    cells: Places = places.astype(np.intp)
    return cells
