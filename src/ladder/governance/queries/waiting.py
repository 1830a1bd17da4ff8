"""What waits: for whom an open proposal waits, side by side, and what waits for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from ladder.accounts.models import User
from ladder.consultation.access import is_keeper
from ladder.governance.access import tenures_in_force, tenures_of
from ladder.governance.models import Chamber, Position, Proposal, Seat, Tenure
from ladder.governance.queries.conflicts import recusals_of_all


@dataclass(frozen=True, slots=True)
class ChamberWaiting:
    """How many seats of a chamber were heard of those that may be, and who has not spoken yet."""

    chamber: Chamber
    heard: int
    eligible: int
    awaited: tuple[Tenure, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open proposal with what each chamber still lacks; `mine` are one's own seats that are waited for."""

    proposal: Proposal
    chambers: tuple[ChamberWaiting, ...]
    mine: tuple[Tenure, ...]


def visible_proposals(user: User) -> QuerySet[Proposal]:
    """The proposals that this person follows: of their bodies, or all for the secretariat; drafts of their own."""
    rows = Proposal.objects.select_related("body__site", "meeting").order_by("-pk")
    if is_keeper(user):
        return rows
    bodies = [one.seat.body_id for one in tenures_of(user)]
    return rows.filter(body__in=bodies).filter(~Q(state=Proposal.State.DRAFT) | Q(proposed_by=user))


def waiting_of(proposals: Sequence[Proposal], user: User, on: date) -> list[Waiting]:
    """For whom each proposal waits, with a constant number of queries."""
    bodies = {one.body_id for one in proposals}
    held = tenures_in_force(on).filter(seat__body__in=bodies, seat__kind=Seat.Kind.VOTING)
    tenures = list(held.order_by("seat__chamber__position", "seat__position", "seat__pk"))
    recused = recusals_of_all(proposals, on) if proposals else {}
    rows = Position.objects.filter(proposal__in=proposals, revision=F("proposal__revision"))
    spoke = set(rows.values_list("proposal", "tenure"))
    return [
        wait(
            one,
            [t for t in tenures if t.seat.body_id == one.body_id and not recused[one.pk].get(t.seat_id)],
            spoke,
            user,
        )
        for one in proposals
    ]


def wait(proposal: Proposal, eligible: Sequence[Tenure], spoke: set[tuple[int, int]], user: User) -> Waiting:
    """For whom one proposal waits."""
    silent = [one for one in eligible if (proposal.pk, one.pk) not in spoke]
    sides = {one.seat.chamber: None for one in eligible if one.seat.chamber}
    chambers = tuple(
        ChamberWaiting(
            chamber=side,
            heard=sum(one.seat.chamber == side for one in eligible) - sum(one.seat.chamber == side for one in silent),
            eligible=sum(one.seat.chamber == side for one in eligible),
            awaited=tuple(one for one in silent if one.seat.chamber == side),
        )
        for side in sides
    )
    return Waiting(proposal, chambers, tuple(one for one in silent if user.pk in {one.holder_id, one.alternate_id}))
