"""The two directions in which participants differ most, from votes with gaps.

A gap counts as the statement's mean, so after centring it is exactly zero and the matrix stays sparse.
Source: principal components with mean imputation, as in the Polis method; eigenvectors by Lanczos (ARPACK).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, eigsh

from ladder.core.synthesis.matrix import Reals, Sparse, VoteMatrix

AXES = 2
DENSE_UP_TO = 12
BLOCK = 2_048
SAME = 1e-9
START_SEED = 20_150
FIRST_TRY = {"ncv": 12, "maxiter": 3, "tol": 1e-12}
LAST_TRY = {"ncv": 24, "tol": 1e-5}
OF_CHANCE = {"ncv": 24, "tol": 1e-2}
EXACT_UP_TO_VOTES = 1_000_000
PRODUCTS_UP_TO = 2e11


@dataclass(frozen=True, slots=True)
class Axes:
    """Mean vote per statement, two unit vectors over statements in rows, strongest first."""

    centre: Reals
    components: Reals


def find_axes(matrix: VoteMatrix) -> Axes:
    """Mean votes and the two strongest axes of a matrix."""
    centre = mean_votes(matrix)
    return axes_of(centre, centred_votes(matrix, centre))


def axes_of(centre: Reals, centred: Sparse, *, is_chance: bool = False) -> Axes:
    """The two strongest axes; one that does not exist is all zeros.

    Each component is turned so that its largest loading is positive. `is_chance` says that the axes mean nothing: above
    a million votes they are then found roughly, for axes of chance are the slowest of all to settle.
    """
    components = np.zeros((AXES, centre.size))
    if varies(centred):
        vectors, strengths = strongest(centred, is_rough=is_chance and centred.nnz > EXACT_UP_TO_VOTES)
        real = np.flatnonzero(strengths > SAME * strengths[0])
        components[real] = turned(vectors[real])
    return Axes(centre, components)


def varies(centred: Sparse) -> bool:
    """Does anybody differ from anybody on a statement."""
    return bool(np.any(np.abs(centred.data) > SAME))


def mean_votes(matrix: VoteMatrix) -> Reals:
    """Mean vote per statement over those who answered, passes as 0; 0 where nobody did or moderation left it out."""
    answers = np.bincount(matrix.votes.indices, minlength=matrix.statements)
    sums = matrix.votes.T @ np.ones(matrix.participants)
    means: Reals = np.where(matrix.left_out, 0.0, sums / np.maximum(answers, 1))
    return means


def centred_votes(matrix: VoteMatrix, centre: Reals) -> Sparse:
    """Votes less their statement's mean where one was given; what moderation left out is zero."""
    votes = matrix.votes
    values = np.take(np.where(matrix.left_out, 0.0, -centre), votes.indices)
    values += votes.data
    if matrix.left_out.any():
        values[matrix.left_out[votes.indices]] = 0.0
    return csr_array((values, votes.indices, votes.indptr), shape=votes.shape)


def strongest(centred: Sparse, *, is_rough: bool = False) -> tuple[Reals, Reals]:
    """The strongest eigenvectors of X'X in rows and their eigenvalues, largest first."""
    if centred.shape[1] <= DENSE_UP_TO:
        values, vectors = np.linalg.eigh(cross_products(centred))
    else:
        values, vectors = by_lanczos(centred, OF_CHANCE if is_rough else FIRST_TRY)
    order = np.argsort(values)[::-1][:AXES]
    return np.ascontiguousarray(vectors[:, order].T), np.maximum(values[order], 0.0)


def by_lanczos(centred: Sparse, settings: Mapping[str, float]) -> tuple[Reals, Reals]:
    """Two eigenvalues and eigenvectors in columns, without ever forming X'X unless it saves time.

    Where the second axis hardly differs from the third, Lanczos creeps. Then X'X is formed after all, to the same
    precision; where even that is too large, such an axis is found to about five digits of its strength.
    """
    size = centred.shape[1]
    across = centred.T
    product = LinearOperator((size, size), matvec=lambda each: across @ (centred @ each), dtype=np.float64)
    start = np.random.default_rng(START_SEED).standard_normal(size)
    try:
        values, vectors = eigsh(product, k=AXES, v0=start, **settings)
    except ArpackNoConvergence:
        if centred.shape[0] * float(size) ** 2 <= PRODUCTS_UP_TO:
            values, vectors = eigsh(cross_products(centred), k=AXES, v0=start, tol=0)
        else:
            values, vectors = eigsh(product, k=AXES, v0=start, **LAST_TRY)
    return values, vectors


def cross_products(centred: Sparse) -> Reals:
    """X'X as a full matrix, block by block of participants."""
    total = np.zeros((centred.shape[1], centred.shape[1]))
    for first in range(0, centred.shape[0], BLOCK):
        part = centred[first : first + BLOCK].toarray()
        total += part.T @ part
    return total


def turned(vectors: Reals) -> Reals:
    """Each vector with the sign that makes its largest loading positive; of nearly equal ones the first decides."""
    sizes = np.abs(vectors)
    leading = np.argmax(sizes >= sizes.max(axis=1, keepdims=True) * (1 - SAME), axis=1)
    signs: Reals = np.sign(vectors[np.arange(len(vectors)), leading])
    return vectors * signs[:, None]
