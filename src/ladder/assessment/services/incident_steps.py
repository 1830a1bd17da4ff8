"""What follows an incident, step by step; closing needs a finding by somebody entitled, made after it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.incident_queries import beginning_of, gate_of, is_answered, known_to_rules, must_be_met, steps_of
from ladder.assessment.models import Circumstance, Incident, IncidentStep
from ladder.assessment.services.circumstances import CircumstanceEntry, close_circumstance, record_circumstance
from ladder.assessment.services.incident_versions import tell_other_versions
from ladder.assessment.services.incidents import LONGEST_WORDS, tell_rules, write_audit
from ladder.assessment.services.levels import lock_site
from ladder.core.assessment.incidents import next_steps
from ladder.core.catalogue.ladder import CAP
from ladder.webkit.text import is_clean


@transaction.atomic
def take_step(  # noqa: PLR0913 - all that it needs
    *, incident: Incident, kind: str, done_on: date, due_on: date | None = None, words: str = "",
    actor: User | None, on: date,
) -> IncidentStep:  # fmt: skip
    """Add a step, tell the level's rules what it means for them, and write the audit entry.

    A plan on a cap gate lets the level stand higher while it runs. Closing never opens a gate: the finding that it
    needs does. Opening again shuts the gate again from that day.

    Raises:
        ValidationError: the step is not due, its day does not follow the others, a plan names no day, or nobody
            entitled found the requirement met after the incident.
    """
    lock_site(incident.site)
    incident = read_again(incident)
    refuse_faults(incident, kind, done_on, due_on, words, on)
    step = IncidentStep(
        incident=incident, kind=kind, done_on=done_on, words=words, done_by=actor, recorded_at=timezone.now(),
        due_on=due_on if kind == IncidentStep.Kind.PLANNED else None,
    )  # fmt: skip
    step.circumstance = bear_on_level(incident, step, actor, on)
    step.save()
    write_audit(incident, actor, "assessment.incident_step_taken", {"step": kind})
    return step


def read_again(incident: Incident) -> Incident:
    """The incident with its steps as they are now: somebody may have taken one while this waited for the site."""
    found = Incident.objects.select_related("site", "version__framework").prefetch_related("steps")
    return found.get(pk=incident.pk)


def bear_on_level(incident: Incident, step: IncidentStep, actor: User | None, on: date) -> Circumstance | None:
    """What a step means for the level's rules, recorded; None where it means nothing."""
    what = f"opened again {incident.steps.count()}"
    if step.kind == IncidentStep.Kind.REOPENED:
        tell_other_versions(incident, step.done_on, what, actor, on)
    if not incident.requirement:
        return None
    match step.kind:
        case IncidentStep.Kind.PLANNED if gate_of(incident) == CAP:
            end_open(incident, Circumstance.Kind.PLAN, step.done_on, actor, on)
            return record_plan(incident, step, actor, on)
        case IncidentStep.Kind.CLOSED:
            end_open(incident, Circumstance.Kind.PLAN, step.done_on, actor, on)
            end_open(incident, Circumstance.Kind.INCIDENT, step.done_on, actor, on)
        case IncidentStep.Kind.REOPENED:
            return tell_rules(incident, step.done_on, what, actor, on)
    return None


def record_plan(incident: Incident, step: IncidentStep, actor: User | None, on: date) -> Circumstance:
    """The plan as the level's rules know it."""
    entry = CircumstanceEntry(
        Circumstance.Kind.PLAN, incident.requirement, step.done_on, step.due_on,
        reason=f"incident {incident.public_id} planned {incident.steps.count()}",
    )  # fmt: skip
    return record_circumstance(site=incident.site, version=incident.version, entry=entry, actor=actor, on=on)


def end_open(incident: Incident, kind: str, ended_on: date, actor: User | None, on: date) -> None:
    """End what the level's rules know of this incident and of its steps and that is open still."""
    linked = known_to_rules(incident)
    for one in linked.filter(kind=kind, closings=None).select_related("site", "version__framework").order_by("pk"):
        reason = f"incident {incident.public_id} closed"
        close_circumstance(circumstance=one, closed_on=max(ended_on, one.starts_on), reason=reason, actor=actor, on=on)


def refuse_faults(incident: Incident, kind: str, done_on: date, due_on: date | None, words: str, on: date) -> None:
    """Raise ValidationError with every fault of a step by its field."""
    faults = {}
    if kind not in next_steps(steps_of(incident)):
        faults["kind"] = gettext("This step is not due. Choose one from the list.")
    if done_on > on:
        faults["done_on"] = gettext("The date lies in the future.")
    elif done_on < earliest_day(incident):
        faults["done_on"] = gettext("This date is before the incident, or before the step before it.")
    if kind == IncidentStep.Kind.PLANNED and (due_on is None or due_on < done_on):
        faults["due_on"] = gettext("A plan needs the day by which it is done.")
    if len(words) > LONGEST_WORDS or not is_clean(words):
        faults["words"] = gettext("Write at most 4,000 characters, without control characters.")
    if kind == IncidentStep.Kind.CLOSED and incident.requirement and not is_answered(incident, on):
        faults["kind"] = say_what_closes(incident, on)
    if faults:
        raise ValidationError(faults)


def earliest_day(incident: Incident) -> date:
    """No step is taken before the incident happened, and none before the one before it."""
    return max([incident.occurred_on, *(one.done_on for one in incident.steps.all())])


def say_what_closes(incident: Incident, on: date) -> str:
    """The sentence for an incident that nobody entitled has answered."""
    version, keys = list(must_be_met(incident, on).items())[-1]
    named = ", ".join(sorted(keys)) + (f" ({version.version})" if version != incident.version else "")
    sentence = gettext(
        "%(requirement)s has to be found met after %(day)s by somebody independent, with grade A, B or C. "
        "Record that visit first: it is what opens the gate."
    )
    values = {"requirement": named, "day": date_format(beginning_of(incident))}
    return sentence % values
