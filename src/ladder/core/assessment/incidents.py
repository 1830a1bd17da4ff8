"""Kinds of incidents, and the clocks that run after one: what is due, until when, and whether it came in time.

A kind's class says how fast people must answer. What an incident does to a level follows from the gate of the
requirement that it bears on (`ladder-levels`), never from the kind.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from types import MappingProxyType

from ladder.core.catalogue.ladder import CAP, NO_GATE, STOP, Ladder

METHOD, METHOD_VERSION = "incident-clocks", "1"

UNDER_18_AT_WORK, ARMED_PEOPLE, DEATH = "under_18_at_work", "armed_people", "death"
KINDS: Mapping[str, str] = MappingProxyType({
    UNDER_18_AT_WORK: STOP,
    "forced_work": STOP,
    "torture_or_humiliation": STOP,
    "sexual_violence": STOP,
    "grave_crime_tie": STOP,
    "armed_group": STOP,
    ARMED_PEOPLE: STOP,
    "illegal_levy": CAP,
    "bribe": CAP,
    "unpaid_taxes": CAP,
    "money_laundering": CAP,
    "force_against_people": CAP,
    "false_origin": CAP,
    "mixed_ore": CAP,
    DEATH: CAP,
    "serious_injury": NO_GATE,
    "collapse": NO_GATE,
    "reprisal": NO_GATE,
    "explosives_or_mercury": NO_GATE,
    "water_or_soil": NO_GATE,
    "land_or_home": NO_GATE,
    "other": NO_GATE,
})  # fmt: skip
STRICTNESS = (NO_GATE, CAP, STOP)

ACKNOWLEDGED, PLANNED, REVISITED, CLOSED, REOPENED = "acknowledged", "planned", "revisited", "closed", "reopened"
STOP_ACKNOWLEDGE_HOURS = 24
STOP_REVISIT_DAYS = 30
CAP_PLAN_DAYS = 30
ORDINARY_PLAN_DAYS = 90

RUNNING, OVERDUE, DONE, DONE_LATE, DROPPED = "running", "overdue", "done", "done_late", "dropped"


@dataclass(frozen=True, slots=True)
class Durations:
    """How long there is for each answer, counted from the moment an incident became known. None: no clock for it."""

    acknowledge_hours: int | None
    plan_days: int
    result_days: int
    result_step: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step that was taken. `due_on_day`: the last day that a plan gives itself, as the start of that day."""

    kind: str
    done_at: datetime
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One answer that is due, until a moment (included), and how it stands."""

    step: str
    due_at: datetime
    state: str
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clocks:
    """All clocks of an incident since it was opened last, with method and version."""

    is_open: bool
    clocks: tuple[Clock, ...]
    method: str = METHOD
    method_version: str = METHOD_VERSION

    @property
    def running(self) -> tuple[Clock, ...]:
        """Those that still wait, the first to run out first."""
        return tuple(
            sorted((one for one in self.clocks if one.state in {RUNNING, OVERDUE}), key=lambda one: one.due_at)
        )

    @property
    def next(self) -> Clock | None:
        """The one that runs out first; None where nothing waits."""
        return self.running[0] if self.running else None

    @property
    def is_overdue(self) -> bool:
        """Whether any ran out."""
        return any(one.state == OVERDUE for one in self.clocks)


def class_of(kind: str, gate: str) -> str:
    """The class whose clocks run: the stricter of the kind's own and the gate of what it bears on."""
    return max(KINDS.get(kind, NO_GATE), gate, key=STRICTNESS.index)


def durations_of(ladder: Ladder, gate_class: str, *, plan_days: int | None = None) -> Durations:
    """The durations of a class: the version's own where it has them (`plan_days` of its gate), else those above."""
    if gate_class == STOP:
        days = ladder.stop_result_days if plan_days is None else plan_days
        return Durations(STOP_ACKNOWLEDGE_HOURS, days, max(STOP_REVISIT_DAYS, days), REVISITED)
    if gate_class == CAP:
        return Durations(None, CAP_PLAN_DAYS if plan_days is None else plan_days, ladder.plan_result_days, CLOSED)
    result = ladder.ordinary_result_days
    return Durations(None, min(ORDINARY_PLAN_DAYS, result), result, CLOSED)


