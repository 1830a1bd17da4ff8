"""The demonstration's decisions: proposals opened, positions taken, an objection answered, counted, taken effect."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ladder.governance.access import tenures_in_force
from ladder.governance.models import Decision, Position, Proposal, Tenure
from ladder.governance.services.closing import close_proposal
from ladder.governance.services.demonstration_bodies import hold_meeting
from ladder.governance.services.demonstration_stage import Data, Stage
from ladder.governance.services.positions import answer_objection, take_position
from ladder.governance.services.proposal_plans import OptionPlan
from ladder.governance.services.proposals import draft_proposal, open_proposal
from ladder.governance.services.taking import take_effects


def put_to_steering(stage: Stage, key: str, options: Sequence[OptionPlan], **about: Any) -> Proposal:
    """A proposal of the file, open for positions."""
    row = stage.data["proposals"][key]
    proposal = draft_proposal(
        body=stage.steering, titles=row["titles"], texts=row["texts"], options=options, actor=stage.keeper, **about
    )
    closes = row["closed"] if "closed" in row else row["closes"]
    return open_proposal(proposal=proposal, actor=stage.keeper, closes_at=stage.at(closes), at=stage.at(row["opened"]))


def decide(stage: Stage, key: str, proposal: Proposal) -> Decision:
    """Positions as the file has them, the count, and the effects where the day for them is named."""
    row = stage.data["proposals"][key]
    if "meeting" in row:
        hold_meeting(stage, row["meeting"])
    at = stage.at(row["closed"] - 1)
    for place, option in row["positions"].items():
        take(stage, proposal, row, place, at, stance=Position.Stance.SUPPORT, option=option)
    if "objection" in row:
        object_to(stage, proposal, row, at)
    close_proposal(proposal=proposal, actor=stage.keeper, at=stage.at(row["closed"]))
    decision = Decision.objects.get(proposal=proposal)
    if "taken" in row:
        take_effects(decision=decision, actor=stage.keeper, on=stage.day(row["taken"]))
    return decision


def take(stage: Stage, proposal: Proposal, row: Data, place: int, at: datetime, **said: Any) -> Position:
    """The position of a seat: from its own account, else from the minutes of the meeting."""
    held = holder_on(proposal, place, at)
    if held.holder is None:
        said["meeting"] = stage.meetings[row["meeting"]]
    return take_position(proposal=proposal, tenure=held, actor=held.holder or stage.keeper, at=at, **said)


def holder_on(proposal: Proposal, place: int, at: datetime) -> Tenure:
    """Who holds a seat at a moment."""
    rows = tenures_in_force(at.date()).select_related("holder")
    return rows.get(seat__body=proposal.body, seat__position=place)


def object_to(stage: Stage, proposal: Proposal, row: Data, at: datetime) -> None:
    """An objection with its dissent, and the committee's answer in writing."""
    objection: Mapping[str, Any] = row["objection"]
    position = take(
        stage, proposal, row, objection["seat"], at, stance=Position.Stance.OBJECT, option=objection["option"],
        reasons=objection["reasons"], dissent=objection["dissent"],
    )  # fmt: skip
    answer_objection(position=position, texts=objection["answer"], actor=stage.keeper, at=at)
