"""Differences between discovered groups, and those groups beside declared ones."""

import numpy as np
import pytest

from ladder.core.synthesis.opinion.cross_fit import cross_fit
from ladder.core.synthesis.opinion.cross_table import cross_tabulate
from ladder.core.synthesis.opinion.random_tables import association, chance_of, random_tables
from tests.core.synthesis.opinion.made_up import consultation, matrix_of


def test_random_tables_keep_all_totals():
    rows, columns = np.array([5, 0, 7]), np.array([4, 6, 2])
    tables = random_tables(rows, columns, 200, np.random.default_rng(1))
    assert (tables >= 0).all()
    assert (tables.sum(axis=2) == rows).all()
    assert (tables.sum(axis=1) == columns).all()
    # the mean of a cell is its row total times its column total over all
    assert tables.mean(axis=0) == pytest.approx(np.outer(rows, columns) / 12, abs=0.3)


def test_association_by_hand():
    tables = np.array([[[5, 0], [0, 5]], [[3, 3], [2, 2]], [[4, 0], [0, 0]]])
    assert association(tables) == pytest.approx([1.0, 0.0, 0.0])


def test_chance_of_a_table_that_is_the_rarest():
    # all five of one side in one group: 1 of C(10, 5) = 252 dealings, and its mirror
    p = chance_of(np.array([[5, 0], [0, 5]]), 4_999, np.random.default_rng(1))
    assert p == pytest.approx(2 / 252, abs=0.005)


def test_noise_shows_no_differences():
    flagged = sum(cross_fit(consultation(seed, people=80, statements=30)[0], seed).differs.any() for seed in range(6))
    assert flagged <= 1


def test_real_differences_are_found():
    matrix, _ = consultation(1, split=0.2)
    found = cross_fit(matrix, 1)
    assert found.differs[:15].sum() >= 13
    assert found.differs[15:].sum() <= 3
    assert (found.q_value >= found.p_value).all()


def test_what_cannot_be_tested_is_not_called_different():
    for table in ([[1, -1]] * 3, [[1]], [[None, None]] * 4):
        found = cross_fit(matrix_of(table), 1)
        assert found.p_value.tolist() == found.q_value.tolist() == [1.0] * len(table[0])


def test_groups_that_follow_cut_across_or_leave_open():
    members = np.array([0, 1] * 40 + [-1], dtype=np.int8)
    same = cross_tabulate([0, 1] * 40 + [0], members, 1)
    assert same.counts.tolist() == [[40, 0], [0, 40]]
    assert (same.cramers_v, same.p_value, same.verdict) == (1.0, 0.001, "follows")
    across = cross_tabulate([0, 0, 1, 1] * 20 + [0], members, 1)
    assert (across.cramers_v, across.verdict) == (0.0, "cuts_across")
    few = cross_tabulate([0, 0, 1, 1, 1, -1, -1], np.array([0, 0, 0, 1, 1, 1, 0], dtype=np.int8), 1)
    assert few.counts.tolist() == [[2, 0], [1, 2]]
    assert few.verdict == "not_known"
    assert cross_tabulate([0] * 81, members, 1).verdict == "not_known"
    assert cross_tabulate([], np.zeros(0, dtype=np.int8), 1).counts.shape == (0, 0)
