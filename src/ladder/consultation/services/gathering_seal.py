"""Seals a gathering once every record that was read back to the room has arrived."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from ladder.audit import services as audit
from ladder.consultation.device_bodies import SEAL, Frame, read_body
from ladder.consultation.models import Contribution, DeviceRecord, Gathering, Withdrawal
from ladder.core.consultation.seal import digest_of_seal, short_code

State = DeviceRecord.State
AT_ONCE = 500
NO_FRAME = Frame({}, {})


def try_seal(*, gathering: Gathering, on: date) -> list[DeviceRecord]:
    """Judge the seals that wait: sealed where nothing is missing, refused where the digest does not follow.

    Returns:
        The seals, as they stand now.
    """
    seals = list(DeviceRecord.objects.filter(gathering=gathering, kind=SEAL, state=State.WAITING))
    for waiting in seals:
        said = read_body(SEAL, waiting.body, NO_FRAME).said
        if not is_true(gathering, said["records"], said["digest"], said["code"]):
            refuse(waiting, _("The digest or the code does not follow from the records that it lists."))
        elif gathering.status == Gathering.Status.SEALED:
            refuse(waiting, _("This gathering was sealed before."))
        elif not missing_records(gathering, said["records"]):
            seal_with(gathering, waiting, said["records"], on, was_read_back=said["was_read_back"])
    return seals


def is_true(gathering: Gathering, records: list[tuple[str, str]], digest: str, code: str) -> bool:
    """Whether digest and code follow from the list."""
    return digest == digest_of_seal(str(gathering.public_id), records) and code == short_code(digest)


def refuse(waiting: DeviceRecord, reason: str) -> None:
    """Keep a seal as one that does not count."""
    waiting.state, waiting.reason = State.REFUSED, reason
    waiting.save(update_fields=["state", "reason"])


def missing_records(gathering: Gathering, records: list[tuple[str, str]]) -> list[str]:
    """Numbers that a seal lists and that are not here with that digest; what was taken back is not missed."""
    kept = set(DeviceRecord.objects.filter(gathering=gathering).values_list("number", "digest"))
    gone = set(Withdrawal.objects.filter(round=gathering.round_id).values_list("number", flat=True))
    wanted = [(UUID(number), digest) for number, digest in records]
    return [str(number) for number, digest in wanted if (number, digest) not in kept and number not in gone]


def seal_with(
    gathering: Gathering, seal: DeviceRecord, records: list[tuple[str, str]], on: date, *, was_read_back: bool
) -> None:
    """Write the seal; what was read back is marked so."""
    seal.state = State.APPLIED
    seal.save(update_fields=["state"])
    gathering.status, gathering.sealed_on = Gathering.Status.SEALED, on
    gathering.seal_digest, gathering.seal_code = seal.body["digest"], seal.body["code"]
    gathering.was_read_back = was_read_back
    gathering.save(update_fields=["status", "sealed_on", "seal_digest", "seal_code", "was_read_back"])
    if was_read_back:
        numbers = [number for number, _digest in records]
        for start in range(0, len(numbers), AT_ONCE):
            rows = Contribution.objects.filter(gathering=gathering, number__in=numbers[start : start + AT_ONCE])
            rows.update(was_read_back=True)
    target = f"gathering:{gathering.public_id}"
    detail = {"records": len(records), "was_read_back": was_read_back, "digest": gathering.seal_digest}
    audit.record(actor=seal.sender, action="consultation.gathering_sealed", target=target, detail=detail)
