"""Seals words where no browser does it, and opens what a source's own code opens: primitives of libsodium only.

The browser does the same with the same primitives (frontend/src/grievances). A text is padded and closed in a secret
box under a key of chance; the key lies in a sealed box to the first handler around a sealed box to the second, once for
each ordered pair of handlers of different organisations. Nothing here can open words of a source.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations

from django.utils.crypto import salted_hmac
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random

from ladder.core.grievances.padding import SIZES, pad, unpad

KEY_BYTES = 32
BODY_BYTES = frozenset(SecretBox.NONCE_SIZE + SecretBox.MACBYTES + size for size in SIZES)
SEAL_BYTES = 48  # a sealed box is so much longer than what it holds
HALF_BYTES = KEY_BYTES + SEAL_BYTES
PAIR_BYTES = HALF_BYTES + SEAL_BYTES
ANSWER_BYTES = frozenset(SEAL_BYTES + size for size in SIZES)
STRETCHING = "sha512"
ROUNDS = 210_000
SALT = b"cobalt-ladder grievance code 1"  # the same everywhere: the browser must come to the same without asking
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Holder:
    """A case handler's key to seal to: its row, its organisation, and the key."""

    key: int
    organisation: int
    public_key: bytes


@dataclass(frozen=True, slots=True)
class PairSeal:
    """The key of a text, for one ordered pair of handlers' rows."""

    first: int
    second: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class SealedWords:
    """A padded text under its key, and the key for each pair."""

    body: bytes
    pairs: tuple[PairSeal, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a source says, before it is sealed. `way`: web, server, facilitator or sms; `site` a public id or empty."""

    text: str
    way: str
    site: str = ""
    kind: str = ""
    language: str = ""

    def write(self) -> bytes:
        """As JSON, the same as the browser writes it."""
        said = {"format": FORMAT, "kind": self.kind, "language": self.language, "site": self.site, "text": self.text}
        return json.dumps({**said, "way": self.way}, ensure_ascii=False, sort_keys=True).encode()


@dataclass(frozen=True, slots=True)
class Stretched:
    """What a code stretches to: the handle under which its case is found, and the seed of the key for answers."""

    handle: bytes
    seed: bytes

    @property
    def answer_key(self) -> bytes:
        """The public key to which answers are sealed."""
        return bytes(PrivateKey(self.seed).public_key)


def seal_to_pairs(text: bytes, holders: Sequence[Holder]) -> SealedWords:
    """Seal a text so that two holders of different organisations must act together to read it.

    Raises:
        TooLongError: the text does not fit into the largest size.
    """
    key = random(KEY_BYTES)
    body = bytes(SecretBox(key).encrypt(pad(text)))
    pairs = [
        PairSeal(first.key, second.key, seal_to(seal_to(key, second.public_key), first.public_key))
        for first, second in pairs_of(holders)
    ]
    return SealedWords(body, tuple(pairs))


def pairs_of(holders: Iterable[Holder]) -> list[tuple[Holder, Holder]]:
    """All ordered pairs of holders of different organisations."""
    return [(one, other) for one, other in permutations(holders, 2) if one.organisation != other.organisation]


def seal_to(content: bytes, public_key: bytes) -> bytes:
    """A sealed box."""
    return bytes(SealedBox(PublicKey(public_key)).encrypt(content))


def seal_answer(text: str, answer_key: bytes) -> bytes:
    """An answer, padded and sealed to a source's code."""
    return seal_to(pad(text.encode()), answer_key)


def open_answer(sealed: bytes, seed: bytes) -> str:
    """An answer again, with the seed of the code. Raises nacl's CryptoError where it is another code's."""
    return unpad(SealedBox(PrivateKey(seed)).decrypt(sealed)).decode()


def stretch(code: str) -> Stretched:
    """Stretch a normalised code (PBKDF2-HMAC-SHA-512, 210,000 rounds) to a handle and a seed, 32 bytes each."""
    stretched = hashlib.pbkdf2_hmac(STRETCHING, code.encode(), SALT, ROUNDS, 2 * KEY_BYTES)
    return Stretched(stretched[:KEY_BYTES], stretched[KEY_BYTES:])


def digest_of(handle: bytes) -> str:
    """The keyed digest that is kept of a handle: the key stands outside the database."""
    return salted_hmac("ladder.grievances.handle", handle, algorithm="sha256").hexdigest()


def fingerprint_of(public_key: bytes) -> str:
    """BLAKE2b of a public key, 128 bits, hexadecimal: what handlers compare aloud."""
    return hashlib.blake2b(public_key, digest_size=16).hexdigest()
