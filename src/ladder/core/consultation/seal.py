"""What a device and the server both compute of a record: its digest, the seal of a whole gathering, the code to copy.

Method and worked example: docs/methods/offline-records.md. The device does the same in plain JavaScript.
"""

from collections.abc import Iterable, Mapping

from ladder.core.canonical import digest_of
from ladder.core.consultation.codes import LENGTH, SIGNS

METHOD = "ladder-gathering-seal-1"


def digest_of_record(number: str, kind: str, body: Mapping[str, object], device_at: str) -> str:
    """SHA-256 of one record, 64 hexadecimal signs.

    Args:
        number: the UUID that the device gave it, in small letters.
        kind: such as `tally`.
        body: what it says; whole numbers, text, true and false, lists and objects only.
        device_at: the day by the device's own clock, as the device wrote it.

    Raises:
        ValueError: the body holds NaN or an infinity.
    """
    said = {"number": number, "kind": kind, "body": body, "device_at": device_at}
    return digest_of(said)


def digest_of_batch(digests: Iterable[str]) -> str:
    """SHA-256 over the digests of a batch in the order of sending: what its manifest announces."""
    return digest_of(list(digests))


def digest_of_seal(gathering: str, records: Iterable[tuple[str, str]]) -> str:
    """SHA-256 of a sealed gathering: its public id and every record's number and digest, whatever their order."""
    listed = sorted([number, digest] for number, digest in records)
    said = {"method": METHOD, "gathering": gathering, "records": listed}
    return digest_of(said)


def short_code(digest: str) -> str:
    """Eight signs of a seal, to be copied by hand: the digest as a number, written with 24 signs, last ones first.

    36.7 bits: enough to notice that a record was changed afterwards, not to defy somebody who searches for a match;
    the whole digest stands beside it in print.

    Raises:
        ValueError: the digest is not hexadecimal.
    """
    rest, signs = int(digest, 16), []
    for _ in range(LENGTH):
        rest, place = divmod(rest, len(SIGNS))
        signs.append(SIGNS[place])
    return "".join(signs)
