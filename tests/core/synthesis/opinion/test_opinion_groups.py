"""The whole search: what it finds, what it says where there is nothing, and that order and names do not matter."""

import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.core.synthesis.matrix import VoteMatrix
from ladder.core.synthesis.opinion.description import describe_groups
from ladder.core.synthesis.opinion.grouping import find_opinion_groups
from ladder.core.synthesis.opinion.result import REASONS, UNGROUPED
from tests.core.synthesis.opinion.made_up import accord, consultation, matrix_of, triples


@pytest.fixture(autouse=True)
def warnings_are_faults():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def as_bytes(found, people=slice(None), statements=slice(None)):
    """All that was found, byte for byte, with people and statements in some order."""
    arrays = found.members[people], found.positions[people], found.centre[statements], found.components[:, statements]
    return [each.tobytes() for each in arrays], found.stable, found.k, found.reason, found.stability, found.gate


def test_two_groups_are_found():
    matrix, group = consultation(1, split=0.2)
    found = find_opinion_groups(matrix, seed=1)
    assert found.stable
    assert (found.k, found.reason) == (2, "")
    assert accord(found.members, group) > 0.95
    assert found.gate.p_value == 1 / 200
    assert found.gate.people == 150
    assert len(found.stability) == 2
    assert min(found.stability) > 0.75
    assert found.is_tentative == (False, False)
    assert replace(found, stability=(0.7, 0.8)).is_tentative == (True, False)


def test_three_groups_are_found():
    matrix, group = consultation(2, people=180, split=0.5, gap=0.8, groups=3)
    found = find_opinion_groups(matrix, seed=1)
    assert found.k == 3
    assert accord(found.members, group) > 0.95


def test_an_axis_of_chance_makes_no_further_groups():
    found = [find_opinion_groups(consultation(seed, split=0.1, rate=0.8)[0], seed) for seed in range(8)]
    assert all(each.gate.p_value <= 0.03 < each.gate.second_p_value for each in found)
    assert sum(each.k == 2 for each in found) >= 6


def test_a_sample_takes_no_axis_away():
    # a quarter of the votes is looked at, too few for the second axis of three groups that differ on three statements
    matrix, group = consultation(1, people=8_000, statements=50, split=0.06, gap=0.6, groups=3)
    found = find_opinion_groups(matrix, seed=1)
    assert found.gate.people < 8_000
    assert found.gate.second_p_value > 0.03
    assert found.k == 3
    assert accord(found.members, group) > 0.6


def test_a_homogeneous_consultation_has_no_groups():
    found = [find_opinion_groups(consultation(seed, people=100, statements=40)[0], seed) for seed in range(10)]
    assert sum(each.stable for each in found) <= 2
    silent = next(each for each in found if not each.stable)
    assert (silent.k, silent.reason, silent.stability) == (0, "no_structure", ())
    assert (silent.members == UNGROUPED).all()
    assert silent.gate.p_value > 0.03


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ([[]], "too_few_people"),
        ([[1, 1, -1]], "too_few_people"),
        ([[1]] * 30, "too_few_statements"),
        ([[1], [-1]] * 15, "too_few_statements"),
        ([[1, 1, 1]] * 30, "no_variation"),
        ([[0, 0, 0]] * 30, "no_variation"),
        ([[None, None]] * 30, "too_few_people"),
        ([[1, None], [None, -1]] * 20, "too_few_people"),
        ([[1, -1, 1, 1]] * 9, "too_few_people"),
    ],
)
def test_where_there_is_nothing_it_says_why(table, reason):
    found = find_opinion_groups(matrix_of(table), seed=1)
    assert not found.stable
    assert found.reason == reason
    assert np.isfinite(found.positions).all()
    assert len(found.positions) == len(found.members) == len(table)


def test_nobody_at_all():
    found = find_opinion_groups(VoteMatrix.from_votes([], [], [], (0, 0)), seed=1)
    assert (found.stable, found.reason, found.positions.shape) == (False, "too_few_people", (0, 2))


def test_two_parts_that_share_no_statement():
    one, _ = consultation(1, people=40, statements=10)
    rows, columns, votes = triples(one)
    matrix = VoteMatrix.from_votes(
        np.concatenate((rows, rows + 40)), np.concatenate((columns, columns + 10)), np.tile(votes, 2), (80, 20)
    )
    found = find_opinion_groups(matrix, seed=1)
    assert found.reason in ("", *REASONS)
    assert np.isfinite(found.positions).all()


