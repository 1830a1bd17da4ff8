"""The permutation test against an exact one, against nothing to find, and against names and orders."""

from itertools import permutations

import numpy as np
import pytest
from scipy.sparse import csr_array

from ladder.core.synthesis.canonical_order import canonical_order
from ladder.core.synthesis.columns import Columns
from ladder.core.synthesis.divergence import find_divergence, statistics_of
from ladder.core.synthesis.effect import widest_pair
from ladder.core.synthesis.exchangeable import people_of, strata_of
from ladder.core.synthesis.permuting import Listed, Product, Units, labellings
from ladder.core.synthesis.rules import Rules
from tests.core.synthesis.consultations import heard
from tests.core.synthesis.simulated import SEVEN, simulate, without_groups

EXACT = Rules(permutations=20_000, permutations_extended=20_000)


def units_of(labels, asked, support, strata=None):
    stratum = np.zeros(len(labels), dtype=np.int64) if strata is None else np.array(strata)
    return Units(np.array(labels), stratum, csr_array(np.array(asked, float)), csr_array(np.array(support, float)))


def test_statistics_of_a_table_worked_by_hand():
    # group 1: 8 of 10, group 2: 2 of 10; p = 1/2, residual (8 - 5) / sqrt(10 / 4 / 2), chi-square 9 / 2.5 twice
    asked, support = np.array([[[10.0], [10.0]]]), np.array([[[8.0], [2.0]]])
    found = statistics_of(asked, support, asked[0].sum(axis=0), support[0].sum(axis=0))
    assert found[:, 0, 0] == pytest.approx([3 / np.sqrt(1.25), 7.2])


def test_where_nothing_can_differ_the_statistics_are_nothing():
    asked, support = np.array([[[4.0, 0.0, 4.0], [2.0, 0.0, 0.0]]]), np.array([[[4.0, 0.0, 1.0], [2.0, 0.0, 0.0]]])
    found = statistics_of(asked, support, asked[0].sum(axis=0), support[0].sum(axis=0))
    assert not found.any()


def test_p_values_come_near_those_of_all_permutations():
    labels, support = [0, 0, 0, 1, 1, 1, 1], np.array([[1], [1], [1], [0], [0], [1], [0]])
    asked = np.ones((7, 1))
    observed = []
    for order in permutations(labels):
        counts = [np.array([[[sum(x == g for x in order)] for g in (0, 1)]], float)]
        favour = np.array([[[sum(int(s[0]) for s, x in zip(support, order, strict=True) if x == g)] for g in (0, 1)]])
        observed.append(statistics_of(counts[0], favour.astype(float), np.array([7.0]), np.array([4.0]))[:, 0, 0])
    exact = (np.array(observed) >= observed[0] - 1e-9).mean(axis=0)
    found = find_divergence([units_of(labels, asked, support)], 2, 1, EXACT)
    assert [found.p_residual[0], found.p_chi2[0]] == pytest.approx(exact.tolist(), abs=0.015)


def test_a_labelling_never_leaves_its_stratum():
    units = units_of([0, 0, 1, 1, 2, 2], np.ones((6, 1)), np.ones((6, 1)), [0, 1, 0, 1, 0, 1])
    for labels in labellings(units, np.random.default_rng(1), 50, 7):
        for stratum in (0, 1):
            inside = labels[:, units.stratum == stratum]
            assert (np.sort(inside, axis=1) == [0, 1, 2]).all()


def test_batches_change_nothing():
    units = units_of([0, 1, 1, 2], np.ones((4, 1)), np.ones((4, 1)))
    together = np.concatenate(list(labellings(units, np.random.default_rng(3), 20, 20)))
    assert (np.concatenate(list(labellings(units, np.random.default_rng(3), 20, 3))) == together).all()


@pytest.mark.parametrize("weight", [1.0, 0.6])
def test_dense_and_listed_answers_count_the_same(weight):
    chance = np.random.default_rng(5)
    asked = (chance.random((30, 4)) < 0.5) * weight
    support = asked * (chance.random((30, 4)) < 0.5)
    units = units_of(chance.integers(0, 3, 30), asked, support)
    labels = units.label[None, :]
    dense = Product.of(units, 3)
    listed = Product(tuple(Listed.of(csr_array(part)) for part in dense.parts), 3)
    by_hand = [[asked[units.label == g].sum(axis=0), support[units.label == g].sum(axis=0)] for g in range(3)]
    for product in (dense, listed):
        found = product.counts(labels)
        assert np.allclose(found[0][0], [each[0] for each in by_hand])
        assert np.allclose(found[1][0], [each[1] for each in by_hand])


