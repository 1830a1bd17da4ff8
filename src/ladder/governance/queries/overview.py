"""What the first page of the room shows besides bodies: latest decisions, answered rounds, what waits for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from ladder.accounts.models import User
from ladder.consultation.wording import read
from ladder.governance.access import tenures_of
from ladder.governance.models import AnswerSet, Body, Decision, Meeting, Position, Proposal, Seat, Tenure
from ladder.packfiles.model import Reading

MOST_SHOWN = 5
MOST_OF_A_BODY = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """A seat of a person, and the open proposals on which it has taken no position yet."""

    tenure: Tenure
    body: Reading
    seat: Reading
    proposals: int


def waiting_for(user: User, on: date) -> list[Waiting]:
    """For each seat that a person holds or stands in for, how many open proposals wait for it. An observer's: none."""
    mine = tenures_of(user, on)
    open_now = count_open([one.seat.body_id for one in mine])
    taken = count_taken([one.pk for one in mine])
    return [
        Waiting(one, read(one.seat.body.names), read(one.seat.names), number_waiting(one, open_now, taken))
        for one in mine
    ]


def number_waiting(tenure: Tenure, open_now: Mapping[int, int], taken: Mapping[int, int]) -> int:
    """Open proposals without a position of a seat; none for an observer's, which takes no positions."""
    if tenure.seat.kind == Seat.Kind.OBSERVER:
        return 0
    return max(0, open_now.get(tenure.seat.body_id, 0) - taken.get(tenure.pk, 0))


def count_open(bodies: list[int]) -> dict[int, int]:
    """Open proposals by body."""
    rows = Proposal.objects.filter(body__in=bodies, state=Proposal.State.OPEN).order_by()
    return dict(rows.values_list("body").annotate(number=Count("pk")))


def count_taken(tenures: list[int]) -> dict[int, int]:
    """Open proposals on whose present words a tenure has taken a position, by tenure."""
    rows = Position.objects.filter(tenure__in=tenures, proposal__state=Proposal.State.OPEN)
    pairs = {(one.tenure_id, one.proposal_id) for one in rows.select_related("proposal") if is_current(one)}
    return {tenure: sum(one == tenure for one, _proposal in pairs) for tenure in tenures}


def list_to_close(at: datetime) -> list[Proposal]:
    """Open proposals whose time for positions is over, the longest over first: the secretariat closes them."""
    rows = Proposal.objects.filter(state=Proposal.State.OPEN, closes_at__lte=at)
    return list(rows.select_related("body").order_by("closes_at", "pk")[:MOST_SHOWN])


def is_current(position: Position) -> bool:
    """Whether a position is on the proposal as it reads now."""
    return position.revision == position.proposal.revision


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision as lists show it."""

    row: Decision
    title: Reading
    body: Reading


def latest_decisions(body: Body | None = None, most: int = MOST_SHOWN) -> list[DecisionLine]:
    """The last decisions, of one body or of all."""
    rows = Decision.objects.select_related("body", "proposal", "closing")
    rows = rows.filter(body=body) if body else rows
    return [DecisionLine(one, read(one.proposal.titles), read(one.body.names)) for one in rows.order_by("-pk")[:most]]


def latest_answers() -> list[tuple[AnswerSet, Reading]]:
    """Rounds whose comments were answered, the last first."""
    rows = AnswerSet.objects.select_related("round").order_by("-pk")[:MOST_SHOWN]
    return [(one, read(one.round.titles)) for one in rows]


def meetings_of(body: Body, *, with_planned: bool) -> list[tuple[Meeting, Reading]]:
    """Meetings of a body, the last first: the public sees those that were held."""
    shown = Q() if with_planned else Q(state=Meeting.State.HELD)
    return [(one, read(one.titles)) for one in body.meetings.filter(shown)[:MOST_OF_A_BODY]]
