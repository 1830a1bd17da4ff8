"""Climbs the ladder: the level that the standings of a principle's requirements carry, and what holds it there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ladder.core.assessment.facts import LAPSED, NOT_APPLICABLE
from ladder.core.assessment.standing import Standing
from ladder.core.catalogue.ladder import Ladder, Requirement

Standings = Mapping[str, Standing]
Carries = Callable[[Standing], bool]


@dataclass(frozen=True, slots=True)
class Hold:
    """What keeps a principle from a level: a requirement and its state, or (no requirement) nothing met in the cell."""

    principle: str
    level: int
    requirement: str | None
    state: str | None


def carries_now(standing: Standing) -> bool:
    """Whether a standing carries a level today."""
    return standing.supports


def carries_if_renewed(standing: Standing) -> bool:
    """Whether it would carry a level had its evidence been renewed in time."""
    return standing.supports or standing.state == LAPSED


def climb(ladder: Ladder, standings: Standings, carries: Carries = carries_now) -> dict[str, int]:
    """Level of every principle; 0 where none is reached, and everywhere 0 where nothing at all is carried."""
    if not any(map(carries, standings.values())):
        return dict.fromkeys(ladder.principles, 0)
    return {principle: climb_principle(ladder, standings, principle, carries) for principle in ladder.principles}


def climb_principle(ladder: Ladder, standings: Standings, principle: str, carries: Carries) -> int:
    """The highest level of which every cell up to it is carried."""
    reached = 0
    for level in ladder.levels:
        if not is_carried(ladder, standings, (principle, level), carries):
            break
        reached = level
    return reached


def is_carried(ladder: Ladder, standings: Standings, cell: tuple[str, int], carries: Carries) -> bool:
    """Whether all that applies in a cell is carried, and something is, unless the catalogue lets the cell be empty."""
    carried = False
    for requirement in ladder.cells[cell]:
        standing = standings[requirement.key]
        if carries(standing):
            carried = True
        elif standing.state != NOT_APPLICABLE:
            return False
    return carried or cell in ladder.empty_cells


def holds_of(ladder: Ladder, standings: Standings, levels: Mapping[str, int]) -> tuple[Hold, ...]:
    """For every principle below the top, what keeps it from its next level."""
    found: list[Hold] = []
    for principle, level in sorted(levels.items()):
        if level < ladder.levels[-1]:
            found += holds_of_cell(ladder.cells[principle, level + 1], standings, principle, level + 1)
    return tuple(found)


def holds_of_cell(
    requirements: tuple[Requirement, ...], standings: Standings, principle: str, level: int
) -> list[Hold]:
    """What keeps a principle from one cell; an empty cell, or one where nothing applies, is said as such."""
    lacking = [
        Hold(principle, level, each.key, standings[each.key].state)
        for each in requirements
        if not standings[each.key].supports and standings[each.key].state != NOT_APPLICABLE
    ]
    return lacking or [Hold(principle, level, None, None)]
