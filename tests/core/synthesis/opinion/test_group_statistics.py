"""Counts, representativeness and consensus, worked by hand."""

import numpy as np
import pytest

from ladder.core.synthesis.opinion import group_votes
from ladder.core.synthesis.opinion.consensus import find_consensus, group_aware_consensus
from ladder.core.synthesis.opinion.group_votes import count_all_votes, count_group_votes
from ladder.core.synthesis.opinion.proportions import proportion, proportion_test, two_proportions_test
from ladder.core.synthesis.opinion.representativeness import measure_representativeness, most_representative
from tests.core.synthesis.opinion.made_up import consultation, matrix_of, triples

# group 0 four people, group 1 three, one in none
TABLE = [[1, 1], [1, 1], [1, -1], [1, None], [-1, 1], [-1, 1], [0, 1], [1, -1]]
MEMBERS = np.array([0, 0, 0, 0, 1, 1, 1, -1], dtype=np.int8)


def test_counts_by_group():
    votes = count_group_votes(matrix_of(TABLE), MEMBERS, 2)
    assert votes.agree.tolist() == [[4, 2], [0, 3]]
    assert votes.disagree.tolist() == [[0, 1], [2, 0]]
    assert votes.seen.tolist() == [[4, 3], [3, 3]]
    assert votes.others().agree.tolist() == [[0, 3], [4, 2]]
    assert count_all_votes(matrix_of(TABLE)).seen.tolist() == [[8, 7]]


def test_counting_in_blocks_changes_nothing(monkeypatch):
    matrix, group = consultation(1, people=40, statements=9, rate=0.6)
    members = (group - (np.arange(40) % 3 == 0)).astype(np.int8)
    whole = count_group_votes(matrix, members, 2)
    monkeypatch.setattr(group_votes, "BLOCK", 4)
    parts = count_group_votes(matrix, members, 2)
    rows, columns, votes = triples(matrix)
    for group_number in range(2):
        for statement in range(9):
            here = votes[(members[rows] == group_number) & (columns == statement)]
            assert whole.agree[group_number, statement] == parts.agree[group_number, statement] == (here == 1).sum()
            assert (
                whole.disagree[group_number, statement] == parts.disagree[group_number, statement] == (here == -1).sum()
            )
            assert whole.seen[group_number, statement] == parts.seen[group_number, statement] == here.size


def test_the_one_sample_test_gives_one_with_no_data_at_all():
    assert proportion_test(np.array([0]), np.array([0])).tolist() == [1.0]
    # 2 sqrt(4) (4/4 - 1/2) = 2 and 2 sqrt(16) (15/16 - 1/2) = 3.5
    assert proportion_test(np.array([3, 14]), np.array([3, 15])).tolist() == [2.0, 3.5]
    assert proportion(np.array([0, 3]), np.array([0, 3])).tolist() == [0.5, 0.8]


def test_the_two_sample_test():
    # (4/5 - 1/4) / sqrt(5/9 * 4/9 * (1/5 + 1/4)) = 0.55 / sqrt(1/9) = 1.65
    z = two_proportions_test(np.array([3]), np.array([4]), np.array([0]), np.array([3]))
    assert z == pytest.approx([1.65])
    # everybody on both sides agrees: nothing tells them apart
    assert two_proportions_test(np.array([3]), np.array([3]), np.array([2]), np.array([2])).tolist() == [0.0]


def test_representativeness_by_hand():
    found = measure_representativeness(count_group_votes(matrix_of(TABLE), MEMBERS, 2))
    # group 0 on the first statement: 4 of 4 agree, others 0 of 3
    assert found.agree.share[0, 0] == pytest.approx(5 / 6)
    assert found.agree.share_test[0, 0] == pytest.approx(2 * 5**0.5 * 0.5)
    assert found.agree.ratio[0, 0] == pytest.approx((5 / 6) / (1 / 5))
    assert found.agree.ratio_test[0, 0] == pytest.approx((1 - 0.25) / (6 / 9 * 3 / 9 * (1 / 5 + 1 / 4)) ** 0.5)
    assert most_representative(found, 0, np.zeros(2, dtype=bool)) == ((0, "agree"),)
    assert most_representative(found, 0, np.array([True, False])) == ()
    # two of three disagree: z = 2 sqrt(4) (3/4 - 1/2) = 1, too little to list
    assert most_representative(found, 1, np.zeros(2, dtype=bool)) == ()


def test_group_aware_consensus_is_a_product_of_shares():
    votes = count_group_votes(matrix_of(TABLE), MEMBERS, 2)
    assert group_aware_consensus(votes) == pytest.approx([5 / 6 * 1 / 5, 3 / 5 * 4 / 5])


def test_consensus_lists_clear_majorities_of_everybody():
    matrix = matrix_of([[1, -1, 1]] * 9 + [[-1, -1, 0]], left_out=[1])
    found = find_consensus(count_all_votes(matrix), matrix.left_out)
    # both 9 of 10: share 10/12, z = 2 sqrt(11) (10/11 - 1/2); equal ones stand in the order of the matrix
    assert [each.statement for each in found.agree] == [0, 2]
    assert found.agree[0].share == pytest.approx(10 / 12)
    assert found.agree[0].share_test == pytest.approx(2 * 11**0.5 * (10 / 11 - 0.5))
    assert found.disagree == ()