def test_shuffled_labels_give_no_divergence():
    flagged = 0
    for seed in range(20):
        chance = np.random.default_rng(seed)
        simulated = simulate(chance, SEVEN, 24, 0.95)
        flagged += divergent(without_groups(chance, simulated), 24).any()
        if not seed:
            assert divergent(simulated.columns, 24)[simulated.kind("blocs")].mean() > 0.8
    # at a level of 5 % more than three of twenty would come once in 60 times; `bench/` looks at a thousand
    assert flagged <= 3


def divergent(columns, statements):

    people, _ = people_of(columns, canonical_order(columns, 7), statements, Rules())
    return find_divergence([people], 7, statements, Rules(), verdict_only=True).is_divergent


def test_two_groups_far_apart():
    item = heard({"a": (20, 2, 0), "b": (3, 15, 0)})
    assert item.divergence.is_divergent
    # one statement alone: the smallest p that 1,999 permutations can give, twice for two statistics
    assert item.divergence.p_chi2 == pytest.approx(1 / 2000)
    assert item.divergence.q == pytest.approx(2 / 2000)
    assert item.divergence.pair == ("a", "b")


def lone(statements, rules):
    """Two groups that nothing divides but the first of so many statements."""
    chance = np.random.default_rng(8)
    label = np.repeat([0, 1], 40)
    support = chance.random((80, statements)) < 0.7
    support[:, 0] = label == 0
    units = units_of(label, np.ones((80, statements)), support)
    return find_divergence([units], 2, statements, rules)


def test_one_statement_alone_among_many_is_found_by_further_permutations():
    # 2 / 2,000 x 130 is above 0.05: no statement alone could pass; 2 / 30,000 x 130 is below 0.01
    assert lone(130, Rules(permutations_extended=1)).is_divergent.sum() == 0
    found = lone(130, Rules())
    assert np.flatnonzero(found.is_divergent).tolist() == [0]
    assert found.p_chi2[0] == pytest.approx(1 / 30_000)
    assert found.q[0] == pytest.approx(2 / 30_000 * 130 * 5)


def test_a_quick_look_comes_to_the_same_verdict():
    simulated = simulate(np.random.default_rng(4), SEVEN, 24, 0.95)
    people, _ = people_of(simulated.columns, canonical_order(simulated.columns, 7), 24, Rules())
    whole = find_divergence([people], 7, 24, Rules()).is_divergent
    assert (find_divergence([people], 7, 24, Rules(), verdict_only=True).is_divergent == whole).all()


def test_the_bound_of_a_pair_is_that_of_its_posteriors():
    # p_a - p_b for Beta(20.5, 2.5) and Beta(3.5, 15.5): mean 0.891 - 0.184, and sd 0.106 in all, so the lower 80 %
    # bound lies about 0.84 sd below 0.707
    first, second, bound = widest_pair(np.array([3.0, 20.0]), np.array([18.0, 22.0]), np.array([0, 1]), Rules())
    assert (first, second) == (1, 0)
    assert bound == pytest.approx(0.707 - 0.84 * 0.106, abs=0.02)


def test_one_group_alone_has_no_pair():
    assert widest_pair(np.array([3.0, 0.0]), np.array([4.0, 0.0]), np.array([0, 1]), Rules()) is None


def test_people_are_stratified_only_where_activity_could_pass_for_a_difference():
    chance = np.random.default_rng(2)
    label, answers = np.repeat([0, 1], 100), np.repeat([70, 30], 100) + chance.integers(-5, 6, 200)
    noise = chance.random(200)
    assert not strata_of(label, answers, noise, Rules()).any()
    tied = noise + np.where(answers > np.repeat([70, 30], 100), 0.5, 0)
    assert set(strata_of(label, answers, tied, Rules()).tolist()) == {0, 1, 2, 3}
    assert not strata_of(chance.permutation(label), answers, tied, Rules()).any()


def test_people_of_no_group_take_no_part():
    labels = np.array([0] * 8 + [1] * 8 + [-1] * 50)
    person = np.arange(66)
    vote = np.array([1] * 8 + [-1] * 8 + [1] * 50)
    columns = Columns.plain(labels, person, np.zeros(66, dtype=np.int64), vote)

    people, _ = people_of(columns, canonical_order(columns, 2), 1, Rules())
    assert people.asked.shape == (16, 1)