def test_those_who_answered_little_are_placed_and_not_grouped():
    matrix, _ = consultation(1, split=0.2)
    rows, columns, votes = triples(matrix)
    few = VoteMatrix.from_votes(
        np.append(rows, [150] * 6), np.append(columns, range(6)), np.append(votes, [1] * 6), (152, 77)
    )
    found = find_opinion_groups(few, seed=1)
    assert found.members[150:].tolist() == [UNGROUPED, UNGROUPED]
    assert found.positions[150].any()
    assert not found.positions[151].any()
    assert (found.members[:150] != UNGROUPED).all()


@pytest.mark.parametrize("split", [0.0, 0.2])
def test_order_and_names_do_not_matter(split):
    matrix, _ = consultation(5, people=90, statements=40, rate=0.7, split=split)
    chance = np.random.default_rng(1)
    people, statements = chance.permutation(90), chance.permutation(40)
    rows, columns, votes = triples(matrix)
    mixed = chance.permutation(rows.size)
    other = VoteMatrix.from_votes(people[rows][mixed], statements[columns][mixed], votes[mixed], (90, 40))
    first, second = find_opinion_groups(matrix, 7), find_opinion_groups(other, 7)
    assert as_bytes(first) == as_bytes(second, people, statements)
    assert as_bytes(first) == as_bytes(find_opinion_groups(matrix, 7))


def test_turning_every_vote_round_turns_nothing_but_signs():
    matrix, _ = consultation(3, split=0.3)
    turned = VoteMatrix(-matrix.votes, matrix.left_out)
    first, second = find_opinion_groups(matrix, 1), find_opinion_groups(turned, 1)
    assert second.centre == pytest.approx(-first.centre)
    assert np.abs(second.positions) == pytest.approx(np.abs(first.positions), abs=1e-8)
    assert accord(first.members, second.members) > 0.98


def test_every_statement_twice_leaves_people_where_they_are():
    matrix, _ = consultation(4, split=0.3)
    rows, columns, votes = triples(matrix)
    twice = VoteMatrix.from_votes(
        np.tile(rows, 2), np.concatenate((columns, columns + 77)), np.tile(votes, 2), (150, 154)
    )
    first, second = find_opinion_groups(matrix, 1), find_opinion_groups(twice, 1)
    # the axis is spread over twice as many statements: x.u grows by 2 / sqrt 2, the root of S / n stays
    assert np.abs(second.positions) == pytest.approx(np.abs(first.positions) * 2**0.5, abs=1e-8)
    assert accord(first.members, second.members) > 0.98


def test_a_statement_left_out_changes_no_group():
    matrix, _ = consultation(6, split=0.3)
    rows, columns, votes = triples(matrix)
    more = VoteMatrix.from_votes(
        np.append(rows, np.arange(150)), np.append(columns, [77] * 150), np.append(votes, [1, -1] * 75), (150, 78), [77]
    )
    first, second = find_opinion_groups(matrix, 1), find_opinion_groups(more, 1)
    assert accord(first.members, second.members) > 0.98
    assert second.centre[77] == 0.0


def test_a_description_of_groups_and_of_none():
    matrix, _ = consultation(1, split=0.2)
    found = find_opinion_groups(matrix, 1)
    described = describe_groups(matrix, found)
    assert described.votes.seen.sum() == matrix.votes.nnz
    # the fifteen that split mark the groups
    assert all(statement < 15 for marks in described.marking for statement, _ in marks)
    assert described.statement_positions.shape == (77, 2)
    none = describe_groups(matrix_of([[1, 1]] * 3), find_opinion_groups(matrix_of([[1, 1]] * 3), 1))
    assert none.marking == ()
    assert [each.statement for each in none.consensus.agree] == [0, 1]


tables = st.integers(1, 6).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([1, -1, 0, None]), min_size=width, max_size=width), min_size=1, max_size=16
    )
)


@settings(max_examples=60, deadline=None)
@given(tables, st.integers(0, 5))
def test_any_small_table_gives_a_sound_answer(table, seed):
    found = find_opinion_groups(matrix_of(table), seed)
    assert found.stable == (found.reason == "")
    assert found.stable == bool(found.k)
    assert found.reason in ("", *REASONS)
    assert all(np.isfinite(each).all() for each in (found.positions, found.centre, found.components))
    assert (np.bincount(found.members + 1, minlength=found.k + 1)[1:] >= 5).all()
    loaded = np.abs(found.components).max(axis=1)
    assert (found.components.max(axis=1) >= loaded - 1e-8).all()
