"""The matrix of votes and its order."""

import numpy as np
import pytest

from ladder.core.synthesis.matrix import VoteMatrix
from ladder.core.synthesis.opinion.canonical_order import arranged, find_order
from tests.core.synthesis.opinion.made_up import consultation, matrix_of, triples


def test_passes_are_kept_apart_from_silence():
    matrix = matrix_of([[1, 0, None], [None, -1, 0]])
    assert matrix.votes.nnz == 4
    assert matrix.answers_per_participant().tolist() == [2, 2]
    assert matrix.votes.dtype == np.int8
    assert matrix.votes.indices.dtype == np.int32
    assert matrix.rows_of_votes().tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("rows", "columns", "votes", "message"),
    [
        ([0, 0], [1, 1], [1, -1], "two votes"),
        ([0], [0], [2], "1, -1 or 0"),
        ([0], [0], [float("nan")], "1, -1 or 0"),
        ([0], [0], [0.5], "1, -1 or 0"),
        ([0], [0, 1], [1, 1], "one length"),
        ([3], [0], [1], "place of a participant lies outside"),
        ([-1], [0], [1], "place of a participant lies outside"),
        ([0], [2], [1], "place of a statement lies outside"),
        ([0.5], [0], [1], "whole number"),
    ],
)
def test_what_is_no_vote_is_refused(rows, columns, votes, message):
    with pytest.raises(ValueError, match=message):
        VoteMatrix.from_votes(rows, columns, votes, (3, 2))


@pytest.mark.parametrize("seed", range(5))
def test_the_canonical_order_forgets_how_votes_were_read(seed):
    matrix, _ = consultation(seed, people=60, statements=23, rate=0.4)
    chance = np.random.default_rng(seed)
    people, statements = chance.permutation(60), chance.permutation(23)
    rows, columns, votes = triples(matrix)
    mixed = chance.permutation(rows.size)
    first = VoteMatrix.from_votes(rows, columns, votes, (60, 23), [4])
    other = VoteMatrix.from_votes(
        people[rows][mixed], statements[columns][mixed], votes[mixed], (60, 23), [statements[4]]
    )
    one, two = (arranged(each, find_order(each)) for each in (first, other))
    for part in ("data", "indices", "indptr"):
        assert np.array_equal(getattr(one.votes, part), getattr(two.votes, part))
    assert np.array_equal(one.left_out, two.left_out)
    assert one.votes.has_canonical_format
