"""Files encrypted in frames of 64 KiB with AES-256-GCM, so that a long one is never whole in memory.

Layout: a header of 28 bytes (`CLEV`, a version byte, three zero bytes, the key's id, 12 random bytes), then frames of
up to 64 KiB with 16 bytes of tag each. Each file has a key of its own, derived by HKDF-SHA256 from the place's key and
the random bytes; a frame's nonce is its number, and its last byte says whether it is the last one. What is
authenticated with the last frame names the SHA-256 of the whole. Cutting a file, reordering its frames or putting one
file in the place of another is therefore refused (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár,
2015).
"""

import hashlib
import io
import os
from collections.abc import Mapping
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ladder.assessment.storage.contract import Damaged, Kept
from ladder.assessment.storage.keys import KEY_BYTES, KEY_ID_BYTES

FRAME = 64 * 1024
TAG = 16
MAGIC = b"CLEV\x01\x00\x00\x00"
SALT_BYTES = 12
HEADER = len(MAGIC) + KEY_ID_BYTES + SALT_BYTES


def file_cipher(key: bytes, header: bytes) -> AESGCM:
    """The cipher of one file."""
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=header[-SALT_BYTES:], info=b"evidence file 1")
    return AESGCM(derived.derive(key))


def nonce_of(number: int, *, is_last: bool) -> bytes:
    """The nonce of a frame of a file."""
    return number.to_bytes(11, "big") + bytes([is_last])


def seal(source: BinaryIO, target: BinaryIO, keys: Mapping[bytes, bytes]) -> Kept:
    """Encrypt a stream into another with the first of the keys; returns what went through."""
    name, key = next(iter(keys.items()))
    header = MAGIC + name + os.urandom(SALT_BYTES)
    cipher, digest = file_cipher(key, header), hashlib.sha256()
    target.write(header)
    size = number = 0
    frame = read_frame(source)
    while True:
        following = read_frame(source) if len(frame) == FRAME else b""
        digest.update(frame)
        size += len(frame)
        is_last = not following
        bound = header + digest.digest() if is_last else header
        target.write(cipher.encrypt(nonce_of(number, is_last=is_last), frame, bound))
        if is_last:
            return Kept(digest.hexdigest(), size)
        frame, number = following, number + 1


def read_frame(source: BinaryIO) -> bytes:
    """A whole frame, or less at the end: a stream from a network gives what it has."""
    parts, missing = [], FRAME
    while missing and (part := source.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


class SealedReader(io.RawIOBase):
    """The plain bytes of a sealed stream that can seek; each frame is checked before a byte of it is given."""

    def __init__(self, sealed: BinaryIO, sha256: str, keys: Mapping[bytes, bytes]) -> None:
        """Read the header and the length; nothing is decrypted yet."""
        super().__init__()
        self._sealed = sealed
        self._digest = bytes.fromhex(sha256)
        body = sealed.seek(0, os.SEEK_END) - HEADER
        sealed.seek(0)
        self._header = sealed.read(HEADER)
        if body < TAG or not self._header.startswith(MAGIC):
            raise Damaged("A stored file was cut or is not one of ours.")
        key = keys.get(self._header[len(MAGIC) : len(MAGIC) + KEY_ID_BYTES])
        if key is None:
            raise Damaged("The key of a stored file is not among this place's keys.")
        self._cipher = file_cipher(key, self._header)
        self._frames = -(-body // (FRAME + TAG))
        self._size = body - self._frames * TAG
        self._at = 0
        self._number, self._frame = -1, b""

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a plain byte."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        """The plain byte that is read next."""
        return self._at

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Fill from one frame; 0 at the end."""
        frame = self._load(min(self._at // FRAME, self._frames - 1))
        begin = self._at - self._number * FRAME
        part = frame[begin : begin + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def close(self) -> None:
        """Close the sealed stream as well."""
        self._sealed.close()
        super().close()

    def _load(self, number: int) -> bytes:
        """A frame, decrypted and checked; the latest one is remembered."""
        if number != self._number:
            is_last = number == self._frames - 1
            self._sealed.seek(HEADER + number * (FRAME + TAG))
            sealed = read_exactly(self._sealed, FRAME + TAG)
            bound = self._header + self._digest if is_last else self._header
            try:
                self._frame = self._cipher.decrypt(nonce_of(number, is_last=is_last), sealed, bound)
            except (InvalidTag, ValueError) as fault:
                raise Damaged("A stored file was cut, changed or swapped.") from fault
            self._number = number
        return self._frame


def read_exactly(source: BinaryIO, length: int) -> bytes:
    """So many bytes, or what is left."""
    parts = []
    while length and (part := source.read(length)):
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def unseal(sealed: BinaryIO, sha256: str, keys: Mapping[bytes, bytes]) -> BinaryIO:
    """The plain bytes of a sealed stream, buffered by a frame.

    Raises:
        Damaged: the header or the length is not one of ours; later faults are raised where they are read.
    """
    try:
        return io.BufferedReader(SealedReader(sealed, sha256, keys), FRAME)
    except Damaged:
        sealed.close()
        raise
