"""Takes back what somebody said: the words go everywhere, a mark without content stays, nothing brings them back."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.device_bodies import ATTENDANCE
from ladder.consultation.models import Contribution, DeviceRecord, Gathering, SideNote
from ladder.consultation.services.withdrawal import leave_marks


@transaction.atomic
def take_back_record(*, gathering: Gathering, number: UUID, actor: User, on: date) -> int:
    """Take back a record, with every version of it, because whoever said it asks; how many versions went.

    To be called for a facilitator who records the gathering.
    """
    row = Gathering.objects.select_for_update(of=("self", "round"), no_key=True)
    locked = row.select_related("round").get(pk=gathering.pk)
    rows = DeviceRecord.objects.filter(gathering=locked)
    slots = rows.filter(number=number).exclude(slot="").values_list("slot", flat=True)
    versions = {number, *rows.filter(slot__in=list(slots)).values_list("number", flat=True)}
    take_back(gathering=locked, numbers=versions, on=on)
    detail = {"record": str(number), "versions": len(versions)}
    audit.record(
        actor=actor, action="consultation.record_taken_back", target=f"gathering:{locked.public_id}", detail=detail
    )
    return len(versions)


def take_back(*, gathering: Gathering, numbers: Iterable[UUID], on: date) -> set[str]:
    """Delete contributions and side notes of this gathering, empty what the device sent, and mark the numbers.

    Numbers that nobody has sent yet are marked too: they will not be stored when they come. Numbers of other gatherings
    and counts of attendance are left alone.

    Returns:
        The slots that lost a version, whose other versions are to be linked again.
    """
    asked = set(numbers)
    foreign = DeviceRecord.objects.filter(number__in=asked).exclude(gathering=gathering)
    counted = DeviceRecord.objects.filter(number__in=asked, kind=ATTENDANCE)
    others = Contribution.objects.filter(number__in=asked).exclude(gathering=gathering)
    for rows in (foreign, counted, others):
        asked -= set(rows.values_list("number", flat=True))
    taken = DeviceRecord.objects.filter(gathering=gathering, number__in=asked)
    slots = set(taken.values_list("slot", flat=True))
    leave_marks(in_round=gathering.round, numbers=asked, on=on)
    Contribution.objects.filter(gathering=gathering, number__in=asked).delete()
    SideNote.objects.filter(gathering=gathering, public_id__in=asked).delete()
    taken.update(body={}, state=DeviceRecord.State.SETTLED, reason="")
    return slots
