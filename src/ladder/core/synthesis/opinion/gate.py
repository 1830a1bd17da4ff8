"""Is there any structure to look for: the gate before opinion groups.

Each statement's votes are shuffled among those who answered it. That keeps how popular every statement is and who
answered what, and takes away every tie between statements. If the first axis of the real votes is no stronger than the
first axes of shuffled ones, groups found would be invented. Statements weigh by the standard deviation of their votes,
which shuffling keeps too: where nearly all agree there is little to find and much noise to add.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ladder.core.synthesis.matrix import VoteMatrix
from ladder.core.synthesis.opinion.lanczos import Floats, Small, Stack, strengths_of
from ladder.core.synthesis.opinion.result import Gate

LEVEL = 0.03
MANY_SHUFFLES, FEW_SHUFFLES = 199, 33
MANY_UP_TO_VOTES = 12_000
SAMPLED_VOTES = 100_000
BATCH_VOTES = 300_000
SAME = 1e-5
STATEMENT_SHIFT = np.uint64(44)
RANDOM_BITS = np.uint64((1 << 44) - 4)


@dataclass(frozen=True, slots=True)
class Columns:
    """The votes of a matrix statement by statement, without the statements left out."""

    starts: Small
    rows: Small
    votes: NDArray[np.int8]

    def weighed(self, votes: Floats) -> Floats:
        """Votes less their statement's mean, times its standard deviation; `votes` may be shuffled, one row a time."""
        answers = np.diff(self.starts)
        means = np.add.reduceat(self.votes, self.starts[:-1], dtype=np.int64) / answers
        squares = np.add.reduceat(self.votes * self.votes, self.starts[:-1], dtype=np.int64) / answers
        spreads = np.sqrt(squares - means * means)
        middle, weight = (np.repeat(each.astype(np.float32), answers) for each in (means, spreads))
        return (votes - middle) * weight


def open_gate(matrix: VoteMatrix, seed: int) -> Gate:
    """Test the first axis against shuffled votes, at 3 %; p is (1 + shuffles that reach it) / (1 + shuffles).

    Up to 12,000 votes 199 shuffles, beyond 33: at either number the test is exact. It stops as soon as the gate can no
    longer open. Beyond 100,000 votes it looks at that many, of participants drawn by lot. The second axis is held
    against the first axes of shuffled votes as well, which errs on the side of leaving it out.
    """
    chance = np.random.default_rng(seed)
    sample = draw_people(matrix, chance)
    columns = in_columns(sample)
    if columns.votes.size == 0:
        return Gate(0.0, 1.0, 0, sample.participants)
    wanted = MANY_SHUFFLES if columns.votes.size <= MANY_UP_TO_VOTES else FEW_SHUFFLES
    batch = max(1, min(wanted, BATCH_VOTES // columns.votes.size))
    stack = Stack.of(columns.rows, columns.starts, sample.participants, batch)
    real = strengths_of(stack, columns.weighed(columns.votes[None].astype(np.float32)))[0]
    reached, done = np.zeros(2, dtype=np.int64), 0
    while done < wanted and reached[0] <= most_allowed(wanted):
        votes = shuffled(columns, min(batch, wanted - done), chance)
        strongest = strengths_of(stack, columns.weighed(votes))[:, :1]
        reached += np.count_nonzero(strongest >= real * (1 - SAME), axis=0)
        done += len(votes)
    first, second = ((1 + reached) / (1 + done)).tolist()
    return Gate(float(real[0]), first, done, sample.participants, second)


def most_allowed(shuffles: int) -> int:
    """How many shuffles may reach the real strength while p stays at 3 % or below."""
    return int(LEVEL * (shuffles + 1)) - 1


def draw_people(matrix: VoteMatrix, chance: np.random.Generator) -> VoteMatrix:
    """All participants, or as many drawn by lot as have given 100,000 votes."""
    if matrix.votes.nnz <= SAMPLED_VOTES:
        return matrix
    order = chance.permutation(matrix.participants)
    given = np.cumsum(matrix.answers_per_participant()[order])
    chosen = np.sort(order[: max(int(np.searchsorted(given, SAMPLED_VOTES, side="right")), 1)])
    return VoteMatrix(matrix.votes[chosen], matrix.left_out)


def in_columns(matrix: VoteMatrix) -> Columns:
    """Votes by statement; those that nobody answered or moderation left out are gone."""
    columns = matrix.votes[:, np.flatnonzero(~matrix.left_out)].tocsc()
    starts = np.unique(columns.indptr).astype(np.int32)
    return Columns(starts, columns.indices.astype(np.int32, copy=False), columns.data)


def shuffled(columns: Columns, times: int, chance: np.random.Generator) -> Floats:
    """The votes, each statement's shuffled among its answers, as many times over; one row a time.

    Sorting numbers made of the statement, random bits and the vote leaves each statement's votes in random order.
    """
    statement = np.repeat(np.arange(columns.starts.size - 1, dtype=np.uint64), np.diff(columns.starts))
    fixed = (statement << STATEMENT_SHIFT) | (columns.votes + np.int8(1)).astype(np.uint64)
    keys = chance.integers(0, 1 << 64, size=(times, fixed.size), dtype=np.uint64)
    keys &= RANDOM_BITS
    keys |= fixed
    keys.sort(axis=1)
    return (keys.astype(np.uint8) & np.uint8(3)).astype(np.float32) - np.float32(1)
