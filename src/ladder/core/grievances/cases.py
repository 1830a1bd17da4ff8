"""What may follow what with a grievance, and who may do it: two organisations read, two organisations release.

A case is a history of steps. Its state follows from the steps alone; who may take the next one follows from the state
and from who took the earlier ones. Method page: docs/methods/sealed-grievances.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

METHOD, METHOD_VERSION = "grievance-cases", "1"

RECEIVED, BEING_READ, READ, NEEDS_MORE = "received", "being_read", "read", "needs_more"
REFERRED, NOT_FOUNDED, VALIDATED, PROPOSED = "referred", "not_founded", "validated", "proposed"
RELEASED, CLOSED, WITHDRAWN = "released", "closed", "withdrawn"
STATES = (
    RECEIVED, BEING_READ, READ, NEEDS_MORE, REFERRED, NOT_FOUNDED, VALIDATED, PROPOSED, RELEASED, CLOSED, WITHDRAWN,
)  # fmt: skip

HALF_OPENED, OPENED, ASKED, ADDED, REFER, REJECT = "half_opened", "opened", "asked", "added", "refer", "reject"
VALIDATE, PROPOSE, TAKE_BACK, RELEASE, CLOSE, WITHDRAW = (
    "validate",
    "propose",
    "take_back",
    "release",
    "close",
    "withdraw",
)
DESCRIBED, ANSWERED = "described", "answered"
BY_THE_SOURCE = frozenset({ADDED, WITHDRAW})
# Leave the state as it is: a second reader opens their half for the first, writes down what it is about, answers.
ALONGSIDE = frozenset({HALF_OPENED, DESCRIBED, ANSWERED})
READERS = frozenset({HALF_OPENED, OPENED})

# Where a step leads from a state; what is not here is not possible.
NEXT: Mapping[str, Mapping[str, str]] = MappingProxyType({
    RECEIVED: {HALF_OPENED: BEING_READ},
    BEING_READ: {HALF_OPENED: BEING_READ, OPENED: READ},
    READ: {ASKED: NEEDS_MORE, REFER: REFERRED, REJECT: NOT_FOUNDED, VALIDATE: VALIDATED, CLOSE: CLOSED},
    NEEDS_MORE: {REFER: REFERRED, REJECT: NOT_FOUNDED, VALIDATE: VALIDATED, CLOSE: CLOSED},
    REFERRED: {ASKED: NEEDS_MORE, VALIDATE: VALIDATED, REJECT: NOT_FOUNDED, CLOSE: CLOSED},
    NOT_FOUNDED: {ASKED: NEEDS_MORE, CLOSE: CLOSED},
    VALIDATED: {PROPOSE: PROPOSED, REFER: REFERRED, REJECT: NOT_FOUNDED, CLOSE: CLOSED},
    PROPOSED: {RELEASE: RELEASED, TAKE_BACK: VALIDATED},
    RELEASED: {TAKE_BACK: VALIDATED, CLOSE: CLOSED},
    CLOSED: {},
    WITHDRAWN: {},
})  # fmt: skip
FINAL = frozenset({CLOSED, WITHDRAWN})
# A release holds what was written down when it was proposed: who corrects it afterwards takes the release back first.
FIXED = frozenset({PROPOSED, RELEASED})
LEAST_ORGANISATIONS = 3  # that hold keys, before anybody can tell anything
LEAST_READERS = 2


@dataclass(frozen=True, slots=True)
class Taken:
    """One step that was taken, by whom (keys of a person and an organisation; empty for the source)."""

    kind: str
    person: str = ""
    organisation: str = ""


def state_of(history: Sequence[Taken]) -> str:
    """The state after a history. A step that was not possible changes nothing."""
    state = RECEIVED
    for one in history:
        state = after(state, one.kind)
    return state


def after(state: str, kind: str) -> str:
    """The state after one more step. A source takes back what handlers closed, too: what it told is its own."""
    if kind == WITHDRAW:
        return WITHDRAWN
    if state in FINAL:
        return state
    if kind == ADDED:
        return BEING_READ if state in {NEEDS_MORE, NOT_FOUNDED} else state
    return NEXT[state].get(kind, state)


def may_withdraw(state: str, *, is_published: bool) -> bool:
    """Whether the source may take everything back: always, but once, and not what is both published and closed."""
    return state != WITHDRAWN and not (state == CLOSED and is_published)


def possible(history: Sequence[Taken], person: str, organisation: str, *, is_published: bool = False) -> frozenset[str]:
    """The steps that this person of this organisation may take now. What is published is taken back no more."""
    state = state_of(history)
    kinds = {*NEXT[state], *(frozenset() if state in FINAL else ALONGSIDE)}
    if state in FIXED:
        kinds -= {DESCRIBED}
    if is_published:
        kinds -= {TAKE_BACK}
    return frozenset(kind for kind in kinds if is_allowed(kind, history, person, organisation))


def is_allowed(kind: str, history: Sequence[Taken], person: str, organisation: str) -> bool:
    """Whether who acted before lets this person act now; that the state allows it is another question.

    What is decided, is decided by those who took part in the reading. A release needs a second person of another
    organisation than the one that proposed it.
    """
    if kind in BY_THE_SOURCE or not person or not organisation:
        return False
    if kind == HALF_OPENED:
        return True
    if kind == OPENED:
        return any(one.kind == HALF_OPENED and one.organisation != organisation for one in history)
    readers = {one.organisation for one in history if one.kind in READERS}
    if organisation not in readers or len(readers) < LEAST_READERS:
        return False
    if kind == RELEASE:
        proposal = next((one for one in reversed(history) if one.kind == PROPOSE), None)
        return proposal is not None and person != proposal.person and organisation != proposal.organisation
    return True


def may_be_told(organisations: Sequence[str]) -> bool:
    """Whether keys of enough different organisations are there to seal to."""
    return len(set(organisations)) >= LEAST_ORGANISATIONS
