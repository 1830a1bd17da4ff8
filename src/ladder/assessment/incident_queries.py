"""Reads incidents with their steps, and says which clocks run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import OuterRef, Q, QuerySet, Subquery

from ladder.assessment.models import Circumstance, Determination, Incident, IncidentStep
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import ladder_of, pack_of
from ladder.core.assessment.facts import MET, SELF_DECLARED
from ladder.core.assessment.incidents import CLOSED, Clocks, Durations, Step, class_of, clocks_of, durations_of
from ladder.core.catalogue.ladder import NO_GATE
from ladder.governance.queries.transitions import transition_of
from ladder.registry.models import Site


@dataclass(frozen=True, slots=True)
class Case:
    """An incident with its class and clocks."""

    incident: Incident
    gate_class: str
    clocks: Clocks

    @property
    def order(self) -> tuple[bool, bool, datetime]:
        """Overdue first, then what runs out first, then what is closed."""
        following = self.clocks.next
        end = following.due_at if following else datetime.max.replace(tzinfo=UTC)
        return not self.clocks.is_open, not self.clocks.is_overdue, end


def incidents_at(site: Site) -> QuerySet[Incident]:
    """Every incident at a site, latest first, with its steps. Two queries."""
    return with_steps(Incident.objects.filter(site=site)).order_by("-occurred_on", "-id")


def open_incidents(sites: QuerySet[Site]) -> QuerySet[Incident]:
    """Incidents at these sites of which the last step is not the closing one. Two queries."""
    last = IncidentStep.objects.filter(incident=OuterRef("pk")).order_by("-done_on", "-id").values("kind")[:1]
    found = Incident.objects.filter(site__in=sites).annotate(last_step=Subquery(last))
    return with_steps(found.filter(Q(last_step=None) | ~Q(last_step=CLOSED))).order_by("id")


def with_steps(found: QuerySet[Incident]) -> QuerySet[Incident]:
    """The same, with all that clocks need."""
    return found.select_related("site", "version").prefetch_related("steps")


def cases_of(incidents: Iterable[Incident], now: datetime) -> list[Case]:
    """Incidents with their clocks, overdue ones first."""
    return sorted((case_of(one, now) for one in incidents), key=lambda case: case.order)


def case_of(incident: Incident, now: datetime) -> Case:
    """One incident with its clocks."""
    gate_class = class_of(incident.kind, gate_of(incident))
    durations = durations_for(incident.version, gate_class)
    return Case(incident, gate_class, clocks_of(moment_known(incident), durations, steps_of(incident), now))


def gate_of(incident: Incident) -> str:
    """The gate of the requirement that it bears on."""
    requirement = ladder_of(incident.version).by_key.get(incident.requirement)
    return requirement.gate if requirement else NO_GATE


def durations_for(version: FrameworkVersion, gate_class: str) -> Durations:
    """How long there is for each answer under a version: its gates' days, else the rule's."""
    days = {gate.key: gate.plan_days for gate in pack_of(version).gates}
    return durations_of(ladder_of(version), gate_class, plan_days=days.get(gate_class))


def moment_known(incident: Incident) -> datetime:
    """From when the clocks run: the moment of recording, or the start of an earlier day that it was known on."""
    return moment_of(incident.known_on, incident.recorded_at)


def steps_of(incident: Incident) -> tuple[Step, ...]:
    """The steps as the clocks know them, in the order in which they were recorded."""
    told: list[Step] = []
    for row in sorted(incident.steps.all(), key=lambda one: one.pk):
        moment = moment_of(row.done_on, row.recorded_at)
        done_at = max([moment, *(one.done_at for one in told[-1:])])
        told.append(Step(row.kind, done_at, start_of(row.due_on) if row.due_on else None))
    return tuple(told)


def moment_of(day: date, recorded_at: datetime) -> datetime:
    """When something was done on a day: when it was recorded, if that was the same day, else when that day began."""
    return recorded_at if recorded_at.astimezone(UTC).date() == day else start_of(day)


def start_of(day: date) -> datetime:
    """The first moment of a day in UTC."""
    return datetime.combine(day, time.min, UTC)


def beginning_of(incident: Incident) -> date:
    """The day after which somebody must have looked: when it had happened and was known, or was last opened again."""
    reopened = [one.done_on for one in incident.steps.all() if one.kind == IncidentStep.Kind.REOPENED]
    return max([incident.occurred_on, incident.known_on, *reopened])


def source_of(incident: Incident) -> str:
    """By what its circumstances under other versions are known."""
    return f"incident:{incident.public_id}"


def known_to_rules(incident: Incident) -> QuerySet[Circumstance]:
    """What the level's rules know of an incident and of its steps, under all versions."""
    mine = Q(incident=incident) | Q(incident_step__incident=incident)
    return Circumstance.objects.filter(mine | Q(site=incident.site_id, source_key=source_of(incident)))


def must_be_met(incident: Incident, on: date) -> dict[FrameworkVersion, set[str]]:
    """The requirements that have to be found met, all of them under one of these versions, before it is closed.

    Its own version. Where assessments under that are accepted no more, every other one on which it bears, too.
    """
    found = {incident.version: {incident.requirement}}
    transition = transition_of(incident.version)
    if transition is None or transition.accepts(on):
        return found
    rows = known_to_rules(incident).filter(kind=Circumstance.Kind.INCIDENT, closes=None)
    for row in rows.exclude(version=incident.version).select_related("version").order_by("version", "pk"):
        found.setdefault(row.version, set()).add(row.subject)
    return found


def answers_to(incident: Incident, version: FrameworkVersion, on: date) -> QuerySet[Determination]:
    """Findings under a version that can answer it: met, by somebody independent, after it, better than D, valid."""
    found = Determination.objects.filter(
        site=incident.site, version=version, state=MET, is_independent=True,
        observed_on__gt=beginning_of(incident), known_on__lte=on, withdrawal=None,
    )  # fmt: skip
    return found.exclude(grade__in=["", SELF_DECLARED])


def is_answered(incident: Incident, on: date) -> bool:
    """Whether somebody entitled found met what has to be, under one version."""
    return any(
        keys <= set(answers_to(incident, version, on).values_list("requirement__key", flat=True))
        for version, keys in must_be_met(incident, on).items()
    )


def overdue_cases(cases: Sequence[Case]) -> list[Case]:
    """Those of which a clock ran out."""
    return [case for case in cases if case.clocks.is_overdue]
