"""Opens sealed words with private keys, as a browser does; the product's server has nothing like it."""

import json

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox

from ladder.core.grievances.padding import unpad


def open_pair(sealed: bytes, first: PrivateKey, second: PrivateKey) -> bytes:
    """The key of a text, by two private keys."""
    return SealedBox(second).decrypt(SealedBox(first).decrypt(sealed))


def open_body(body: bytes, key: bytes) -> dict:
    """What was told."""
    return json.loads(unpad(SecretBox(key).decrypt(body)))


def opens(sealed: bytes, private: PrivateKey) -> bool:
    """Whether a sealed box is for this key."""
    try:
        SealedBox(private).decrypt(sealed)
    except CryptoError:
        return False
    return True
