"""Positions of participants on statements as one sparse matrix."""

from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

AGREE, DISAGREE, PASS = 1, -1, 0

Sparse: TypeAlias = csr_array
Mask: TypeAlias = NDArray[np.bool_]
Counts: TypeAlias = NDArray[np.int64]
Reals: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class VoteMatrix:
    """Participants in rows, statements in columns: 1 agrees, -1 disagrees, a stored 0 passes, a gap is no answer.

    `left_out` marks the statements that moderation left out: their votes are kept but count for no finding.
    """

    votes: Sparse
    left_out: Mask

    @classmethod
    def from_votes(
        cls,
        rows: ArrayLike,
        columns: ArrayLike,
        votes: ArrayLike,
        shape: tuple[int, int],
        left_out: ArrayLike = (),
    ) -> Self:
        """Build the matrix from three arrays of equal length, in any order.

        Args:
            rows: place of the participant of each vote, from 0.
            columns: place of the statement of each vote, from 0.
            votes: 1, -1 or 0; contradictions must be settled before.
            shape: how many participants and statements there are, answered or not.
            left_out: places of the statements that moderation left out.

        Raises:
            ValueError: a vote is none of the three, a place is outside the shape, or a cell is named twice.
        """
        people, statements = shape
        row = places_below(rows, people, "participant")
        column = places_below(columns, statements, "statement")
        value = np.asarray(votes)
        if not row.shape == column.shape == value.shape:
            raise ValueError("Rows, columns and votes must be of one length.")
        if not np.isin(value, (AGREE, DISAGREE, PASS)).all():
            raise ValueError("A vote is 1, -1 or 0.")
        matrix = csr_array((value.astype(np.int8, copy=False), (row, column)), shape=shape)
        if matrix.nnz != value.size:
            raise ValueError("A participant has two votes on one statement.")
        mask = np.zeros(statements, dtype=np.bool_)
        mask[places_below(left_out, statements, "statement")] = True
        return cls(matrix, mask)

    @property
    def participants(self) -> int:
        """How many participants there are."""
        return int(self.votes.shape[0])

    @property
    def statements(self) -> int:
        """How many statements there are, those left out among them."""
        return int(self.votes.shape[1])

    def answers_per_participant(self) -> Counts:
        """How many votes each participant gave, passes and statements left out among them."""
        answers: Counts = np.diff(self.votes.indptr).astype(np.int64)
        return answers

    def rows_of_votes(self) -> NDArray[np.int32]:
        """The participant of every stored vote, in the order in which they are stored."""
        return np.repeat(np.arange(self.participants, dtype=np.int32), np.diff(self.votes.indptr))


def places_below(given: ArrayLike, end: int, what: str) -> NDArray[np.int32]:
    """The places as compact integers; refuses what is no place from 0 to `end`."""
    places: NDArray[Any] = np.asarray(given)
    if places.size == 0:
        return np.zeros(0, dtype=np.int32)
    if places.dtype.kind not in "iu":
        raise ValueError(f"The place of a {what} is a whole number.")
    if places.min() < 0 or places.max() >= end:
        raise ValueError(f"The place of a {what} lies outside the matrix.")
    return places.astype(np.int32, copy=False)
