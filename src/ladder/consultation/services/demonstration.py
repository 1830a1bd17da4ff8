"""Loads two invented rounds, marked as such: one closed on the first draft, one open on the second with some comments.

Positions are drawn by a seeded chance from what `data/demonstration.yaml` says of each group, so that every start on
every machine shows the same consultation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from ladder.accounts.models import User
from ladder.catalogue.models import FrameworkVersion
from ladder.consultation.models import AgendaItem, Gathering, Interpretation, Round
from ladder.consultation.services.demonstration_rooms import hold_gathering
from ladder.consultation.services.demonstration_scene import Scene, add_comment, answer
from ladder.consultation.services.groups import GroupPlan, set_groups
from ladder.consultation.services.preparation import read_data
from ladder.consultation.services.round_plans import RoundPlan
from ladder.consultation.services.rounds import close_round, make_round, open_round

CLOSED_ADDRESS, OPEN_ADDRESS = "demo-closed", "demo-open"
LANGUAGES = ("en", "fr", "zh", "sw")
SEED = 20260601
DAYS_AGO, DAYS_OPEN, DAYS_LEFT = 150, 60, 60
Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DemonstrationRounds:
    """What was loaded; `is_new` says whether this call made it."""

    closed: Round
    open: Round
    is_new: bool


@transaction.atomic
def load_demonstration_rounds(
    *, version: FrameworkVersion, draft: FrameworkVersion, facilitator: User, on: date
) -> DemonstrationRounds:
    """Both rounds; a second call adds nothing and returns the same."""
    known = {row.address: row for row in Round.objects.filter(address__in=[CLOSED_ADDRESS, OPEN_ADDRESS])}
    if len(known) == len({CLOSED_ADDRESS, OPEN_ADDRESS}):
        return DemonstrationRounds(known[CLOSED_ADDRESS], known[OPEN_ADDRESS], is_new=False)
    data = read_data("demonstration.yaml")
    closed = load_closed(data, version, facilitator, on)
    return DemonstrationRounds(closed, load_open(data, draft, facilitator, on), is_new=True)


def load_closed(data: Data, version: FrameworkVersion, facilitator: User, on: date) -> Round:
    """The round that is over, with everything people said in it."""
    opens_on = on - timedelta(days=DAYS_AGO)
    round_ = make(data, "closed", version, CLOSED_ADDRESS, opens_on, opens_on + timedelta(days=DAYS_OPEN))
    round_ = open_round(actor=None, round_=round_, on=opens_on)
    fill(make_scene(data, round_, facilitator, opens_on, weeks=DAYS_OPEN // 7))
    return close_round(actor=None, round_=round_, on=round_.closes_on + timedelta(days=1))


def fill(scene: Scene) -> None:
    """Everything people said: by invitation and by the open link, in rooms, in words."""
    for row in scene.data["groups"]:
        answer(scene, row)
    for row in scene.data["gatherings"]:
        hold_gathering(scene, row)
    for row in scene.data["comments"]:
        add_comment(scene, row)


def make_scene(data: Data, round_: Round, facilitator: User, opens_on: date, *, weeks: int) -> Scene:
    """What is needed to fill a round with what people said within its first weeks."""
    return Scene(
        data=data,
        round=round_,
        groups={group.group.key: group for group in round_.groups.select_related("group")},
        items={item.key: item for item in round_.items.all()},
        facilitator=facilitator,
        opens_on=opens_on,
        weeks=weeks,
        chance=np.random.default_rng(SEED),
    )


def load_open(data: Data, draft: FrameworkVersion, facilitator: User, on: date) -> Round:
    """The round that is going on: its dialogues, and the first who said what they think."""
    round_ = make(data, "open", draft, OPEN_ADDRESS, on, on + timedelta(days=DAYS_LEFT))
    round_ = open_round(actor=None, round_=round_, on=on)
    said = read_data("demonstration_open.yaml")
    scene = make_scene(said, round_, facilitator, on, weeks=1)
    for row in said["comments"]:
        add_comment(scene, row)
    for row in data["dialogues"]:
        plan_dialogue(row, round_, facilitator, on)
    plan_workshop(data, round_, facilitator, on)
    return round_


def make(data: Data, key: str, version: FrameworkVersion, address: str, opens_on: date, closes_on: date) -> Round:
    """A round in preparation with its words and its stakeholder map."""
    words = data["rounds"][key]
    plan = RoundPlan(
        address=address,
        titles=words["titles"],
        languages=LANGUAGES,
        opens_on=opens_on,
        closes_on=closes_on,
        overviews=words["overviews"],
        visions=words["visions"],
        questions_and_answers=data["questions_and_answers"],
    )
    round_ = make_round(actor=None, version=version, plan=plan, is_demonstration=True)
    plans = [
        GroupPlan(row["key"], round(row["people"] * 1.25), row.get("at_risk", False), "", row.get("heard_with", ""))
        for row in data["groups"]
    ]
    set_groups(actor=None, round_=round_, plans=plans)
    return round_


def plan_dialogue(row: Data, round_: Round, facilitator: User, on: date) -> None:
    """An online dialogue to come, with interpretation both ways between its languages."""
    starts_at = datetime.combine(on + timedelta(days=row["days_from_now"]), time(row["hour"]), tzinfo=UTC)
    dialogue = Gathering.objects.create(
        round=round_,
        kind=Gathering.Kind.DIALOGUE,
        titles=row["titles"],
        held_on=starts_at.date(),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=row["minutes"]),
        languages=row["languages"],
        capacity=row["capacity"],
        hosts="Demonstration facilitators",
        created_at=timezone.now(),
    )
    dialogue.facilitators.add(facilitator)
    spoken = row["languages"]
    Interpretation.objects.bulk_create(
        [
            Interpretation(
                gathering=dialogue,
                from_language=one,
                to_language=other,
                mode=Interpretation.Mode.SIMULTANEOUS,
                places=20,
            )
            for one in spoken
            for other in spoken
            if one != other
        ]
    )


def plan_workshop(data: Data, round_: Round, facilitator: User, on: date) -> None:
    """A workshop to be recorded without a network, on the requirements of health and safety."""
    workshop = Gathering.objects.create(
        round=round_,
        kind=Gathering.Kind.WORKSHOP,
        province="Lualaba",
        place="Kolwezi",
        held_on=on,
        titles=data["workshop"]["titles"],
        languages=["fr", "sw"],
        created_at=timezone.now(),
    )
    workshop.facilitators.add(facilitator)
    health_and_safety = round_.items.filter(principle=4)[:6]
    AgendaItem.objects.bulk_create(
        [
            AgendaItem(gathering=workshop, position=place, minutes=20, item=item)
            for place, item in enumerate(health_and_safety, 1)
        ]
    )
