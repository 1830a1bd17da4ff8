"""Settles what a device sent and nobody could use at once: a person looks, chooses, and the choice is kept."""

import uuid
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.device_bodies import (
    ATTENDANCE,
    COUNTED,
    POSITION,
    QUOTE,
    ROOM_NOTE,
    TALLY,
    Body,
    FaultyBodyError,
    read_body,
)
from ladder.consultation.models import DeviceRecord, Gathering, Withdrawal
from ladder.consultation.services.device_rows import write_rows
from ladder.consultation.services.device_table import Table, lay_table
from ladder.core.consultation.seal import digest_of_record

KEEP, USE = "keep", "use"
State = DeviceRecord.State
OPEN_STATES = (State.CONFLICT, State.REFUSED)
USABLE = frozenset({ATTENDANCE, TALLY, QUOTE, ROOM_NOTE, POSITION})  # a side note, a seal and a withdrawal stand alone


@transaction.atomic
def settle_record(*, record: DeviceRecord, choice: str, reason: str, actor: User, on: date) -> DeviceRecord:
    """Leave what stands (`KEEP`), or use this record after all (`USE`).

    To use it, a new record is made from it that supersedes what stood in its place and names it as what it corrects.
    Both stay; the reason is kept with the record.

    Raises:
        ValidationError: it was settled before, or cannot be used even now.
    """
    gathering = Gathering.objects.select_for_update(of=("self",)).select_related("round").get(pk=record.gathering_id)
    row = DeviceRecord.objects.get(pk=record.pk)
    if row.state not in OPEN_STATES:
        raise ValidationError(_("This record was settled before."))
    if choice == USE:
        use(gathering, row, actor, on)
    row.state, row.reason = State.SETTLED, reason
    row.save(update_fields=["state", "reason"])
    detail = {"record": str(row.number), "kind": row.kind, "choice": choice}
    target = f"gathering:{gathering.public_id}"
    audit.record(actor=actor, action="consultation.record_settled", target=target, detail=detail)
    return row


def use(gathering: Gathering, row: DeviceRecord, actor: User, on: date) -> None:
    """Store a new record with this content, in the first device's place where people were counted."""
    table = lay_table(gathering, [row.number])
    try:
        body = read_body(row.kind, row.body, table.frame)
    except FaultyBodyError as fault:
        raise ValidationError(str(fault)) from fault
    if not may_be_used(row, table, body):
        raise ValidationError(_("This record cannot be used. Leave what stands, and record it anew."))
    made = successor_of(row, body, table, actor, on)
    made.save()
    write_rows(gathering, table, [(made, read_body(made.kind, made.body, table.frame))], actor, on)


def may_be_used(row: DeviceRecord, table: Table, body: Body) -> bool:
    """Whether it was not taken back, and its person is in the group that it names."""
    if Withdrawal.objects.filter(number=row.number).exists():
        return False
    return row.kind in USABLE and table.place_kind(row, body)[0] != State.REFUSED


def successor_of(row: DeviceRecord, body: Body, table: Table, actor: User, on: date) -> DeviceRecord:
    """A record with the same content and a number of its own, after everything that stands in its slot."""
    head = table.heads.get(body.slot) if row.kind in COUNTED else None
    device = head.device if head and head.device else body.device
    standing = DeviceRecord.objects.filter(gathering=table.gathering, slot=body.slot, state=State.APPLIED)
    place = (standing.aggregate(last=Max("place_in_slot"))["last"] or 0) + 1
    said = {**row.body, "device": str(device), "place": place, "corrects": str(row.number)}
    number = uuid.uuid4()
    return DeviceRecord(
        gathering=table.gathering, number=number, kind=row.kind, body=said,
        digest=digest_of_record(str(number), row.kind, said, on.isoformat()), device=device, slot=body.slot,
        place_in_slot=place, state=State.APPLIED, device_on=on, received_on=on, sender=actor,
    )  # fmt: skip
