"""What lapses next, how far the next level is, and what there is to do for it, in which order."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from ladder.core.assessment.climb import Standings
from ladder.core.assessment.days import days_later
from ladder.core.assessment.facts import CONTESTED, LAPSED, MET, NOT_APPLICABLE, NOT_ASSESSED, NOT_MET, PARTLY
from ladder.core.assessment.result import Lapse, NextLevel, OpenRequirement
from ladder.core.assessment.standing import Standing
from ladder.core.catalogue.ladder import GATES, Ladder


def next_lapse(standings: Iterable[Standing]) -> Lapse | None:
    """The met requirement whose last good day comes first; on the same day the first by key."""
    ends = ((each.valid_until, each.requirement.key) for each in standings if each.state == MET and each.valid_until)
    first = min(ends, default=None)
    return Lapse(first[1], first[0]) if first else None


def outlook(ladder: Ladder, standings: Standings, site_level: int) -> NextLevel | None:
    """Counts over all principles for the level above the site's; None at the top."""
    level = site_level + 1
    if level > ladder.levels[-1]:
        return None
    counts = Counter(
        standings[each.key].state for principle in ladder.principles for each in ladder.cells[principle, level]
    )
    applicable = sum(counts.values()) - counts[NOT_APPLICABLE]
    return NextLevel(
        level,
        applicable,
        counts[MET],
        counts[PARTLY],
        counts[NOT_MET],
        counts[LAPSED],
        counts[CONTESTED],
        counts[NOT_ASSESSED],
        share(counts[MET], applicable),
        share(counts[MET] + counts[NOT_ASSESSED], applicable),
    )


def share(part: int, whole: int) -> float | None:
    """Part of a whole between 0 and 1; None of nothing."""
    return part / whole if whole else None


def open_requirements(ladder: Ladder, standings: Iterable[Standing], site_level: int) -> tuple[OpenRequirement, ...]:
    """What is not met up to the next level, and failed gates anywhere; gates first, then the cheap, then the urgent."""
    found = [
        describe(ladder, each)
        for each in standings
        if each.state not in {MET, NOT_APPLICABLE} and (each.requirement.level <= site_level + 1 or each.failed_on)
    ]
    return tuple(sorted(found, key=lambda each: urgency(ladder, each)))


def describe(ladder: Ladder, standing: Standing) -> OpenRequirement:
    """An open requirement with the day on which its clock runs out."""
    each = standing.requirement
    return OpenRequirement(
        each.key, each.principle, each.level, each.gate, standing.state, each.cost_class, due_on(ladder, standing)
    )


def due_on(ladder: Ladder, standing: Standing) -> date | None:
    """The running plan's last day; what lapsed was due on its last good day; a finding gives the ladder's days."""
    if standing.plan_until or standing.state == LAPSED:
        return standing.plan_until or standing.valid_until
    began_on = standing.failed_on or standing.observed_on
    return days_later(began_on, ladder.result_days(standing.requirement)) if began_on else None


def urgency(ladder: Ladder, each: OpenRequirement) -> tuple[int, int, str, date, str]:
    """Order of work: gate, cost class (unknown classes last, by name), day due (none last), key."""
    cost = ladder.costs.index(each.cost_class) if each.cost_class in ladder.costs else len(ladder.costs)
    return GATES.index(each.gate), cost, each.cost_class, each.due_on or date.max, each.requirement
