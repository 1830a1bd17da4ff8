"""What every evidence store does, and what it says when it cannot."""

from dataclasses import dataclass
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that are safe: their SHA-256 in lower-case hex, and how many they are."""

    sha256: str
    size_bytes: int


class WrongDigest(ValueError):  # noqa: N818 - says what is wrong with the bytes
    """The bytes are not those that were announced; nothing was kept."""


class StoreFull(OSError):  # noqa: N818 - says what is wrong with the store
    """There is no room; nothing was half kept."""


class Damaged(OSError):  # noqa: N818 - says what is wrong with the bytes
    """What is stored was cut, changed or swapped, or its key is not here. No byte of it may be believed."""


class Store(Protocol):
    """Bytes by their SHA-256. A missing file is a FileNotFoundError."""

    def put(self, source: BinaryIO, *, expected_sha256: str = "") -> Kept:
        """Keep all bytes of a stream, which are durable when this returns. The same bytes twice are kept once.

        Raises:
            WrongDigest: they are not the ones that were announced.
            StoreFull: there is no room for them.
        """

    def open(self, sha256: str) -> BinaryIO:
        """The plain bytes, readable and seekable. Reading raises `Damaged` where they were cut, changed or swapped."""

    def open_sealed(self, sha256: str) -> BinaryIO:
        """The bytes as they are stored, encrypted: for copies."""

    def has(self, sha256: str) -> bool:
        """Whether these bytes are here."""

    def verify(self, sha256: str) -> bool:
        """Whether these bytes are here and still the same: reads and hashes all of them."""
