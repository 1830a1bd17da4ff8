"""The demonstration's plans: four sites with plans, one of them with a measure in every state."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from ladder.accounts.models import User
from ladder.assessment.models import Evidence
from ladder.catalogue.models import FrameworkVersion
from ladder.core.improvement.measures import CHECKED, GIVEN, LEFT, MOVED, REFUSED, STARTED
from ladder.improvement.models import Measure, Plan
from ladder.improvement.services.plans import start_plan
from ladder.improvement.services.steps import StepEntry, record_step
from ladder.registry.models import Site

# What became of the first measures of a plan, one after the other; what is handed in is a paper without bytes.
COURSES = ((STARTED, GIVEN, CHECKED), (STARTED, GIVEN), (GIVEN, REFUSED), (STARTED,), (MOVED,), (LEFT,))
PLANS = 4


@transaction.atomic
def load_demonstration_plans(
    *, sites: Mapping[str, Site], version: FrameworkVersion, people: Mapping[str, User], on: date
) -> int:
    """Start a plan for the first sites, where they have none yet; returns how many plans were started."""
    started = 0
    for number, code in enumerate(sorted(sites)[:PLANS]):
        if not Plan.objects.filter(site=sites[code], version=version).exists():
            plan = start_plan(site=sites[code], version=version, actor=people["operator"], on=on)
            if number == 0:
                live(plan, people, on)
            started += 1
    return started


def live(plan: Plan, people: Mapping[str, User], on: date) -> None:
    """Let the first measures of a plan come as far as the courses say, all on one day."""
    for measure, course in zip(plan.measures.all(), COURSES, strict=False):
        for kind in course:
            record_step(
                measure=measure, entry=entry_of(measure, kind, on), on=on,
                actor=people["assessor" if kind in {CHECKED, REFUSED} else "operator"],
            )  # fmt: skip


def entry_of(measure: Measure, kind: str, on: date) -> StepEntry:
    """One step in invented words."""
    if kind == GIVEN:
        return StepEntry(kind, "Demonstration: invented paper", evidence=paper(measure, on))
    if kind == MOVED:
        return StepEntry(kind, "Demonstration: the road was closed", due_on=on + timedelta(days=45))
    return StepEntry(kind, "Demonstration: invented" if kind in {REFUSED, LEFT} else "")


def paper(measure: Measure, on: date) -> Evidence:
    """Evidence that names a paper and has no bytes."""
    plan = measure.plan
    return Evidence.objects.create(
        site=plan.site, kind="document", title=f"{measure.requirement} demonstration paper", observed_on=on,
        received_at=plan.recorded_at, sensitivity=Evidence.Sensitivity.OPEN,
    )  # fmt: skip
