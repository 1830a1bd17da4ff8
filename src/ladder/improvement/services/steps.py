"""Records what becomes of a measure: started, evidence handed in, checked or sent back, moved, dropped."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.models import Evidence
from ladder.assessment.services.levels import lock_site
from ladder.audit import services as audit
from ladder.core.improvement.measures import CHECKED, GIVEN, LEFT, MOVED, REFUSED
from ladder.improvement.models import Measure, MeasureStep
from ladder.improvement.queries.progress import standing_of
from ladder.improvement.services.plans import end_agreed_plan


@dataclass(frozen=True, slots=True)
class StepEntry:
    """One step. `due_on` is the new day for a measure that is moved, `evidence` what was handed in."""

    kind: str
    words: str = ""
    due_on: date | None = None
    evidence: Evidence | None = None


@transaction.atomic
def record_step(*, measure: Measure, entry: StepEntry, actor: User, on: date) -> MeasureStep:
    """Add a step where it may follow.

    The level does not rise by this: it does when somebody entitled records a finding, to which the page leads. It may
    fall where a plan that lifted a cap is dropped.

    Raises:
        ValidationError: the step may not follow now, lacks what it needs, or the checker handed the evidence in.
    """
    lock_site(measure.plan.site)
    refuse_step(measure, entry, actor, on)
    step = MeasureStep.objects.create(
        measure=measure, kind=entry.kind, done_on=on, due_on=entry.due_on, words=entry.words.strip(),
        evidence=entry.evidence, done_by=actor, recorded_at=timezone.now(),
    )  # fmt: skip
    if entry.kind == LEFT:
        end_agreed_plan(measure, actor, on)
    audit.record(
        actor=actor, action=f"improvement.measure_{entry.kind}", target=f"site:{measure.plan.site.public_id}",
        detail={"measure": str(measure.public_id), "requirement": measure.requirement},
    )  # fmt: skip
    return step


def refuse_step(measure: Measure, entry: StepEntry, actor: User, on: date) -> None:
    """Raise ValidationError with one sentence where this step may not be recorded."""
    progress = standing_of(measure, on).progress
    if not progress.may_follow(entry.kind):
        raise ValidationError(gettext("Somebody was faster, or this step does not follow now. Look at the page again."))
    if entry.kind == CHECKED and not progress.may_check(str(actor.pk)):
        raise ValidationError(gettext("Who handed in the evidence cannot check it. Somebody else must look."))
    if entry.kind == GIVEN and entry.evidence is None:
        raise ValidationError({"file": gettext("Done means evidence: add a picture or a paper.")})
    if entry.kind == REFUSED and not entry.words.strip():
        raise ValidationError({"words": gettext("Say what is missing, so that it can be put right.")})
    if entry.kind == MOVED and (entry.due_on is None or entry.due_on < on):
        raise ValidationError({"due_on": gettext("Choose a day that lies ahead.")})
