"""Where facilitators' devices send their records. Docs: docs/methods/offline-records.md."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Field, Router, Schema

from ladder.accounts.api_auth import signed_in
from ladder.consultation import access
from ladder.consultation.services.device_records import Answer, DeviceEntry, receive_records
from ladder.core.consultation.seal import digest_of_batch
from ladder.webkit.faults import Fault
from ladder.webkit.reading import FaultyInput

MOST_AT_ONCE = 500
router = Router(tags=["consultation"])


class RecordIn(Schema):
    """One record as the device made it."""

    number: UUID
    kind: str = Field(max_length=20)
    body: dict[str, Any]
    device_at: str = Field(max_length=40)
    digest: str = Field(pattern=r"^[0-9a-f]{64}$")


class ManifestIn(Schema):
    """What the batch holds: how many records, and the SHA-256 over the canonical list of their digests."""

    count: int = Field(ge=0, le=MOST_AT_ONCE)
    digest: str = Field(pattern=r"^[0-9a-f]{64}$")


class BatchIn(Schema):
    """Some records of a gathering."""

    records: list[RecordIn] = Field(max_length=MOST_AT_ONCE)
    manifest: ManifestIn


class RecordOut(Schema):
    """What became of a record. Only where `is_safe` stands beside the digest it knows may a device forget it."""

    number: UUID
    state: str
    digest: str
    is_safe: bool
    sentence: str
    clock_is_off: bool


class GatheringOut(Schema):
    """Where the gathering's record stands now."""

    status: str
    seal_code: str


class BatchOut(Schema):
    """The answer to a batch."""

    records: list[RecordOut]
    gathering: GatheringOut


@router.post(
    "/gatherings/{uuid:public_id}/records",
    response=BatchOut,
    auth=signed_in,
    summary="Send records of a gathering; sending them again changes nothing",
)
def send_records(request: HttpRequest, public_id: UUID, batch: BatchIn) -> dict[str, Any]:
    """The whole batch is read or none of it; then every record is answered for itself."""
    actor, gathering = access.get_recorded_gathering_or_404(request.user, public_id)
    refuse_torn(request, batch)
    entries = [DeviceEntry(**record.dict()) for record in batch.records]
    answers = receive_records(gathering=gathering, entries=entries, actor=actor, on=timezone.localdate())
    gathering.refresh_from_db(fields=["status", "seal_code"])
    return {
        "records": [described(answer) for answer in answers],
        "gathering": {"status": gathering.status, "seal_code": gathering.seal_code},
    }


def refuse_torn(request: HttpRequest, batch: BatchIn) -> None:
    """Refuse a batch of which a part is missing: nothing of it is stored.

    Raises:
        FaultyInput: fewer bytes than announced came, or not the records of the manifest.
    """
    announced = request.META.get("CONTENT_LENGTH") or "0"
    is_short = announced.isdecimal() and int(announced) > len(request.body)
    digests = [record.digest for record in batch.records]
    if is_short or len(digests) != batch.manifest.count or digest_of_batch(digests) != batch.manifest.digest:
        sentence = gettext("A part of the batch is missing. Nothing of it was stored. Send it again.")
        raise FaultyInput([Fault("manifest", sentence)])


def described(answer: Answer) -> dict[str, Any]:
    """One answer as JSON."""
    return {
        "number": answer.number, "state": answer.state, "digest": answer.digest, "is_safe": answer.is_safe,
        "sentence": answer.sentence, "clock_is_off": answer.clock_is_off,
    }  # fmt: skip
