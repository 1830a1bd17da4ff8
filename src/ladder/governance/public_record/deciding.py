"""Proposals that were decided, and their counts, in Popolo's words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from ladder.consultation.wording import say
from ladder.governance.models import Challenge, Closing, Effect, Position
from ladder.governance.public_record.shapes import (
    ChallengeOut,
    DecisionOut,
    Dissent,
    EffectOut,
    GroupResult,
    MethodOut,
    Motion,
    Objection,
    OptionOut,
    Quorum,
    Recusal,
    RulesOut,
    Vote,
    VoteCount,
    VoteEvent,
)
from ladder.governance.public_record.sitting import ONE_LANGUAGE, chamber_id
from ladder.governance.queries.count_on_record import (
    ChamberOnRecord,
    CountOnRecord,
    SeatOnRecord,
    WordsOnRecord,
    publicly,
    read_count,
)
from ladder.governance.queries.record_decisions import DecisionOnRecord

NO_QUORUM, DIVIDED, RECUSED, NOT_HEARD = "no_quorum", "divided", "recused", "not_heard"
STAND_ASIDE, OBJECT = Position.Stance.STAND_ASIDE.value, Position.Stance.OBJECT.value
REQUIREMENT = (
    "Quorum in each chamber: {quorum_share} of the seats that are not recused, at least {quorum_least}. Consensus; "
    "else {fallback}, more than {majority_share} of those for or against in each chamber."
)


def motion_of(found: DecisionOnRecord) -> Motion:
    """The proposal of a decision."""
    row, proposal = found.row, found.row.proposal
    return Motion(
        id=str(proposal.public_id), identifier=f"{row.body.sign}-{proposal.number}",
        organization_id=str(row.body.public_id),
        legislative_session_id=str(proposal.meeting.public_id) if proposal.meeting else None,
        text=say(proposal.titles, ONE_LANGUAGE), texts=proposal.titles, classification=classification_of(found.effects),
        date=proposal.opened_at, requirement=REQUIREMENT.format(**found.count.rules["content"]),
        result=found.count.outcome,
        options=[OptionOut(key=one.key, names=dict(one.names), texts=dict(one.texts)) for one in found.count.options],
        decision=decision_of(found),
    )  # fmt: skip


def classification_of(effects: Sequence[Effect]) -> str:
    """What a proposal does, by the kinds of its effects; `resolution` where it does nothing."""
    return " ".join(dict.fromkeys(effect.kind for effect in effects)) or "resolution"


def decision_of(found: DecisionOnRecord) -> DecisionOut:
    """The decision itself."""
    row = found.row
    return DecisionOut(
        id=str(row.public_id), identifier=str(row), decided_on=row.decided_on, objections_until=row.objections_until,
        appeals_until=row.appeals_until, effects=[effect_of(one) for one in found.effects],
        challenges=[challenge_of(one) for one in found.challenges],
    )  # fmt: skip


def effect_of(effect: Effect) -> EffectOut:
    """One effect; its content stands where it took effect."""
    taken_on = timezone.localdate(effect.taken_at) if effect.taken_at else None
    return EffectOut(
        kind=effect.kind, subject=effect.subject, digest=effect.digest, state=effect.state, taken_on=taken_on
    )


def challenge_of(challenge: Challenge) -> ChallengeOut:
    """One challenge; its words stand on the page of the decision."""
    return ChallengeOut(kind=challenge.kind, state=challenge.state, filed_on=timezone.localdate(challenge.filed_at))


def vote_events_of(found: DecisionOnRecord) -> list[VoteEvent]:
    """Every count of the proposal, the one that decided last."""
    last, body = len(found.earlier), found.row.body
    events = [
        vote_event_of(found, closing, place, publicly(read_count(closing), body))
        for place, closing in enumerate(found.earlier)
    ]
    return [*events, vote_event_of(found, found.row.closing, last, found.count)]


def vote_event_of(found: DecisionOnRecord, closing: Closing, place: int, count: CountOnRecord) -> VoteEvent:
    """One count."""
    body, proposal = str(found.row.body.public_id), found.row.proposal
    return VoteEvent(
        id=f"{proposal.public_id}/{place + 1}", identifier=f"{found.row.body.sign}-{proposal.number}/{place + 1}",
        motion_id=str(proposal.public_id), organization_id=body,
        start_date=proposal.opened_at if place == len(found.earlier) else None, end_date=closing.closed_at,
        result=count.outcome, digest=closing.digest,
        rules=RulesOut(**count.rules), method=MethodOut(**count.method), **parts_of(body, count),
    )  # fmt: skip


def parts_of(body: str, count: CountOnRecord) -> dict[str, Any]:
    """What a count consists of."""
    if not count.is_by_seat:
        return shielded_parts_of(body, count)
    held = [seat for seat in count.seats if seat.tenure]
    return {
        "group_results": [
            GroupResult(group_id=chamber_id(body, one.key), result=result_of(one)) for one in count.chambers
        ],
        "counts": [one for chamber in count.chambers for one in counts_of(body, chamber)],
        "votes": [vote_of(body, seat) for seat in held],
        "quorums": [quorum_of(body, one) for one in count.chambers],
        "objections": [objection_of(seat) for seat in count.objecting],
        "dissents": [Dissent(post_id=seat.seat, texts=dict(seat.dissent)) for seat in count.dissenting],
        "recusals": [Recusal(post_id=seat.seat, reason=seat.recused) for seat in count.recused],
    }


def shielded_parts_of(body: str, count: CountOnRecord) -> dict[str, Any]:
    """What is left of a count whose seats are shielded: quorums, and words without whose they are."""
    return {
        "group_results": [], "counts": [], "votes": [], "recusals": [],
        "quorums": [
            Quorum(group_id=chamber_id(body, one.key), has_quorum=one.has_quorum, seats=None, recused=None, heard=None,
                   needed=None)
            for one in count.quorums
        ],
        "objections": [shielded_objection_of(one) for one in count.objections],
        "dissents": [Dissent(post_id=None, texts=dict(one.texts)) for one in count.dissents],
    }  # fmt: skip


def shielded_objection_of(one: WordsOnRecord) -> Objection:
    """One objection, without whose it is and to which option."""
    return Objection(post_id=None, option=None, reasons=dict(one.texts), answer=dict(one.answer))


def result_of(chamber: ChamberOnRecord) -> str:
    """What the count of a chamber says for itself."""
    if not chamber.has_quorum:
        return NO_QUORUM
    carried = (key for key, number in chamber.support.items() if number > chamber.against[key])
    return next((f"support:{key}" for key in carried), DIVIDED)


def counts_of(body: str, chamber: ChamberOnRecord) -> Iterable[VoteCount]:
    """How many seats said what, in one chamber."""
    numbers: Mapping[str, int] = {
        **{f"support:{key}": number for key, number in chamber.support.items()},
        STAND_ASIDE: chamber.aside, OBJECT: chamber.objections, RECUSED: chamber.recused, NOT_HEARD: chamber.not_heard,
    }  # fmt: skip
    return (
        VoteCount(option=option, value=number, group_id=chamber_id(body, chamber.key))
        for option, number in numbers.items()
    )


def vote_of(body: str, seat: SeatOnRecord) -> Vote:
    """What one seat said, or that it was recused or not heard."""
    said = f"support:{seat.option}" if seat.stance == Position.Stance.SUPPORT else seat.stance
    return Vote(
        voter_id=seat.organisation_id, post_id=seat.seat, group_id=chamber_id(body, seat.chamber),
        option=RECUSED if seat.recused else said or NOT_HEARD,
    )  # fmt: skip


def quorum_of(body: str, chamber: ChamberOnRecord) -> Quorum:
    """Who was heard in a chamber."""
    return Quorum(
        group_id=chamber_id(body, chamber.key), seats=chamber.seats, recused=chamber.recused, heard=chamber.heard,
        needed=chamber.needed, has_quorum=chamber.has_quorum,
    )  # fmt: skip


def objection_of(seat: SeatOnRecord) -> Objection:
    """One objection."""
    return Objection(
        post_id=seat.seat, option=seat.option or None, reasons=dict(seat.reasons), answer=dict(seat.answer)
    )
