"""One order of participants and statements that comes from the votes alone.

Chance and rounding enter the search for groups. Sorted in this order first, the same votes give the same result, byte
for byte, in whatever order they were read and whatever participants and statements are called.
Method: colour refinement (Weisfeiler and Leman 1968). Each statement gets a number from the numbers of those who voted
on it, each participant one from the statements voted on, over again; sums of whole numbers do not depend on an order.
Ties are left to rows that are alike, where it makes no difference, or to rare symmetric designs, where it may in the
last digit.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ladder.core.synthesis.matrix import Sparse, VoteMatrix

Codes: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.intp]

ROUNDS = 3
KINDS = np.array([0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F], dtype=np.uint64)
LEFT_OUT = np.uint64(0xE7037ED1A0B428DB)
FOLDS = ((30, np.uint64(0xBF58476D1CE4E5B9)), (27, np.uint64(0x94D049BB133111EB)))


@dataclass(frozen=True, slots=True)
class Order:
    """Places of participants and of statements in canonical order."""

    participants: Places
    statements: Places


def find_order(matrix: VoteMatrix) -> Order:
    """The canonical order of a matrix."""
    votes = matrix.votes
    kinds = csr_array((KINDS[votes.data + np.int8(1)], votes.indices, votes.indptr), shape=votes.shape)
    people = np.ones(matrix.participants, dtype=np.uint64)
    marks = matrix.left_out * LEFT_OUT
    for _ in range(ROUNDS):
        statements = mixed(kinds.T @ people + marks)
        people = mixed(kinds @ statements)
    return Order(np.argsort(people, kind="stable"), np.argsort(statements, kind="stable"))


def mixed(codes: Codes) -> Codes:
    """Spreads every bit over all 64 (the finaliser of SplitMix64); overflow is meant."""
    for shift, factor in FOLDS:
        codes = (codes ^ (codes >> np.uint64(shift))) * factor
    spread: Codes = codes ^ (codes >> np.uint64(31))
    return spread


def arranged(matrix: VoteMatrix, order: Order) -> VoteMatrix:
    """The matrix with its rows and columns in this order; two passes over the votes, no sorting."""
    columns = matrix.votes.tocsc()[:, order.statements]
    columns.indices = places_in(order.participants)[columns.indices]
    return VoteMatrix(in_rows(columns), matrix.left_out[order.statements])


def in_rows(columns: Sparse) -> Sparse:
    """Rows whose columns ascend; the conversion brings them in order by itself."""
    rows = columns.tocsr()
    rows.has_sorted_indices = True
    return rows


def places_in(order: Places) -> NDArray[np.int32]:
    """Where each one has gone."""
    places = np.empty(order.size, dtype=np.int32)
    places[order] = np.arange(order.size, dtype=np.int32)
    return places
