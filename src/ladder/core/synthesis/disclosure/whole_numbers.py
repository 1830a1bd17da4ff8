"""Unknown whole numbers under linear statements, and the exact smallest and largest value of any sum of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_diag, csr_array

from ladder.core.synthesis.arrays import Ints, Reals

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
        self.sums.append(dict(total))
        self.spans.append((-OPEN if low is None else low, OPEN if high is None else high))

    def copy(self) -> "Unknowns":
        """The same unknowns and statements, to add more to."""
        return Unknowns(list(self.highs), list(self.sums), list(self.spans))


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
    met: list[Ints] = field(default_factory=list)

    def __post_init__(self) -> None:
        rows = [row for row, total in enumerate(self.unknowns.sums) for _ in total]
        columns = [place for total in self.unknowns.sums for place in total]
        weights = [weight for total in self.unknowns.sums for weight in total.values()]
        shape = (len(self.unknowns.sums), len(self.unknowns.highs))
        self.matrix = csr_array((np.array(weights, dtype=np.int64), (rows, columns)), shape=shape)
        self.low = np.array([span[0] for span in self.unknowns.spans], dtype=np.int64)
        self.high = np.array([span[1] for span in self.unknowns.spans], dtype=np.int64)

    def seen(self, total: Sum) -> tuple[int, int] | None:
        """Smallest and largest value in the solutions met so far."""
        values = [value_of(total, solution) for solution in self.met]
        return (min(values), max(values)) if values else None

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
    highs = np.concatenate([np.array(each.unknowns.highs, dtype=float) for each in solvers])
    low = np.concatenate([each.low for each in solvers])
    high = np.concatenate([each.high for each in solvers])
    sides = np.where(low <= -OPEN, -np.inf, low), np.where(high >= OPEN, np.inf, high)
    matrix = block_diag([each.matrix for each in solvers], format="csr")
    parts = [LinearConstraint(matrix.astype(float), *sides)] if low.size else []
    answer = milp(costs, integrality=np.ones(highs.size), bounds=Bounds(0, highs), constraints=parts, options=EXACT)
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
