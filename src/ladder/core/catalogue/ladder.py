"""What the level rules need of one framework version: requirements in cells of principle and level, and thresholds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType

NO_GATE, CAP, STOP = "none", "cap", "stop"
GATES = (STOP, CAP, NO_GATE)
COSTS = ("none", "low", "medium", "high")

Cell = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement without its words.

    `condition` names the circumstance under which it applies (`underground_work`); empty: it always applies.
    `validity_days` is how long a finding stays good where it does not say so itself; None: the ladder's own default.
    """

    key: str
    principle: str
    level: int
    gate: str = NO_GATE
    condition: str | None = None
    validity_days: int | None = None
    cost_class: str = "none"


@dataclass(frozen=True, slots=True)
class Ladder:
    """Principles, level ranks from 1 upwards, requirements, and the numbers of the rules (method page `levels`).

    `costs` are the cost classes from the cheapest to the dearest.
    Raises ValueError where the parts do not fit together.
    """

    principles: tuple[str, ...]
    levels: tuple[int, ...]
    requirements: tuple[Requirement, ...]
    empty_cells: frozenset[Cell] = frozenset()
    cap_without_plan: int = 1
    cap_with_plan: int = 2
    grace_days: int = 30
    na_review_share: float = 0.25
    validity_days: int = 365
    gate_validity_days: int = 90
    exemption_days: int = 365
    plan_result_days: int = 180
    stop_result_days: int = 7
    ordinary_result_days: int = 180
    costs: tuple[str, ...] = COSTS
    by_key: Mapping[str, Requirement] = field(init=False, repr=False, compare=False)
    cells: Mapping[Cell, tuple[Requirement, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        faults = faults_of(self)
        if faults:
            raise ValueError("; ".join(faults))
        object.__setattr__(self, "by_key", MappingProxyType({each.key: each for each in self.requirements}))
        object.__setattr__(self, "cells", MappingProxyType(cells_of(self)))

    def days_valid(self, requirement: Requirement) -> int:
        """Days a determination of this requirement stays good where it names no last day."""
        days = self.validity_days if requirement.validity_days is None else requirement.validity_days
        return days if requirement.gate == NO_GATE else min(days, self.gate_validity_days)

    def result_days(self, requirement: Requirement) -> int:
        """Days from a finding until it has to be put right."""
        known = {STOP: self.stop_result_days, CAP: self.plan_result_days}
        return known.get(requirement.gate, self.ordinary_result_days)


def cells_of(ladder: Ladder) -> dict[Cell, tuple[Requirement, ...]]:
    """Requirements of every cell, in the order of their keys; a cell without any is there too."""
    found: dict[Cell, tuple[Requirement, ...]] = {(p, level): () for p in ladder.principles for level in ladder.levels}
    ordered = sorted(ladder.requirements, key=lambda each: (each.principle, each.level, each.key))
    for cell, members in groupby(ordered, key=lambda each: (each.principle, each.level)):
        found[cell] = tuple(members)
    return found


def faults_of(ladder: Ladder) -> list[str]:
    """What does not fit together, one clause each."""
    faults = []
    if ladder.levels != tuple(range(1, len(ladder.levels) + 1)) or not ladder.levels:
        faults.append(f"level ranks must run 1, 2, 3 ... without a gap, not {ladder.levels}")
    if not ladder.principles or len(set(ladder.principles)) != len(ladder.principles):
        faults.append("principles must be there and differ")
    if len({each.key for each in ladder.requirements}) != len(ladder.requirements):
        faults.append("requirement keys must differ")
    cells = {(principle, level) for principle in ladder.principles for level in ladder.levels}
    faults += [f"empty cell {cell} is not on the ladder" for cell in sorted(ladder.empty_cells - cells)]
    for each in ladder.requirements:
        faults += faults_of_requirement(each, cells)
    return faults


def faults_of_requirement(requirement: Requirement, cells: set[Cell]) -> list[str]:
    """What is wrong with one requirement."""
    faults = []
    if (requirement.principle, requirement.level) not in cells:
        place = f"principle {requirement.principle} level {requirement.level}"
        faults.append(f"{requirement.key}: {place} is not on the ladder")
    if requirement.gate not in GATES:
        faults.append(f"{requirement.key}: unknown gate {requirement.gate}")
    if requirement.gate == STOP and requirement.condition:
        faults.append(f"{requirement.key}: a stop gate always applies and has no condition")
    return faults
