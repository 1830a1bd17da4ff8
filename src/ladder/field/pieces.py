"""Pieces of files that are still arriving: each sealed and synced in a file of its own, named by where it begins.

A piece that was acknowledged survives a cut of the link and of the power; only what was not has to be sent again.
"""

import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from ladder.assessment.storage.folder import WholeWrites, room_for_bytes, sync_folder
from ladder.assessment.storage.frames import seal, unseal
from ladder.assessment.storage.keys import present_keys

FOLDER = "arriving"


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """Some bytes of a file: where they begin, how many they are, their SHA-256, and the file that holds them."""

    offset: int
    size: int
    sha256: str
    path: Path


class Taken(ValueError):  # noqa: N818 - says what is wrong with the offset
    """Another piece already begins there."""


def folder_of(upload: UUID) -> Path:
    """Where the pieces of an upload are."""
    return Path(settings.EVIDENCE_ROOT) / FOLDER / str(upload)


def list_pieces(upload: UUID) -> list[Piece]:
    """The pieces without a gap from the beginning, in order."""
    found = []
    for path in folder_of(upload).glob("*.piece"):
        offset, size, sha256 = path.name.removesuffix(".piece").split("-")
        found.append(Piece(int(offset), int(size), sha256, path))
    chain: list[Piece] = []
    for piece in sorted(found):
        if piece.offset == offset_after(chain):
            chain.append(piece)
    return chain


def offset_after(pieces: list[Piece]) -> int:
    """How many bytes are here."""
    return pieces[-1].offset + pieces[-1].size if pieces else 0


def keep_piece(upload: UUID, offset: int, body: bytes) -> None:
    """Keep a piece, durable when this returns.

    Raises:
        Taken: another one begins there already.
        StoreFull: there is no room.
    """
    folder = folder_of(upload)
    with room_for_bytes():
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_folder(folder.parent)
            sync_folder(folder.parent.parent)
        handle, name = tempfile.mkstemp(dir=folder)
    aside = Path(name)
    sha256 = hashlib.sha256(body).hexdigest()
    try:
        with room_for_bytes(), os.fdopen(handle, "wb", buffering=0) as target:
            seal(io.BytesIO(body), WholeWrites(target), present_keys())  # type: ignore[arg-type]
            os.fsync(target.fileno())
        if offset_after(list_pieces(upload)) != offset:
            raise Taken
        with suppress(FileExistsError):
            os.link(aside, folder / f"{offset:012d}-{len(body)}-{sha256}.piece")
        sync_folder(folder)
    finally:
        aside.unlink(missing_ok=True)


class Whole(io.RawIOBase):
    """All pieces one after the other."""

    def __init__(self, pieces: list[Piece]) -> None:
        """Nothing is opened yet."""
        super().__init__()
        self._bytes = plain_bytes(pieces)
        self._rest = b""

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes."""
        if not self._rest:
            self._rest = next(self._bytes, b"")
        part = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(part) :]
        return part


def plain_bytes(pieces: list[Piece]) -> Iterator[bytes]:
    """The content of each piece."""
    for piece in pieces:
        with open_piece(piece) as stream:
            yield stream.read()


def open_piece(piece: Piece) -> BinaryIO:
    """The plain bytes of one piece."""
    return unseal(piece.path.open("rb"), piece.sha256, present_keys())


def drop_pieces(upload: UUID) -> None:
    """The file is in the store, or its bytes were not what was announced."""
    shutil.rmtree(folder_of(upload), ignore_errors=True)
