"""The gate: how often it opens for noise and for real groups, and that its shuffles are what they say."""

import numpy as np
import pytest

from ladder.core.synthesis.opinion.gate import (
    LEVEL,
    SAMPLED_VOTES,
    draw_people,
    in_columns,
    most_allowed,
    open_gate,
    shuffled,
)
from ladder.core.synthesis.opinion.lanczos import Stack, strengths_of
from tests.core.synthesis.opinion.made_up import consultation, matrix_of


def share_open(runs, **settings):
    return sum(open_gate(consultation(seed, **settings)[0], seed).p_value <= LEVEL for seed in range(runs)) / runs


def test_noise_seldom_opens_the_gate():
    # at 3 % more than 6 of 60 would come about three times in a thousand such tests
    assert share_open(60, people=100, statements=40) <= 0.1


def test_a_tenth_of_the_statements_splitting_opens_it():
    assert share_open(12, split=0.1) == 1.0
    assert share_open(20, split=0.1, rate=0.6) >= 0.75


@pytest.mark.parametrize(("shuffles", "allowed"), [(199, 5), (33, 0)])
def test_p_stays_within_the_level(shuffles, allowed):
    assert most_allowed(shuffles) == allowed
    assert (1 + allowed) / (1 + shuffles) <= LEVEL < (2 + allowed) / (1 + shuffles)


def test_shuffling_keeps_every_statement_and_who_answered_it():
    matrix = matrix_of([[1, 0, None], [-1, 1, 1], [1, None, -1], [0, 1, None]], left_out=[2])
    columns = in_columns(matrix)
    assert columns.starts.tolist() == [0, 4, 7]
    found = shuffled(columns, 400, np.random.default_rng(1))
    assert found.shape == (400, 7)
    assert (np.sort(found[:, :4], axis=1) == [-1, 0, 1, 1]).all()
    assert (np.sort(found[:, 4:], axis=1) == [0, 1, 1]).all()
    # each of the three places of the second statement holds the 0 about as often
    assert ((found[:, 4:] == 0).sum(axis=0) > 100).all()


def test_strengths_of_a_stack_are_largest_eigenvalues():
    chance = np.random.default_rng(4)
    tables = chance.standard_normal((3, 30, 8)).astype(np.float32)
    filled = tables.transpose(0, 2, 1).reshape(3, -1)
    rows, starts = np.tile(np.arange(30, dtype=np.int32), 8), np.arange(0, 241, 30, dtype=np.int32)
    found = strengths_of(Stack.of(rows, starts, 30, 5), filled)
    assert found == pytest.approx(np.array([np.linalg.eigvalsh(each.T @ each)[:-3:-1] for each in tables]), rel=1e-4)


def test_large_consultations_are_looked_at_in_part():
    matrix, _ = consultation(1, people=2_400, statements=60, split=0.2)
    part = draw_people(matrix, np.random.default_rng(1))
    assert SAMPLED_VOTES - 60 < part.votes.nnz <= SAMPLED_VOTES
    found = open_gate(matrix, 1)
    assert found.people == open_gate(matrix, 1).people < 2_400
    assert found.p_value == 1 / 34
