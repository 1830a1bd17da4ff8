"""Unknown whole numbers under linear statements, and the exact smallest and largest value of any sum of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_diag, csr_array

from ladder.core.synthesis.arrays import Ints, Reals
from ladder.core.synthesis.disclosure.tightening import reach, tightened

LARGEST = 1_000_000
# a side of a statement that is open
OPEN = 2**60
# the solver's code for: nothing satisfies the statements
INFEASIBLE = 2
EXACT = {"mip_rel_gap": 0.0}
Sum = Mapping[int, int]
"""A weighted sum of unknowns: weight by place."""


class ContradictionError(ValueError):
    """No whole numbers satisfy all statements."""


class UnsolvedError(ArithmeticError):
    """The solver came to no answer that can be trusted."""


@dataclass(slots=True)
class Unknowns:
    """Unknown counts from 0 to a bound, and statements `low <= sum <= high` about them."""

    highs: list[int] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def add(self, high: int = LARGEST) -> int:
        """A new unknown from 0 to `high`; gives its place."""
        self.highs.append(high)
        return len(self.highs) - 1

    def state(self, total: Sum, low: int | None, high: int | None) -> None:
        """State that a sum is at least `low` and at most `high`; None leaves a side open."""
        self.sums.append({place: weight for place, weight in total.items() if weight})
        self.spans.append((-OPEN if low is None else low, OPEN if high is None else high))

    def copy(self) -> "Unknowns":
        """The same unknowns and statements, to add more to."""
        return Unknowns(list(self.highs), list(self.sums), list(self.spans))


@dataclass(frozen=True, slots=True)
class Core:
    """What is left to solve: places of the open unknowns, statements about them, and whether all others fit."""

    free: Ints
    matrix: csr_array
    low: Reals
    high: Reals
    others_fit: bool


@dataclass(slots=True)
class Solver:
    """Statements made ready for the solver, and the solutions met so far: one often answers the next question.

    Every solution is checked against all statements in whole numbers before it is believed.

    `is_growing` tells that the statements let counts only grow from one release to the next.
    """

    unknowns: Unknowns
    is_growing: bool = False
    matrix: csr_array = field(init=False)
    low: Ints = field(init=False)
    high: Ints = field(init=False)
    least: Reals = field(init=False)
    most: Reals = field(init=False)
    core: "Core" = field(init=False)
    stated: dict[frozenset[tuple[int, int]], tuple[int, int]] = field(default_factory=dict)
    met: list[Ints] = field(default_factory=list)

    def __post_init__(self) -> None:
        rows = [row for row, total in enumerate(self.unknowns.sums) for _ in total]
        columns = [place for total in self.unknowns.sums for place in total]
        weights = [weight for total in self.unknowns.sums for weight in total.values()]
        shape = (len(self.unknowns.sums), len(self.unknowns.highs))
        self.matrix = csr_array((np.array(weights, dtype=np.int64), (rows, columns)), shape=shape)
        self.low = np.array([span[0] for span in self.unknowns.spans], dtype=np.int64)
        self.high = np.array([span[1] for span in self.unknowns.spans], dtype=np.int64)
        tops = np.array(self.unknowns.highs, dtype=float)
        self.least, self.most = tightened(self.matrix, *self.sides(), tops)
        for total, (low, high) in zip(self.unknowns.sums, self.unknowns.spans, strict=True):
            before = self.stated.get(frozenset(total.items()), (low, high))
            self.stated[frozenset(total.items())] = max(low, before[0]), min(high, before[1])
        self.core = self.left_open()

    def sides(self) -> tuple[Reals, Reals]:
        """From where to where the sums lie, open sides as infinities."""
        return np.where(self.low <= -OPEN, -np.inf, self.low), np.where(self.high >= OPEN, np.inf, self.high)

    def reach(self, total: Sum) -> tuple[int, int]:
        """Bounds of a sum that are certain, if not always the closest."""
        low, high = reach(total, self.least, self.most)
        stated = self.stated.get(frozenset(total.items()), (low, high))
        return max(low, stated[0]), min(high, stated[1])

    def seen(self, total: Sum) -> tuple[int, int] | None:
        """Smallest and largest value in the solutions met so far."""
        if not self.met:
            return None
        values = np.array(self.met)[:, list(total)] @ np.array(list(total.values()), dtype=np.int64)
        return int(values.min()), int(values.max())

    def left_open(self) -> "Core":
        """The unknowns that the bounds leave open, with the statements about them."""
        free = np.flatnonzero(self.least < self.most)
        rest = self.matrix @ np.where(self.least < self.most, 0, self.least)
        matrix = self.matrix[:, free]
        about = np.flatnonzero(np.diff(matrix.indptr))
        low, high = (side - rest for side in self.sides())
        told = np.setdiff1d(np.arange(rest.size), about)
        fits = bool((low[told] <= 0).all() and (high[told] >= 0).all())
        return Core(free, matrix[about], low[about], high[about], fits)

    def keep(self, values: Ints) -> None:
        """Keep a solution.

        Raises:
            UnsolvedError: it does not satisfy the statements.
        """
        if not self.holds(values):
            raise UnsolvedError("the solver's answer does not satisfy the statements")
        self.met.append(values)

    def holds(self, values: Ints) -> bool:
        """Whether values satisfy every statement, in whole numbers."""
        sums = self.matrix @ values
        inside = (sums >= self.low).all() and (sums <= self.high).all()
        return bool(inside and (values >= 0).all() and (values <= np.array(self.unknowns.highs)).all())


def solve(solvers: Sequence[Solver], costs: Reals) -> Ints:
    """Values of all unknowns, one solver's after the other's, that minimise the costs.

    Raises:
        ContradictionError: the statements of one of them contradict each other.
        UnsolvedError: no answer that can be trusted.
    """
    cores = [each.core for each in solvers]
    if not all(core.others_fit for core in cores):
        raise ContradictionError
    starts = np.cumsum([0, *(each.least.size for each in solvers)])
    free = np.concatenate([start + core.free for start, core in zip(starts, cores, strict=False)])
    least, most = (np.concatenate([getattr(each, name) for each in solvers]) for name in ("least", "most"))
    values: Ints = least.astype(np.int64)
    if free.size:
        low, high = (np.concatenate([getattr(core, name) for core in cores]) for name in ("low", "high"))
        statements = LinearConstraint(
            block_diag([core.matrix for core in cores], format="csr").astype(float), low, high
        )
        values[free] = minimised(costs[free], Bounds(least[free], most[free]), [statements] if low.size else [])
    return values


def minimised(costs: Reals, bounds: Bounds, statements: Sequence[LinearConstraint]) -> Ints:
    """Whole numbers that minimise the costs; raises as `solve` does."""
    answer = milp(costs, integrality=np.ones(costs.size), bounds=bounds, constraints=statements, options=EXACT)
    if answer.status == INFEASIBLE:
        raise ContradictionError
    if answer.x is None or answer.status != 0:
        raise UnsolvedError(str(answer.message))
    values: Ints = np.rint(answer.x).astype(np.int64)
    return values


def value_of(total: Sum, values: Ints) -> int:
    """The value of a sum."""
    return int(sum(weight * int(values[place]) for place, weight in total.items()))


def added(sums: Sequence[Sum]) -> dict[int, int]:
    """The sum of sums."""
    found: dict[int, int] = {}
    for each in sums:
        for place, weight in each.items():
            found[place] = found.get(place, 0) + weight
    return found


def less(first: Sum, second: Sum) -> dict[int, int]:
    """The first sum less the second."""
    return added([first, {place: -weight for place, weight in second.items()}])
