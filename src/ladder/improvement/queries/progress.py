"""Measures with how far they have come."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from ladder.core.catalogue.ladder import GATES, Ladder
from ladder.core.improvement.measures import OPEN_STATES, STATES, Progress, Step, Waiting, first_things, progress_of
from ladder.improvement.models import Measure, MeasureStep


@dataclass(frozen=True, slots=True)
class Standing:
    """A measure and where it stands."""

    measure: Measure
    progress: Progress
    steps: tuple[MeasureStep, ...]
    is_late: bool

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done or checked."""
        return self.progress.state in OPEN_STATES


def steps_in_order() -> Prefetch[str, QuerySet[MeasureStep], str]:
    """Steps with who took them, in the order in which they were recorded."""
    return Prefetch("steps", MeasureStep.objects.select_related("done_by", "evidence").order_by("id"))


def standing_of(measure: Measure, today: date) -> Standing:
    """Where one measure stands; its steps are read if they were not fetched."""
    steps = tuple(measure.steps.all())
    progress = progress_of(measure.due_on, [told(each) for each in steps])
    return Standing(measure, progress, steps, progress.is_late(today))


def told(step: MeasureStep) -> Step:
    """A row as the rule reads it."""
    return Step(step.kind, step.done_on, str(step.done_by_id or ""), step.due_on)


def standings_of(measures: QuerySet[Measure], today: date) -> list[Standing]:
    """Where measures stand. Two queries, whatever their number."""
    return [standing_of(each, today) for each in measures.prefetch_related(steps_in_order())]


def counts_of(standings: Iterable[Standing]) -> Mapping[str, int]:
    """How many stand in each state, and how many are late."""
    standings = list(standings)
    counts = Counter(each.progress.state for each in standings)
    return {**{state: counts[state] for state in STATES}, "late": sum(each.is_late for each in standings)}


def first_of(standings: Sequence[Standing], ladder: Ladder) -> list[Standing]:
    """The three to do first: those that wait for a check are with somebody else."""
    open_ones = {str(each.measure.public_id): each for each in standings if each.is_open and not is_with_checker(each)}
    waiting = [waiting_of(key, each, ladder) for key, each in open_ones.items()]
    return [open_ones[key] for key in first_things(waiting)]


def is_with_checker(standing: Standing) -> bool:
    """Whether evidence was handed in and nobody has looked at it yet."""
    return standing.progress.state == "handed_in"


def waiting_of(key: str, standing: Standing, ladder: Ladder) -> Waiting:
    """A measure as it is put in order; a requirement that the version lacks counts as no gate."""
    requirement = ladder.by_key.get(standing.measure.requirement)
    gate = requirement.gate if requirement else GATES[-1]
    costs = ladder.costs
    cost = costs.index(standing.measure.cost_class) if standing.measure.cost_class in costs else len(costs)
    return Waiting(key, GATES.index(gate), cost, standing.progress.due_on)
