"""Where participants and statements stand on the two axes."""

import numpy as np

from ladder.core.synthesis.matrix import Counts, Reals, Sparse, VoteMatrix
from ladder.core.synthesis.opinion.pca import Axes


def answered(matrix: VoteMatrix) -> Counts:
    """Answers per participant by which positions are scaled: a statement that moderation left out counts as answered.

    Production Polis fills such a statement with zeros for everybody; only so do its published positions come out.
    """
    kept = np.diff(matrix.votes.indptr).astype(np.int64)
    if matrix.left_out.any():
        shut = matrix.left_out[matrix.votes.indices]
        kept -= np.bincount(matrix.rows_of_votes()[shut], minlength=matrix.participants)
    total: Counts = kept + int(matrix.left_out.sum())
    return total


def place_participants(matrix: VoteMatrix, centred: Sparse, axes: Axes) -> Reals:
    """Two coordinates a participant: the projection times the root of statements over answers."""
    answers = answered(matrix)
    scale = np.sqrt(matrix.statements / np.maximum(answers, 1))
    placed: Reals = (centred @ axes.components.T) * scale[:, None]
    return placed


def place_statements(axes: Axes) -> Reals:
    """Two coordinates a statement: where somebody would stand who agreed to it and answered nothing else."""
    placed: Reals = (axes.components * (1.0 - axes.centre) * np.sqrt(axes.centre.size)).T
    return placed


def extremity(axes: Axes) -> Reals:
    """How far from the middle each statement would pull somebody who agreed to it alone."""
    reach: Reals = np.hypot(*place_statements(axes).T)
    return reach
