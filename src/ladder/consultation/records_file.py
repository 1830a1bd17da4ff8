"""Opens the sealed file that a device exported: the same cipher as the app's, here in Python."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from django.utils.translation import gettext as _

from ladder.consultation.services.device_records import DeviceEntry
from ladder.webkit.faults import Fault
from ladder.webkit.reading import FaultyInput, parse_json

FORMAT = "cobalt-ladder-records-1"
MOST_ITERATIONS = 2_000_000
MOST_RECORDS = 20_000


def open_file(content: bytes, passphrase: str, gathering: UUID) -> list[DeviceEntry]:
    """The records of a file, for `receive_records`; all of them or none.

    Raises:
        FaultyInput: it is no such file, of another gathering, cut, changed, or sealed with another passphrase.
    """
    envelope = parse_json(content)
    if not isinstance(envelope, dict) or envelope.get("format") != FORMAT:
        raise refusal(_("This is not a file of records that a device exported."))
    if envelope.get("gathering") != str(gathering):
        raise refusal(_("This file belongs to another gathering. Hand it in on that gathering's page."))
    document = parse_json(unseal(envelope, passphrase))
    records = document.get("records") if isinstance(document, dict) else None
    if not isinstance(records, list) or len(records) > MOST_RECORDS:
        raise refusal(_("This is not a file of records that a device exported."))
    return [read_entry(record) for record in records]


def unseal(envelope: Mapping[str, Any], passphrase: str) -> bytes:
    """What the passphrase opens.

    Raises:
        FaultyInput: it does not.
    """
    iterations = envelope.get("iterations")
    if type(iterations) is not int or not 1 <= iterations <= MOST_ITERATIONS:
        raise refusal(_("This is not a file of records that a device exported."))
    try:
        salt, nonce, data = (base64.b64decode(envelope[name], validate=True) for name in ("salt", "iv", "data"))
        key = PBKDF2HMAC(algorithm=SHA256(), length=32, salt=salt, iterations=iterations).derive(passphrase.encode())
        return AESGCM(key).decrypt(nonce, data, None)
    except (KeyError, TypeError, ValueError, binascii.Error) as fault:
        raise refusal(_("The file is damaged. Export it again from the device.")) from fault
    except InvalidTag as fault:
        sentence = _("This passphrase does not open the file, or the file was changed. Nothing was stored.")
        raise FaultyInput([Fault("", sentence)]) from fault


def read_entry(record: Any) -> DeviceEntry:
    """One record of the file.

    Raises:
        FaultyInput: it has not the shape of a record.
    """
    try:
        said = {name: record[name] for name in ("kind", "device_at", "digest")}
        body, number = record["body"], UUID(record["number"])
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise refusal(_("A record of the file cannot be read. Export it again from the device.")) from fault
    if not isinstance(body, dict) or not all(isinstance(value, str) for value in said.values()):
        raise refusal(_("A record of the file cannot be read. Export it again from the device."))
    return DeviceEntry(number=number, body=body, **said)


def refusal(sentence: str) -> FaultyInput:
    """One fault of the whole file."""
    return FaultyInput([Fault("", sentence)])
