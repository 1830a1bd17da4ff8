"""How far a published level can be relied on: grades of what it rests on, and how much was said not to apply."""

from collections.abc import Iterable

from ladder.core.assessment.facts import NOT_APPLICABLE, SELF_DECLARED
from ladder.core.assessment.standing import Standing
from ladder.core.catalogue.ladder import NO_GATE


def level_rests_on(standings: Iterable[Standing], site_level: int) -> list[Standing]:
    """Standings that carry the site's level."""
    return [each for each in standings if each.requirement.level <= site_level and each.supports]


def weakest_grade(carrying: list[Standing]) -> str | None:
    """Weakest grade among the gates, or among all where there is no gate; None where there is no level."""
    gates = [each for each in carrying if each.requirement.gate != NO_GATE]
    return max((each.grade or SELF_DECLARED for each in gates or carrying), default=None)


def share_well_graded(carrying: list[Standing]) -> float | None:
    """Share with grade B or better; None where there is no level."""
    if not carrying:
        return None
    return sum((each.grade or SELF_DECLARED) <= "B" for each in carrying) / len(carrying)


def shares_not_applicable(standings: Iterable[Standing], levels: tuple[int, ...]) -> dict[int, float]:
    """For every level the share of its requirements that do not apply."""
    counted, exempt = dict.fromkeys(levels, 0), dict.fromkeys(levels, 0)
    for each in standings:
        counted[each.requirement.level] += 1
        exempt[each.requirement.level] += each.state == NOT_APPLICABLE
    return {level: exempt[level] / counted[level] if counted[level] else 0.0 for level in levels}
