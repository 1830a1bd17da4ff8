"""Takes in what devices send: exactly once, in any order, nothing lost, nothing overwritten, nothing brought back.

The rules stand in docs/methods/offline-records.md. An answer is given only once everything is stored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.device_bodies import SIDE_NOTE, Body, FaultyBodyError, read_body
from ladder.consultation.models import DeviceRecord, Gathering
from ladder.consultation.services.device_rows import write_rows
from ladder.consultation.services.device_table import Table, lay_table
from ladder.consultation.services.gathering_seal import try_seal
from ladder.core.consultation.device_clock import is_clock_off
from ladder.core.consultation.seal import digest_of_record

State = DeviceRecord.State
WITHDRAWN, DAMAGED, MISPLACED = "withdrawn", "damaged", "misplaced"


@dataclass(frozen=True, slots=True)
class DeviceEntry:
    """One record as it came. `device_at` is the device's own day or moment, as it wrote it; only its day is kept."""

    number: UUID
    kind: str
    body: Mapping[str, Any]
    device_at: str
    digest: str

    def own_digest(self) -> str:
        """The digest of what really came."""
        return digest_of_record(str(self.number), self.kind, self.body, self.device_at)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a record.

    `state` is one of the states of `DeviceRecord`, or `withdrawn` (taken back before), `damaged` (not what its digest
    says: send it again) or `misplaced` (it belongs to another gathering); these three are not kept. `is_safe` says that
    the device may forget it; `digest` is of what came.
    """

    number: UUID
    state: str
    digest: str
    sentence: str = ""
    clock_is_off: bool = False

    @property
    def is_safe(self) -> bool:
        """Whether it is stored for good, or need not be."""
        return self.state not in {DAMAGED, MISPLACED}


@transaction.atomic
def receive_records(
    *, gathering: Gathering, entries: Sequence[DeviceEntry], actor: User, on: date
) -> tuple[Answer, ...]:
    """Store what is new and answer for every record, in the order in which they came.

    Args:
        gathering: whose record this is; the caller has made sure that `actor` records it.
        entries: in any order, with or without those sent before.
        actor: the facilitator whose device sends.
        on: today by the server's clock; the device's clock decides nothing.
    """
    locked = Gathering.objects.select_for_update(of=("self",)).select_related("round").get(pk=gathering.pk)
    table = lay_table(locked, [entry.number for entry in entries])
    answers, fresh = [], []
    for entry in entries:
        answer, new = take_in(entry, table, actor, on)
        answers.append(answer)
        fresh += [new] if new else []
    if fresh:
        store(locked, table, fresh, actor, on)
    return tuple(answer_again(answer, table) for answer in answers)


def take_in(
    entry: DeviceEntry, table: Table, actor: User, on: date
) -> tuple[Answer, tuple[DeviceRecord, Body | None] | None]:
    """The answer to one record, and the row to store where it is new."""
    digest = entry.own_digest()
    known = table.known.get(entry.number, {})
    if digest != entry.digest:
        return Answer(entry.number, DAMAGED, digest, _("This record was damaged on the way. Send it again.")), None
    if entry.number in table.withdrawn:
        return Answer(entry.number, WITHDRAWN, digest, _("This was taken back. It is not stored again.")), None
    if digest in known:
        return answer_known(known[digest], table), None
    row = DeviceRecord(
        gathering=table.gathering, number=entry.number, kind=entry.kind[:20], body=dict(entry.body), digest=digest,
        device_on=day_of(entry.device_at), received_on=on, sender=actor,
    )  # fmt: skip
    body = judge(row, table)
    table.known.setdefault(entry.number, {})[digest] = row
    return answer_of(row), (row, body)


def judge(row: DeviceRecord, table: Table) -> Body | None:
    """Set the row's state, slot and reason; the checked body where it can be used."""
    try:
        body = read_body(row.kind, row.body, table.frame)
    except FaultyBodyError as fault:
        row.state, row.reason = State.REFUSED, str(fault)
        return None
    row.device, row.slot, row.place_in_slot = body.device, body.slot, body.place
    row.state, row.reason = table.place(row, body)
    return body


def store(
    gathering: Gathering,
    table: Table,
    fresh: Sequence[tuple[DeviceRecord, Body | None]],
    actor: User,
    on: date,
) -> None:
    """Rows of the records and everything that follows from them, with one entry in the log."""
    usable = [(row, body) for row, body in fresh if body is not None and row.state == State.APPLIED]
    for row, _body in fresh:
        if row.kind == SIDE_NOTE:
            row.body = {key: row.body[key] for key in ("device", "place", "thread") if key in row.body}
    DeviceRecord.objects.bulk_create([row for row, _body in fresh])
    write_rows(gathering, table, usable, actor, on)
    if gathering.status in {Gathering.Status.PLANNED, Gathering.Status.CANCELLED}:
        gathering.status = Gathering.Status.UNDER_WAY  # what was recorded took place
        gathering.save(update_fields=["status"])
    for seal in try_seal(gathering=gathering, on=on):
        table.known.setdefault(seal.number, {})[seal.digest] = seal
    counts = {state: sum(row.state == state for row, _body in fresh) for state in State.values}
    target = f"gathering:{gathering.public_id}"
    audit.record(actor=actor, action="consultation.records_received", target=target, detail=counts)


def answer_of(row: DeviceRecord) -> Answer:
    """The answer for a stored row."""
    return Answer(row.number, row.state, row.digest, row.reason, is_clock_off(row.device_on, row.received_on))


def answer_known(row: DeviceRecord, table: Table) -> Answer:
    """The answer for what came before: the same again, unless it came for another gathering."""
    if row.gathering_id == table.gathering.pk:
        return answer_of(row)
    return Answer(row.number, MISPLACED, row.digest, _("A record of another gathering has this number."))


def answer_again(answer: Answer, table: Table) -> Answer:
    """The answer after everything of the batch has had its effect."""
    row = table.known.get(answer.number, {}).get(answer.digest)
    is_kept = row is not None and answer.state not in {WITHDRAWN, DAMAGED, MISPLACED}
    return answer_of(row) if row is not None and is_kept else answer


def day_of(device_at: str) -> date | None:
    """The day of what the device's clock said; nothing finer is kept of people's words. None where unreadable."""
    try:
        return date.fromisoformat(device_at[:10])
    except ValueError:
        return None
