"""Where every seat stands on a proposal on a day: what counts, what does not and why, and what would follow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ladder.core.governance.deciding import DecidingRules, Outcome, SeatFacts, Stand, decide
from ladder.governance.access import tenures_in_force
from ladder.governance.models import Body, Chamber, Option, Position, Proposal, Revision, Seat, Tenure
from ladder.governance.queries.conflicts import recusals_of
from ladder.governance.queries.rules import deciding_rules

EARLIER_REVISION, HANDED_OVER, RECUSED, REPLACED = "earlier_revision", "handed_over", "recused", "replaced"


@dataclass(frozen=True, slots=True)
class SeatStanding:
    """A seat that takes positions: who holds it, why it is recused ("" where it is not), and what counts of it.

    `not_counted` is the last position of a seat none of whose positions counts, such as that of an earlier holder.
    """

    seat: Seat
    tenure: Tenure | None
    recused: str
    position: Position | None
    not_counted: Position | None

    @property
    def is_awaited(self) -> bool:
        """Whether somebody sits there, may take a position and has not."""
        return self.tenure is not None and not self.recused and self.position is None

    @property
    def key(self) -> str:
        """How the seat is named in records."""
        return str(self.seat.public_id)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A position that does not count, and why: a key of this module."""

    position: Position
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that a count of a proposal rests on, and what it gives on that day."""

    chambers: tuple[Chamber, ...]
    seats: tuple[SeatStanding, ...]
    options: tuple[Option, ...]
    set_aside: tuple[SetAside, ...]
    outcome: Outcome

    @property
    def awaited(self) -> tuple[SeatStanding, ...]:
        """The seats that may still be heard."""
        return tuple(one for one in self.seats if one.is_awaited)

    @property
    def objections(self) -> tuple[Position, ...]:
        """The objections that count."""
        return tuple(
            one.position for one in self.seats if one.position and one.position.stance == Position.Stance.OBJECT
        )


def standing_of(proposal: Proposal, on: date) -> Standing:
    """Where each seat stands, with a constant number of queries."""
    chambers, options = tuple(proposal.body.chambers.all()), tuple(options_of(proposal))
    held = held_seats(proposal.body, on)
    reasons = recusals_of(proposal, on)
    counted, set_aside = sort_positions(proposal, held, reasons)
    aside = {one.position.seat_id: one.position for one in set_aside}
    seats = tuple(
        SeatStanding(seat, held.get(seat.pk), reasons.get(seat.pk, ""), counted.get(seat.pk), aside.get(seat.pk))
        for seat in seats_of(proposal.body, on)
    )
    return Standing(chambers, seats, options, set_aside, count(rules_of(proposal, on), chambers, seats, options))


def options_of(proposal: Proposal) -> Iterable[Option]:
    """The options of the words as they stand now."""
    return Option.objects.filter(proposal=proposal, revision=proposal.revision)


def current_revision(proposal: Proposal) -> Revision | None:
    """The words as they were put to the body last; None before it opened."""
    rows = Revision.objects.select_related("rule_set")
    return rows.filter(proposal=proposal, number=proposal.revision).first()


def rules_of(proposal: Proposal, on: date) -> DecidingRules:
    """The rules that were fixed when the proposal opened; for a draft, those in force."""
    fixed = current_revision(proposal)
    return DecidingRules.read(fixed.rule_set.content) if fixed else deciding_rules(proposal.body, on)


def seats_of(body: Body, on: date) -> Iterable[Seat]:
    """The seats of a body that take positions on a day, chamber by chamber, vacant ones too."""
    rows = Seat.objects.filter(body=body, kind=Seat.Kind.VOTING, opens_on__lte=on).select_related("chamber")
    rows = rows.filter(Q(closes_on=None) | Q(closes_on__gte=on))
    return rows.order_by("chamber__position", "position", "pk")


def held_seats(body: Body, on: date) -> dict[int, Tenure]:
    """Who holds each seat that takes positions, by primary key of the seat."""
    rows = tenures_in_force(on).filter(seat__body=body, seat__kind=Seat.Kind.VOTING)
    return {one.seat_id: one for one in rows.order_by("starts_on", "pk")}


def sort_positions(
    proposal: Proposal, held: Mapping[int, Tenure], recused: Mapping[int, str]
) -> tuple[dict[int, Position], tuple[SetAside, ...]]:
    """The last position of each seat that counts, and all the others with the reason why they do not."""
    counted: dict[int, Position] = {}
    aside: list[SetAside] = []
    rows = Position.objects.filter(proposal=proposal)
    for one in rows.select_related("option", "answer", "seat", "tenure__organisation", "meeting").order_by("pk"):
        why = why_not(one, proposal, held, recused)
        if not why and one.seat_id in counted:
            aside.append(SetAside(counted[one.seat_id], REPLACED))
        if why:
            aside.append(SetAside(one, why))
        else:
            counted[one.seat_id] = one
    return counted, tuple(aside)


def why_not(one: Position, proposal: Proposal, held: Mapping[int, Tenure], recused: Mapping[int, str]) -> str:
    """Why a position does not count; "" where it does."""
    if one.revision != proposal.revision:
        return EARLIER_REVISION
    holder = held.get(one.seat_id)
    if holder is None or holder.pk != one.tenure_id:
        return HANDED_OVER
    return RECUSED if recused.get(one.seat_id) else ""


def count(
    rules: DecidingRules, chambers: Iterable[Chamber], seats: Iterable[SeatStanding], options: Iterable[Option]
) -> Outcome:
    """What the rules make of it."""
    filled = [one for one in seats if one.tenure is not None]
    keys = {chamber.pk: chamber.key for chamber in chambers}
    return decide(
        rules,
        tuple(keys.values()),
        [SeatFacts(one.key, keys[one.seat.chamber_id or 0], one.recused) for one in filled],
        [stand_of(one.key, one.position) for one in filled if one.position],
        tuple(option.key for option in options),
    )


def stand_of(seat: str, position: Position) -> Stand:
    """A position as the core counts it."""
    option = position.option.key if position.option else ""
    return Stand(seat, position.stance, option, is_answered=hasattr(position, "answer"))
