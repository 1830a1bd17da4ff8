"""Whether declared groups differ on a statement more than chance lets them: a permutation test on whole people.

Method and decisions: `docs/methods/divergence.md`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ladder.core.synthesis.arrays import Bools, Ints, Reals
from ladder.core.synthesis.false_discovery import adjusted
from ladder.core.synthesis.permuting import Product, Units, labellings
from ladder.core.synthesis.rules import Rules

# a permutation counts as extreme when it equals what was observed but for the last bits of a sum
SLACK = 1e-9
BATCH_CELLS = 4_000_000
# below this many exceedances of the first permutations a p-value is worth more of them
FEW = 10
QUICK = 199


@dataclass(frozen=True, slots=True)
class Tested:
    """p-values of both statistics, their joint p (twice the smaller), q and the verdict, by statement."""

    p_residual: Reals
    p_chi2: Reals
    q: Reals
    is_divergent: Bools


@dataclass(frozen=True, slots=True)
class Observed:
    """Statistics as they were found, statistic x statement, and the totals that no permutation changes."""

    statistics: Reals
    asked: Reals
    support: Reals


def find_divergence(
    parts: Sequence[Units], groups: int, statements: int, rules: Rules, *, verdict_only: bool = False
) -> Tested:
    """Test all statements. `parts` are permuted each by itself (people, rooms); their counts add up.

    Two statistics see different things: the largest standardised residual one small group apart, chi-square blocs. p is
    (1 + exceedances) / (1 + permutations), twice the smaller of both, and q is over all statements. Statements with few
    exceedances are permuted further; a p-value that stops early is never smaller than it would have become, so the
    level holds (Besag, Clifford, Biometrika 78, 1991). `verdict_only` saves work where only the verdict matters: it
    looks first with few permutations, and stops where the verdict is reached.
    """
    found, p_values = np.zeros((2, statements), dtype=np.int64), np.ones((2, statements))
    before, stages = 0, (rules.permutations, rules.permutations_extended)
    for stage, times in enumerate((QUICK, *stages) if verdict_only else stages):
        running = found < FEW
        if verdict_only:
            running &= joint_q(p_values) > rules.false_discovery
        rare = np.flatnonzero(running.any(axis=0))
        if not parts or times <= before or not len(rare):
            continue
        more = exceedances([part.on(rare) for part in parts], groups, (rules.seed, stage), times - before)
        found[:, rare] += np.where(running[:, rare], more, 0)
        p_values[running] = ((1 + found) / (1 + times))[running]
        before = times
    q = joint_q(p_values)
    return Tested(p_values[0], p_values[1], q, (q <= rules.false_discovery) & bool(parts))


def joint_q(p_values: Reals) -> Reals:
    """Twice the smaller p-value of both statistics, adjusted over all statements."""
    return adjusted(np.minimum(2 * p_values.min(axis=0), 1.0))


def exceedances(parts: Sequence[Units], groups: int, seed: tuple[int, int], times: int) -> Ints:
    """How many permutations reach what was observed, statistic x statement."""
    products = [Product.of(part, groups) for part in parts]
    observed = observe(parts, products)
    statements = observed.statistics.shape[1]
    batch = max(1, BATCH_CELLS // (groups * max(statements, *(len(part.label) for part in parts))))
    streams = [labellings(part, (*seed, index), times, batch) for index, part in enumerate(parts)]
    found = np.zeros(observed.statistics.shape, dtype=np.int64)
    for labels in zip(*streams, strict=True):
        counted = [product.counts(each) for product, each in zip(products, labels, strict=True)]
        statistics = statistics_of(sum_of(counted, 0), sum_of(counted, 1), observed.asked, observed.support)
        found += (statistics >= observed.statistics[:, None, :] - SLACK).sum(axis=1)
    return found


def observe(parts: Sequence[Units], products: Sequence[Product]) -> Observed:
    """The statistics of the labels as they are."""
    counted = [product.counts(part.label[None, :]) for product, part in zip(products, parts, strict=True)]
    asked, support = sum_of(counted, 0), sum_of(counted, 1)
    totals = asked[0].sum(axis=0), support[0].sum(axis=0)
    return Observed(statistics_of(asked, support, *totals)[:, 0], *totals)


def sum_of(counted: Sequence[tuple[Reals, Reals]], which: int) -> Reals:
    """Counts of all parts together."""
    return np.asarray(sum(each[which] for each in counted[1:]) + counted[0][which])


def statistics_of(asked: Reals, support: Reals, all_asked: Reals, all_support: Reals) -> Reals:
    """Largest |standardised residual| and chi-square of support against the rest; 2 x labellings x statements.

    With p the support of all, a group's residual is (A - N p) / sqrt(N p (1 - p) (1 - N / all N)), and chi-square the
    sum of (A - N p)^2 / (N p (1 - p)). Where nothing can differ both are 0.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        share = all_support / all_asked
        spread = share * (1 - share)
        squares = (support - asked * share) ** 2 / (asked * spread)
        residuals = squares / (1 - asked / all_asked)
    squares[~np.isfinite(squares)] = 0
    residuals[~np.isfinite(residuals)] = 0
    return np.stack([np.sqrt(residuals.max(axis=1)), squares.sum(axis=1)])
