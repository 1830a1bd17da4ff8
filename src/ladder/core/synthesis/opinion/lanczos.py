"""The strongest axes of many matrices of one pattern at once.

The matrices stand side by side as one block-diagonal matrix, so that a step for all of them is one product.
Method: Lanczos (1950) from one start vector, a fixed number of steps. The value is a rule that treats all matrices
alike, so comparisons between them are exact even where the last digits have not settled.
"""

from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ladder.core.synthesis.matrix import Reals

Floats: TypeAlias = NDArray[np.float32]
Small: TypeAlias = NDArray[np.int32]

STEPS = 10
START_SEED = 1_950
TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Stack:
    """The common pattern, statements in rows, repeated down the diagonal."""

    people: int
    statements: int
    indices: Small
    starts: Small

    @classmethod
    def of(cls, rows: Small, starts: Small, people: int, copies: int) -> Self:
        """Repeat the pattern of one matrix, given column by column (`rows` between `starts`)."""
        shifts = np.arange(copies, dtype=np.int32)[:, None]
        indices = (rows + shifts * people).astype(np.int32).ravel()
        repeated = (starts[:-1] + shifts * starts[-1]).astype(np.int32).ravel()
        return cls(people, starts.size - 1, indices, np.append(repeated, np.int32(indices.size)))

    def filled(self, values: Floats) -> csr_array:
        """The block-diagonal matrix of as many copies as there are rows of values."""
        copies = len(values)
        shape = (copies * self.statements, copies * self.people)
        return csr_array((values.ravel(), self.indices[: values.size], self.starts[: shape[0] + 1]), shape=shape)


def strengths_of(stack: Stack, values: Floats) -> Reals:
    """About the two largest eigenvalues of X'X for each row of values, largest first; the same rule for each row."""
    matrix = stack.filled(values)
    across, shape = matrix.T, (len(values), stack.statements)
    start = np.random.default_rng(START_SEED).standard_normal(stack.statements).astype(np.float32)
    now = np.broadcast_to(start / np.linalg.norm(start), shape)
    before, beta = np.zeros(shape, dtype=np.float32), np.zeros(len(values))
    steps = min(STEPS, stack.statements)
    small = np.zeros((len(values), steps, steps))
    for step in range(steps):
        new = (matrix @ (across @ now.ravel())).reshape(shape)
        alpha = np.einsum("bs,bs->b", now, new, dtype=np.float64)
        small[:, step, step] = alpha
        new -= alpha[:, None] * now + beta[:, None] * before
        beta = np.linalg.norm(new, axis=1).astype(np.float64)
        if step + 1 < steps:
            small[:, step, step + 1] = small[:, step + 1, step] = beta
        before, now = now, (new / np.maximum(beta, TINY)[:, None]).astype(np.float32)
    found = np.linalg.eigvalsh(small).astype(np.float64)[:, ::-1]
    return np.pad(found, ((0, 0), (0, 1)))[:, :2]
