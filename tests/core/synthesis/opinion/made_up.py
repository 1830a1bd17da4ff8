"""Consultations made up for tests, with known groups or none."""

import numpy as np

from ladder.core.synthesis.matrix import VoteMatrix


def matrix_of(table, left_out=()):
    """A matrix from rows of votes; None is no answer."""
    cells = [
        (row, column, vote) for row, line in enumerate(table) for column, vote in enumerate(line) if vote is not None
    ]
    rows, columns, votes = (np.array([cell[each] for cell in cells], dtype=np.int64) for each in range(3))
    return VoteMatrix.from_votes(rows, columns, votes, (len(table), len(table[0])), left_out)


def consultation(seed, *, people=150, statements=77, rate=0.9, split=0.0, gap=0.6, groups=2):
    """Votes of so many equal groups that differ on a share of the statements, and the group of everybody."""
    chance = np.random.default_rng(seed)
    group = np.arange(people) % groups
    support = np.repeat(chance.uniform(0.2, 0.8, statements)[None], people, axis=0)
    for each in range(round(split * statements)):
        support[:, each] = np.where(group == each % groups, 0.5 + gap / 2, 0.5 - gap / 2)
    rows, columns = np.nonzero(chance.random((people, statements)) < rate)
    mark, agrees = chance.random(rows.size), 0.9 * support[rows, columns]
    votes = np.where(mark < agrees, 1, np.where(mark < 0.9, -1, 0))
    return VoteMatrix.from_votes(rows, columns, votes, (people, statements)), group


def triples(matrix):
    """Rows, columns and votes of a matrix."""
    table = matrix.votes.tocoo()
    return table.row, table.col, table.data


def accord(members, group):
    """The share of people whose found group is the one that most of their true group are in."""
    return sum(np.bincount(members[group == each] + 1).max() for each in np.unique(group)) / len(group)