def clocks_of(known_at: datetime, durations: Durations, steps: Sequence[Step], now: datetime) -> Clocks:
    """The clocks of an incident that became known at a moment. All moments carry a zone; `now` is an argument.

    What was done before it was opened again counts no more: then all clocks run from that moment. A plan that names
    its own last day shortens the time for the result and never lengthens it.
    """
    ordered = sorted((one for one in steps if one.done_at <= now), key=lambda one: one.done_at)
    start, since = since_opening(known_at, ordered)
    closed_at = next((one.done_at for one in since if one.kind == CLOSED), None)
    due = due_of(start, durations, since)
    clocks = tuple(run(step, due_at, first_of(since, step), closed_at, now) for step, due_at in due.items())
    return Clocks(closed_at is None, clocks)


def since_opening(known_at: datetime, ordered: Sequence[Step]) -> tuple[datetime, list[Step]]:
    """The moment from which the clocks run, and the steps since then."""
    places = [place for place, one in enumerate(ordered) if one.kind == REOPENED]
    if not places:
        return known_at, list(ordered)
    return ordered[places[-1]].done_at, list(ordered[places[-1] + 1 :])


def due_of(start: datetime, durations: Durations, since: Iterable[Step]) -> dict[str, datetime]:
    """What is due until when. A clock of hours is exact; one of days runs until the end of its last day (UTC)."""
    due = {}
    if durations.acknowledge_hours is not None:
        due[ACKNOWLEDGED] = start + timedelta(hours=durations.acknowledge_hours)
    due[PLANNED] = end_of_day(start + timedelta(days=durations.plan_days))
    promised = [one.due_at for one in since if one.kind == PLANNED and one.due_at]
    limit = end_of_day(start + timedelta(days=durations.result_days))
    due[durations.result_step] = min([limit, *(end_of_day(one) for one in promised[-1:])])
    return due


def end_of_day(moment: datetime) -> datetime:
    """The last moment of a day in UTC."""
    return datetime.combine(moment.astimezone(UTC).date(), time.max, UTC)


def first_of(since: Iterable[Step], kind: str) -> datetime | None:
    """When a step was first taken; a later step stands for an acknowledgement that nobody wrote down."""
    kinds = {kind, PLANNED, REVISITED} if kind == ACKNOWLEDGED else {kind}
    return next((one.done_at for one in since if one.kind in kinds), None)


def run(step: str, due_at: datetime, done_at: datetime | None, closed_at: datetime | None, now: datetime) -> Clock:
    """One clock as it stands. What was not done before the end is dropped, and late where its time was over by then."""
    if done_at is not None:
        return Clock(step, due_at, DONE if done_at <= due_at else DONE_LATE, done_at)
    if closed_at is not None:
        return Clock(step, due_at, DROPPED if closed_at <= due_at else DONE_LATE, closed_at)
    return Clock(step, due_at, OVERDUE if now > due_at else RUNNING)


def next_steps(steps: Sequence[Step]) -> frozenset[str]:
    """What may be done next: an open incident takes anything but a re-opening, a closed one only that."""
    kinds = [one.kind for one in sorted(steps, key=lambda one: one.done_at)]
    if kinds and kinds[-1] == CLOSED:
        return frozenset({REOPENED})
    since = kinds[len(kinds) - kinds[::-1].index(REOPENED) :] if REOPENED in kinds else kinds
    done_once = {ACKNOWLEDGED} & set(since)
    return frozenset({ACKNOWLEDGED, PLANNED, REVISITED, CLOSED}) - done_once
