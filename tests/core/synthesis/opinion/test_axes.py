"""Means, axes and positions, against numbers worked out elsewhere."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from ladder.core.synthesis.opinion import pca
from ladder.core.synthesis.opinion.pca import centred_votes, find_axes, strongest, turned
from ladder.core.synthesis.opinion.positions import answered, extremity, place_participants, place_statements
from tests.core.synthesis.opinion.made_up import consultation, matrix_of


def dense_axes(matrix):
    """The same by the book: a full matrix with gaps at the mean, and a full decomposition."""
    votes = matrix.votes.toarray().astype(float)
    seen = np.zeros(votes.shape)
    seen[matrix.rows_of_votes(), matrix.votes.indices] = 1
    table = (votes - votes.sum(axis=0) / seen.sum(axis=0)) * seen
    _, values, vectors = np.linalg.svd(table, full_matrices=False)
    return vectors[:2], values[:2] ** 2


def test_a_toy_of_four_people_and_three_columns():
    table = np.array([[1, 0, 0], [-1, 1, 0.1], [0, 1, 0.1], [0, 1, -0.1]])
    centred = csr_array(table - table.mean(axis=0))
    vectors, strengths = strongest(centred)
    vectors = turned(vectors)
    assert strengths / 3 == pytest.approx([0.85272226, 0.06658833], abs=1e-8)
    assert vectors[0] == pytest.approx([0.87418057, -0.48400607, -0.0393249], abs=1e-6)
    assert (centred @ vectors.T)[0] == pytest.approx([1.238168, -0.173377], abs=1e-6)


def test_positions_by_hand():
    # means 0, 0; the first axis is (1, 1) / sqrt 2, where everybody stands at sqrt 2, once more scaled by sqrt(2 / 2)
    matrix = matrix_of([[1, 1], [-1, -1]])
    axes = find_axes(matrix)
    assert axes.centre.tolist() == [0.0, 0.0]
    assert axes.components[0] == pytest.approx([0.5**0.5] * 2)
    assert not axes.components[1].any()
    placed = place_participants(matrix, centred_votes(matrix, axes.centre), axes)
    assert placed == pytest.approx(np.array([[2**0.5, 0.0], [-(2**0.5), 0.0]]))
    # agreeing to one statement of two alone: (1 - 0) / sqrt 2 * sqrt 2
    assert place_statements(axes) == pytest.approx(np.array([[1.0, 0.0], [1.0, 0.0]]))
    assert extremity(axes) == pytest.approx([1.0, 1.0])


def test_few_answers_weigh_as_many():
    matrix = matrix_of([[1, 1, 1, 1], [-1, -1, -1, -1], [1, None, None, None], [-1, None, None, None]])
    axes = find_axes(matrix)
    placed = place_participants(matrix, centred_votes(matrix, axes.centre), axes)
    reach = axes.components[0]
    assert placed[0, 0] == pytest.approx(reach.sum())
    assert placed[2, 0] == pytest.approx(reach[0] * 2)


def test_a_statement_left_out_is_zero_and_counts_as_answered():
    matrix = matrix_of([[1, 1, 1], [-1, -1, None], [None, 1, -1]], left_out=[0])
    axes = find_axes(matrix)
    assert axes.centre[0] == 0.0
    assert not axes.components[:, 0].any()
    assert answered(matrix).tolist() == [3, 2, 3]


@pytest.mark.parametrize("statements", [5, 12, 13, 40, 90])
def test_axes_are_those_of_a_full_decomposition(statements):
    matrix, _ = consultation(statements, people=80, statements=statements, rate=0.7, split=0.4)
    axes = find_axes(matrix)
    vectors, _ = dense_axes(matrix)
    assert np.abs(axes.components) == pytest.approx(np.abs(vectors), abs=1e-9)
    assert (axes.components.max(axis=1) == np.abs(axes.components).max(axis=1)).all()


@pytest.mark.parametrize("most", [2e11, 0.0])
def test_axes_that_hardly_differ_are_found_as_well(monkeypatch, most):
    monkeypatch.setattr(pca, "PRODUCTS_UP_TO", most)
    matrix, _ = consultation(3, people=150, statements=90, rate=0.6)
    vectors, _ = dense_axes(matrix)
    found = find_axes(matrix).components
    assert np.abs((found * vectors).sum(axis=1)) == pytest.approx([1.0, 1.0], abs=1e-9 if most else 1e-2)
