"""Which two groups stand surely furthest apart, and by how much at least."""

import numpy as np

from ladder.core.synthesis.arrays import Ints, Reals
from ladder.core.synthesis.rules import Rules

HALF = 0.5
PAIR = 2


def widest_pair(support: Reals, voices: Reals, ranks: Ints, rules: Rules) -> tuple[int, int, float] | None:
    """The pair of groups with the largest lower bound of p_g - p_h, the group more in favour first, and that bound.

    `support` and `voices` are effective counts by group. The bound holds with probability `effect_bound` in the
    groups' Beta posteriors, by `effect_draws` seeded draws; they are the same for every statement, so the result does
    not depend on which others there are. Groups are drawn in the order of `ranks`. None below two groups heard.
    """
    heard = np.flatnonzero(voices > 0)
    if len(heard) < PAIR:
        return None
    order = np.argsort(ranks)
    chance = np.random.default_rng(rules.seed)
    a, b = support[order] + HALF, voices[order] - support[order] + HALF
    drawn = np.empty((rules.effect_draws, len(order)))
    drawn[:, order] = chance.beta(a, b, size=drawn.shape)
    mean = (support + HALF) / (voices + 1)
    pairs = [(int(g), int(h)) for g in heard for h in heard if g != h and mean[g] >= mean[h]]
    first, second = np.array(pairs).T
    bounds = np.quantile(drawn[:, first] - drawn[:, second], 1 - rules.effect_bound, axis=0)
    best = int(np.argmax(bounds))
    return int(first[best]), int(second[best]), float(bounds[best])
