"""Lets anonymous contributions join the others: many at a time, in an order of chance, without any moment.

Rule R8 of the protection of people; method page: docs/methods/anonymous-answers.md.
"""

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from ladder.audit.services import record
from ladder.consultation.models import Anchor, Contribution, HeldAnswer, Participant, Round
from ladder.consultation.services.contributing import COMPARED
from ladder.consultation.services.traces import forget_traces

LEAST_COMPANY = 5
BATCH = 100
Subject = tuple[int, str, int | None, int | None]


@transaction.atomic
def release_held(*, in_round: Round, is_last: bool = False) -> int:
    """Let everything that waits go out if at least five different people have something waiting; how many went.

    Args:
        in_round: the round.
        is_last: let go whatever the company, because the round closes.
    """
    held = HeldAnswer.objects.filter(round=in_round)
    least = 1 if is_last else LEAST_COMPANY
    if held.values("participant").distinct().count() < least:
        return 0
    rows = list(held.select_for_update(of=("self",)).select_related("participant"))
    people = {row.participant_id for row in rows}
    if len(people) < least:  # others let theirs go while this waited for the rows: who is left has no company
        return 0
    secrets.SystemRandom().shuffle(rows)
    store_shuffled(in_round, rows, people)
    HeldAnswer.objects.filter(pk__in=[row.pk for row in rows]).delete()
    record(
        actor=None,
        action="consultation.held_answers_released",
        target=f"round:{in_round.public_id}",
        detail={"answers": len(rows), "people": len(people)},
    )
    transaction.on_commit(forget_traces)
    return len(rows)


def store_shuffled(in_round: Round, rows: Sequence[HeldAnswer], people: set[int]) -> None:
    """What waited as contributions with their anchors, in this order."""
    current = current_rows(in_round, people)
    made = [make_row(row.participant, row.content, current) for row in rows]
    Contribution.objects.bulk_create(made, batch_size=BATCH)
    anchors = [
        Anchor(contribution=one, **row.content["anchor"])
        for one, row in zip(made, rows, strict=True)
        if row.content["anchor"]
    ]
    Anchor.objects.bulk_create(anchors, batch_size=BATCH)


def current_rows(in_round: Round, people: set[int]) -> dict[Subject | UUID, Contribution]:
    """What these people last said, by subject and by number."""
    rows = Contribution.objects.filter(round=in_round, participant__in=people, superseded_by=None)
    found: dict[Subject | UUID, Contribution] = {}
    for row in rows:
        found[row.number] = row
        if row.kind != Contribution.Kind.COMMENT:
            found[row.participant_id or 0, row.kind, row.item_id, row.question_id] = row
    return found


def make_row(
    participant: Participant, content: dict[str, Any], current: dict[Subject | UUID, Contribution]
) -> Contribution:
    """The contribution that waited, not stored yet."""
    key: Subject | UUID = (participant.pk, content["kind"], content["item"], content["question"])
    if content["changes"]:
        key = UUID(content["changes"])
    return Contribution(
        number=UUID(content["number"]),
        round_id=participant.round_id,
        channel=participant.channel,
        participant=participant,
        organisation_id=participant.organisation_id,
        group_id=participant.group_id,
        item_id=content["item"],
        question_id=content["question"],
        supersedes=current.get(key),
        received_on=None,
        **{name: content[name] for name in COMPARED},
    )
