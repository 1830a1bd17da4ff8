"""Turns usable records into rows: contributions, tallies, attendance, interviewed people, side notes.

Later versions of a slot supersede earlier ones by their place, not by when they arrived: a version that comes late is
put in between.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from ladder.accounts.models import User
from ladder.consultation.device_bodies import (
    ATTENDANCE,
    COUNTS,
    HEADS,
    POSITION,
    SIDE_NOTE,
    TALLY,
    WITHDRAWAL,
    Body,
)
from ladder.consultation.models import (
    Attendance,
    Contribution,
    DeviceRecord,
    Gathering,
    Participant,
    SideNote,
    Tally,
)
from ladder.consultation.services.device_table import Table
from ladder.consultation.services.sealing import seal
from ladder.consultation.services.side_notes import PURPOSE
from ladder.consultation.services.taking_back import take_back

Usable = Sequence[tuple[DeviceRecord, Body]]
ROWLESS = frozenset({ATTENDANCE, SIDE_NOTE, WITHDRAWAL})
STATED = ("group", "item", "language", "text", "proposed", "position", "consent", "was_read_back")


def write_rows(gathering: Gathering, table: Table, usable: Usable, actor: User, on: date) -> None:
    """Everything that follows from new records of a gathering, in a constant number of queries."""
    write_people(gathering, table, usable)
    write_contributions(gathering, table, usable, actor, on)
    write_side_notes(gathering, usable)
    link_versions(gathering, {row.slot for row, _body in usable if row.kind not in ROWLESS})
    refresh_attendance(gathering, {row.slot for row, _body in usable if row.kind == ATTENDANCE})
    taken = [number for row, body in usable if row.kind == WITHDRAWAL for number in body.said["of"]]
    if taken:
        slots = take_back(gathering=gathering, numbers=taken, on=on)
        link_versions(gathering, slots)
        refresh_attendance(gathering, slots)


def write_people(gathering: Gathering, table: Table, usable: Usable) -> None:
    """Participants that the round does not know yet, by the pseudonym that the device made."""
    new: dict[UUID, Participant] = {}
    for row, body in usable:
        said = body.said
        if row.kind == POSITION and not table.people[said["person"]][0]:
            new.setdefault(said["person"], Participant(
                public_id=said["person"], round=gathering.round, channel=Participant.Channel.INTERVIEW,
                group_id=said["group"], gender=said["gender"], language=said["language"], province=gathering.province,
                is_anonymous=False,
            ))  # fmt: skip
    for made in Participant.objects.bulk_create(new.values()):
        table.people[made.public_id] = (made.pk, made.group_id)


def write_contributions(gathering: Gathering, table: Table, usable: Usable, actor: User, on: date) -> None:
    """Contributions, and the tallies among them."""
    made = [
        (contribution_of(gathering, table, row, body, actor, on), body)
        for row, body in usable
        if row.kind not in ROWLESS
    ]
    Contribution.objects.bulk_create([contribution for contribution, _body in made])
    Tally.objects.bulk_create(
        [tally_of(contribution, body.said) for contribution, body in made if contribution.kind == TALLY]
    )


def contribution_of(
    gathering: Gathering, table: Table, row: DeviceRecord, body: Body, actor: User, on: date
) -> Contribution:
    """A record as a contribution; it keeps the number that the device gave it."""
    said = {("group_id" if name == "group" else "item_id" if name == "item" else name): body.said[name]
            for name in STATED if name in body.said}  # fmt: skip
    is_position = row.kind == POSITION
    return Contribution(
        **{"language": (gathering.languages or ["fr"])[0], **said},
        number=row.number, round=gathering.round, gathering=gathering, kind=row.kind,
        channel=Contribution.Channel.INTERVIEW if is_position else gathering.kind,
        participant_id=table.people[body.said["person"]][0] if is_position else None,
        recorded_by=actor, received_on=on,
    )  # fmt: skip


def tally_of(contribution: Contribution, said: Any) -> Tally:
    """The counts of a tally; a room that agreed uncounted has none."""
    counts = {name: said[name] if said["has_counts"] else 0 for name in COUNTS}
    return Tally(
        contribution=contribution, group_id=said["group"], is_secret=said["is_secret"],
        has_counts=said["has_counts"], **counts,
    )  # fmt: skip


def write_side_notes(gathering: Gathering, usable: Usable) -> None:
    """Side notes, sealed; a newer version of a note stands beside the older until a facilitator has read both."""
    SideNote.objects.bulk_create(
        SideNote(
            public_id=row.number, round=gathering.round, gathering=gathering,
            sealed_text=seal(body.said["text"], PURPOSE), language=body.said["language"],
        )
        for row, body in usable
        if row.kind == SIDE_NOTE
    )  # fmt: skip


def link_versions(gathering: Gathering, slots: Iterable[str]) -> None:
    """Let each version of a slot supersede the one before it by place; at most four queries."""
    versions: dict[str, list[UUID]] = {}
    rows = DeviceRecord.objects.filter(gathering=gathering, slot__in=slots, state=DeviceRecord.State.APPLIED)
    for slot, number in rows.order_by("slot", "place_in_slot", "number").values_list("slot", "number"):
        versions.setdefault(slot, []).append(number)
    numbers = [number for chain in versions.values() for number in chain]
    by_number = {one.number: one for one in Contribution.objects.filter(number__in=numbers)}
    changed = []
    for chain in versions.values():
        there = [by_number[number] for number in chain if number in by_number]
        changed += [
            (later, earlier.pk if earlier else None)
            for earlier, later in pairwise([None, *there])
            if later is not None and later.supersedes_id != (earlier.pk if earlier else None)
        ]
    if changed:
        Contribution.objects.filter(pk__in=[later.pk for later, _key in changed]).update(supersedes=None)
        for later, key in changed:
            later.supersedes_id = key
        Contribution.objects.bulk_update([later for later, _key in changed], ["supersedes"])


def refresh_attendance(gathering: Gathering, slots: Iterable[str]) -> None:
    """Attendance of these slots as their newest version counts it."""
    rows = DeviceRecord.objects.filter(
        gathering=gathering, kind=ATTENDANCE, slot__in=slots, state=DeviceRecord.State.APPLIED
    ).order_by("place_in_slot", "number")
    counted = {row.body["group"]: {name: row.body[name] for name in HEADS} for row in rows}
    groups = dict(gathering.round.groups.values_list("group__key", "pk")) if counted else {}
    Attendance.objects.bulk_create(
        [Attendance(gathering=gathering, group_id=groups[key], **heads) for key, heads in counted.items()],
        update_conflicts=True,
        unique_fields=["gathering", "group"],
        update_fields=list(HEADS),
    )
