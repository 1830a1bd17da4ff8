"""Whoever comes next is asked what their own group was heard least on."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ladder.core.consultation.routing import choose_next, order_items

ITEMS = tuple(f"P1-L1-{number:02}" for number in range(12))
counts = st.dictionaries(st.sampled_from(ITEMS), st.integers(0, 5))
seeds = st.binary(min_size=1, max_size=16)


@given(counts, seeds, st.sets(st.sampled_from(ITEMS)))
def test_the_item_heard_least_that_was_not_passed_comes_next(heard, seed, passed):
    chosen = choose_next(ITEMS, heard, seed, passed)
    left = [item for item in ITEMS if item not in passed]
    if not left:
        assert chosen is None
    else:
        assert chosen in left
        assert heard.get(chosen, 0) == min(heard.get(item, 0) for item in left)


@given(counts, seeds, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_of_rows(heard, seed, chance):
    shuffled = list(ITEMS)
    chance.shuffle(shuffled)
    assert order_items(shuffled, heard, seed) == order_items(ITEMS, heard, seed)
    assert sorted(order_items(ITEMS, heard, seed)) == sorted(ITEMS)


def test_ties_fall_differently_for_different_people():
    firsts = Counter(choose_next(ITEMS, {}, bytes([number])) for number in range(240))
    assert set(firsts) == set(ITEMS)
    assert max(firsts.values()) < 60  # 20 expected each


def share_heard(is_routed: bool) -> float:
    """The share of 77 items that every one of seven groups answered at least three times, each answering half."""
    chance, items = random.Random(5), [f"item {number}" for number in range(77)]
    sizes = {55: 0.5, 40: 0.5, 25: 0.5, 18: 0.35, 14: 0.35, 10: 0.35, 8: 0.35}
    heard = {size: Counter() for size in sizes}
    for size, rate in sizes.items():
        for person in range(size):
            seed, answers = bytes([size, person]), round(rate * len(items))
            ordered = order_items(items, heard[size], seed) if is_routed else chance.sample(items, len(items))
            heard[size].update(ordered[:answers])
    return sum(all(heard[size][item] >= 3 for size in sizes) for item in items) / len(items)


def test_the_same_effort_hears_every_group_on_more_items():
    """Eight people who answer 27 items each give 216 answers: two on each of 77 items, and a third on 62, at best."""
    assert share_heard(is_routed=False) < 0.5
    assert share_heard(is_routed=True) > 0.75
