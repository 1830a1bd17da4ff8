"""Whether declared groups differ on a statement more than chance lets them: a permutation test on whole people.

Method and decisions: `docs/methods/divergence.md`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from ladder.core.synthesis.arrays import Bools, Ints, Reals
from ladder.core.synthesis.false_discovery import adjusted
from ladder.core.synthesis.permuting import Product, Units, labellings
from ladder.core.synthesis.rules import Rules

# a permutation counts as extreme when it equals what was observed but for the last bits of a sum
SLACK = 1e-9
BATCH_CELLS = 4_000_000
# a first look of so many permutations drops statements with so many exceedances
QUICK, FEW = 199, 10


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


@dataclass(frozen=True, slots=True)
class Trial:
    """What is permuted, and the chance of each part, which goes on from stage to stage."""

    parts: Sequence[Units]
    groups: int
    chances: Sequence[np.random.Generator]

    def on(self, statements: Ints) -> Self:
        """The same on some statements."""
        return replace(self, parts=[part.on(statements) for part in self.parts])


def find_divergence(
    parts: Sequence[Units], groups: int, statements: int, rules: Rules, *, verdict_only: bool = False
) -> Tested:
    """Test all statements. `parts` are permuted each by itself (people, rooms); their counts add up.

    Two statistics see different things: the largest standardised residual one small group apart, chi-square blocs. p is
    (1 + exceedances) / (1 + permutations), twice the smaller of both, and q is over all statements. `verdict_only`
    looks first with few permutations, which is enough to drop most statements and leaves the verdict as it is.
    """
    if not parts or not statements:
        ones = np.ones(statements)
        return Tested(ones, ones, ones, np.zeros(statements, dtype=np.bool_))
    chances = [np.random.default_rng((rules.seed, place)) for place in range(len(parts))]
    trial = Trial(parts, groups, chances)
    found, p_values = run_stages(trial, statements, rules, (QUICK,) if verdict_only else ())
    q = adjusted(joint(p_values))
    lone = np.flatnonzero((found == 0).any(axis=0) & (q > rules.false_discovery))
    if len(lone) and rules.permutations_extended > rules.permutations:
        p_values[:, lone] = look_further(trial.on(lone), found[:, lone], rules)
        as_bonferroni = joint(p_values[:, lone]) * statements * rules.false_discovery / rules.lone_discovery
        q[lone] = np.minimum(q[lone], as_bonferroni)
    return Tested(p_values[0], p_values[1], q, q <= rules.false_discovery)


def run_stages(trial: Trial, statements: int, rules: Rules, first: tuple[int, ...]) -> tuple[Ints, Reals]:
    """Exceedances and p-values, statistic x statement, after the first permutations if any, then all of them.

    A p-value that stops early is never smaller than it would have become (Besag, Clifford, Biometrika 78, 1991).
    """
    found, p_values, before = np.zeros((2, statements), dtype=np.int64), np.ones((2, statements)), 0
    for times in (*first, rules.permutations):
        running = found < FEW
        rare = np.flatnonzero(running.any(axis=0))
        if times > before and len(rare):
            more = exceedances(trial.on(rare), times - before)
            found[:, rare] += np.where(running[:, rare], more, 0)
            p_values[running] = ((1 + found) / (1 + times))[running]
            before = times
    return found, p_values


def look_further(trial: Trial, found: Ints, rules: Rules) -> Reals:
    """p-values of statements that stand alone: where no permutation came near, many more are tried."""
    more = exceedances(trial, rules.permutations_extended - rules.permutations)
    further = (1 + found + more) / (1 + rules.permutations_extended)
    return np.where(found == 0, further, (1 + found) / (1 + rules.permutations))


def joint(p_values: Reals) -> Reals:
    """Twice the smaller p-value of both statistics."""
    return np.asarray(np.minimum(2 * p_values.min(axis=0), 1.0), dtype=np.float64)


def exceedances(trial: Trial, times: int) -> Ints:
    """How many of the next permutations reach what was observed, statistic x statement."""
    parts, groups = trial.parts, trial.groups
    products = [Product.of(part, groups) for part in parts]
    observed = observe(parts, products)
    statements = observed.statistics.shape[1]
    batch = max(1, BATCH_CELLS // (groups * max(statements, *(len(part.label) for part in parts))))
    streams = [labellings(part, chance, times, batch) for part, chance in zip(parts, trial.chances, strict=True)]
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
