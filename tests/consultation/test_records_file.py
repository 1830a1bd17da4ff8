"""Files that devices export: sealed as the app seals them, opened here, refused whole when anything is wrong."""

import base64
import json
import uuid

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from ladder.consultation.records_file import FORMAT, open_file
from ladder.webkit.reading import FaultyInput
from tests.consultation.gatherings import Device

GATHERING = uuid.UUID("0c7d2a54-6f0e-4f5b-8d8f-3a1b2c3d4e5f")
PASSPHRASE = "maji safi kila siku"
ROUNDS = 1000


def sealed(document, passphrase: str = PASSPHRASE, **changed) -> bytes:
    """A file as `transfer.js` writes it."""
    salt, nonce = b"0123456789abcdef", b"nonce of 12."
    key = PBKDF2HMAC(algorithm=SHA256(), length=32, salt=salt, iterations=ROUNDS).derive(passphrase.encode())
    data = AESGCM(key).encrypt(nonce, json.dumps(document).encode(), None)
    envelope = {
        "format": FORMAT, "gathering": str(GATHERING), "salt": base64.b64encode(salt).decode(), "iterations": ROUNDS,
        "iv": base64.b64encode(nonce).decode(), "data": base64.b64encode(data).decode(),
    }  # fmt: skip
    return json.dumps({**envelope, **changed}).encode()


def records(*entries) -> dict:
    return {
        "gathering": str(GATHERING),
        "records": [
            {"number": str(e.number), "kind": e.kind, "body": e.body, "device_at": e.device_at, "digest": e.digest}
            for e in entries
        ],
    }


def sentence_of(content: bytes, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(FaultyInput) as refusal:
        open_file(content, passphrase, GATHERING)
    return refusal.value.faults[0].sentence


def test_a_file_gives_back_what_the_device_made():
    quote = Device(str(GATHERING)).quote("Maji ni machafu.")
    assert open_file(sealed(records(quote)), PASSPHRASE, GATHERING) == [quote]


def test_another_passphrase_opens_nothing():
    assert "does not open the file" in sentence_of(sealed(records()), "another phrase")


def test_a_file_of_another_gathering_is_refused():
    assert "another gathering" in sentence_of(sealed(records(), gathering=str(uuid.uuid4())))


@pytest.mark.parametrize(
    "content",
    [
        b"", b"PK\x03\x04", b"[]", b"{}", sealed(records(), format="other"), sealed(records(), iterations="many"),
        sealed(records(), iterations=10**9), sealed(records(), iterations=True), sealed(records(), salt="%%"),
        sealed(records(), iv=7), sealed(records(), data=None), sealed(records(), iv=""), sealed([]), sealed({"records": 3}),
        sealed({"records": [7]}), sealed({"records": [{"number": "no"}]}),
        sealed({"records": [{"number": str(GATHERING), "kind": 1, "body": {}, "device_at": "", "digest": ""}]}),
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_refused_in_a_sentence(content):
    assert sentence_of(content)


def test_a_file_cut_anywhere_is_refused():
    whole = sealed(records(Device(str(GATHERING)).quote("Sawa.")))
    for cut in range(0, len(whole), 37):
        assert sentence_of(whole[:cut])


def test_a_changed_sign_is_noticed():
    envelope = json.loads(sealed(records(Device(str(GATHERING)).quote("Sawa."))))
    data = bytearray(base64.b64decode(envelope["data"]))
    data[10] ^= 1
    envelope["data"] = base64.b64encode(bytes(data)).decode()
    assert "was changed" in sentence_of(json.dumps(envelope).encode())
