"""How far a measure has come, from the steps that were recorded. Done means evidence, checked by somebody else.

Method page: docs/methods/measures.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

PLANNED, UNDER_WAY, HANDED_IN, SENT_BACK, DONE, DROPPED = (
    "planned",
    "under_way",
    "handed_in",
    "sent_back",
    "done",
    "dropped",
)
STATES = (PLANNED, UNDER_WAY, HANDED_IN, SENT_BACK, DONE, DROPPED)
OPEN_STATES = (PLANNED, UNDER_WAY, HANDED_IN, SENT_BACK)

STARTED, GIVEN, CHECKED, REFUSED, MOVED, LEFT, RESUMED = (
    "started", "given", "checked", "refused", "moved", "left", "resumed",
)  # fmt: skip
STEPS = (STARTED, GIVEN, CHECKED, REFUSED, MOVED, LEFT, RESUMED)
# Which steps may follow in which state; a measure that is done stays so until somebody resumes it.
FOLLOWING = {
    PLANNED: (STARTED, GIVEN, MOVED, LEFT),
    UNDER_WAY: (GIVEN, MOVED, LEFT),
    HANDED_IN: (GIVEN, CHECKED, REFUSED, MOVED, LEFT),
    SENT_BACK: (GIVEN, MOVED, LEFT),
    DONE: (RESUMED,),
    DROPPED: (RESUMED,),
}
LEADS_TO = {STARTED: UNDER_WAY, GIVEN: HANDED_IN, CHECKED: DONE, REFUSED: SENT_BACK, LEFT: DROPPED, RESUMED: UNDER_WAY}


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was recorded of a measure. `person` is a key that tells people apart, and nothing more."""

    kind: str
    done_on: date
    person: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a measure stands: its state, the day it is due, and who handed in the evidence that waits."""

    state: str
    due_on: date
    given_by: tuple[str, ...] = ()

    def is_late(self, today: date) -> bool:
        """Whether it is open after its day. Evidence that waits for a check is nobody's delay but the checker's."""
        return self.state in {PLANNED, UNDER_WAY, SENT_BACK} and today > self.due_on

    def may_follow(self, kind: str) -> bool:
        """Whether a step of this kind may be recorded now."""
        return kind in FOLLOWING[self.state]

    def may_check(self, person: str) -> bool:
        """Whether this person may check: nobody checks what they handed in themselves."""
        return self.state == HANDED_IN and person not in self.given_by


def progress_of(due_on: date, steps: Sequence[Step]) -> Progress:
    """Where the steps lead, in the order in which they were recorded.

    Args:
        due_on: the day first agreed.
        steps: in order; a step that may not follow raises ValueError, so that a faulty history is never read as fine.
    """
    now = Progress(PLANNED, due_on)
    for step in steps:
        if not now.may_follow(step.kind) or (step.kind == CHECKED and not now.may_check(step.person)):
            raise ValueError(f"{step.kind} may not follow {now.state}")
        now = follow(now, step)
    return now


def follow(now: Progress, step: Step) -> Progress:
    """The progress after one step."""
    if step.kind == MOVED:
        return Progress(now.state, step.due_on or now.due_on, now.given_by)
    given = (*now.given_by, step.person) if step.kind == GIVEN and now.state == HANDED_IN else (step.person,)
    return Progress(LEADS_TO[step.kind], now.due_on, given if step.kind == GIVEN else ())


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open measure, as it is put in order: its gate (stop, cap, none), cost class rank and day due."""

    key: str
    gate_rank: int
    cost_rank: int
    due_on: date


def first_things(waiting: Iterable[Waiting], number: int = 3) -> tuple[str, ...]:
    """Keys of what to do first: gates, then what costs least, then what is due earliest, then by key."""
    ordered = sorted(waiting, key=lambda one: (one.gate_rank, one.cost_rank, one.due_on, one.key))
    return tuple(one.key for one in ordered[:number])
