"""Counts the votes of each group on each statement."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ladder.core.synthesis.matrix import Counts, VoteMatrix
from ladder.core.synthesis.opinion.result import Labels

BLOCK = 1 << 20
KINDS = 3


@dataclass(frozen=True, slots=True)
class GroupVotes:
    """Groups in rows, statements in columns: how many agree, how many disagree, how many answered at all."""

    agree: Counts
    disagree: Counts
    seen: Counts

    def others(self) -> "GroupVotes":
        """For each group the votes of all other groups together."""
        return GroupVotes(*(each.sum(axis=0) - each for each in (self.agree, self.disagree, self.seen)))


def count_group_votes(matrix: VoteMatrix, members: Labels, groups: int) -> GroupVotes:
    """Votes by group and statement; participants with a negative label count nowhere."""
    cells = (groups + 1) * matrix.statements * KINDS
    counts = np.zeros(cells, dtype=np.int64)
    for keys in keys_of_votes(matrix, members):
        counts += np.bincount(keys, minlength=cells)
    disagree, passed, agree = np.moveaxis(counts.reshape(groups + 1, matrix.statements, KINDS)[1:], -1, 0)
    return GroupVotes(agree, disagree, agree + disagree + passed)


def count_all_votes(matrix: VoteMatrix) -> GroupVotes:
    """Votes of everybody as one group."""
    return count_group_votes(matrix, np.zeros(matrix.participants, dtype=np.int8), 1)


def keys_of_votes(matrix: VoteMatrix, members: Labels) -> Iterator[Counts]:
    """One number for the group, the statement and the kind of each vote, in blocks that keep memory small."""
    starts = matrix.votes.indptr
    first = 0
    while first < matrix.participants:
        last = max(int(np.searchsorted(starts, starts[first] + BLOCK, side="right")) - 1, first + 1)
        part = slice(int(starts[first]), int(starts[last]))
        group = np.repeat(members[first:last].astype(np.int64) + 1, np.diff(starts[first : last + 1]))
        yield (group * matrix.statements + matrix.votes.indices[part]) * KINDS + matrix.votes.data[part] + 1
        first = last
