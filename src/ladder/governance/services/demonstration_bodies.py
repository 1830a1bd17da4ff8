"""The demonstration's bodies with who sits there, a seat that was handed over, and meetings that were held."""

from collections.abc import Mapping
from dataclasses import replace

from ladder.accounts.models import User
from ladder.governance.access import tenures_in_force
from ladder.governance.models import Attendance, Body, Meeting, Seat
from ladder.governance.queries.attending import seats_on
from ladder.governance.services.bodies import found_body, let_stand
from ladder.governance.services.body_plans import BodyPlan
from ladder.governance.services.demonstration_stage import Data, Stage
from ladder.governance.services.holding import TenurePlan
from ladder.governance.services.meetings import MeetingPlan, MeetingRecord, plan_meeting, record_meeting
from ladder.governance.services.presets import plan_preset
from ladder.governance.services.seats import hand_over, seat_holder

FOUNDED, TERM = -520, 500  # days: the first of every tenure, and the last where a body limits them


def found_bodies(stage: Stage) -> None:
    """Every body of the file, standing, with its seats held."""
    for row in stage.data["bodies"]:
        body = found_body(actor=None, plan=plan_of(stage, row), is_demonstration=True)
        seats = {seat.position: seat for seat in body.seats.all()}
        for place, held in row["seats"].items():
            seat_holder(actor=None, seat=seats[place], plan=tenure_of(stage, body, held))
        stage.bodies[body.address] = let_stand(actor=None, body=body, on=stage.day(FOUNDED))


def plan_of(stage: Stage, row: Data) -> BodyPlan:
    """The proposal for a kind of body, with what the file changes: chambers of seats, and rules of composition."""
    plan = plan_preset(row["kind"], address=row["address"], opens_on=stage.day(FOUNDED))
    moved: Mapping[int, str] = row.get("moved", {})
    seats = tuple(replace(seat, chamber=moved.get(place, seat.chamber)) for place, seat in enumerate(plan.seats, 1))
    return replace(
        plan,
        seats=seats,
        composition=row.get("composition", plan.composition),
        site=stage.sites.get(row.get("site", "")),
        organisation=stage.organisations.get(row.get("organisation", "")),
    )


def tenure_of(stage: Stage, body: Body, held: Data, starts: int = FOUNDED) -> TenurePlan:
    """Who holds a seat; terms are limited in committees that limit them."""
    return TenurePlan(
        organisation=stage.organisations[held["organisation"]],
        starts_on=stage.day(starts),
        ends_on=stage.day(TERM) if body.kind in {Body.Kind.TECHNICAL, Body.Kind.SITE} else None,
        holder=holder_of(stage, held),
        is_interim=held.get("is_interim", False),
    )


def holder_of(stage: Stage, held: Data) -> User | None:
    """The account that holds a seat; None where the organisation speaks through minutes alone."""
    return stage.people[held["holder"]] if "holder" in held else None


def hand_a_seat_over(stage: Stage) -> None:
    """One seat changes hands on a day."""
    row = stage.data["hand_over"]
    body = stage.bodies[row["body"]]
    seat = Seat.objects.get(body=body, position=row["seat"])
    held = tenures_in_force(stage.day(row["day"])).get(seat=seat)
    hand_over(actor=stage.keeper, tenure=held, plan=tenure_of(stage, body, row, row["day"]), reason=row["reason"])


def hold_meeting(stage: Stage, key: str) -> Meeting:
    """A meeting with attendance and minutes."""
    row = stage.data["meetings"][key]
    body, held_on = stage.bodies[row["body"]], stage.day(row["day"])
    plan = MeetingPlan(row["kind"], row["titles"], held_on, row.get("place", ""))
    meeting = plan_meeting(body=body, plan=plan, actor=stage.keeper)
    record = MeetingRecord(who_was_there(body, row, stage), row["minutes"])
    stage.meetings[key] = record_meeting(meeting=meeting, record=record, actor=stage.keeper, on=stage.on)
    return stage.meetings[key]


def who_was_there(body: Body, row: Data, stage: Stage) -> dict[str, str]:
    """Attendance by seat: whoever holds one was there, but for those who are excused."""
    found: dict[str, str] = {}
    for seat, tenure in seats_on(body, stage.day(row["day"])):
        there = Attendance.Who.EXCUSED if seat.position in row["absent"] else Attendance.Who.HOLDER
        found[str(seat.public_id)] = there if tenure is not None else Attendance.Who.ABSENT
    return found
