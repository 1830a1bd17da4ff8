"""A store in a folder: `ab/cd/<sha256>`, encrypted, each file written aside, synced and renamed into its place."""

import errno
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ladder.assessment.storage.contract import Damaged, Kept, StoreFull, WrongDigest
from ladder.assessment.storage.frames import FRAME, seal, unseal

INCOMING = ".incoming"
SHA256 = re.compile(r"[0-9a-f]{64}\Z")
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
ABANDONED_AFTER_S = 24 * 3600


def check_name(sha256: str) -> str:
    """The digest, or FileNotFoundError where it is none: a name never becomes a path unchecked."""
    if not SHA256.match(sha256):
        raise FileNotFoundError("This is not the SHA-256 of a stored file.")
    return sha256


@contextmanager
def room_for_bytes() -> Iterator[None]:
    """Say `StoreFull` where the disk or a quota is full."""
    try:
        yield
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise StoreFull(fault.errno, "There is no room for evidence.") from fault
        raise


def is_same(kept: Kept, expected_sha256: str) -> None:
    """Raises WrongDigest where other bytes were announced."""
    if expected_sha256 and kept.sha256 != expected_sha256.lower():
        raise WrongDigest("The bytes are not the ones that were announced.")


def hash_stream(source: BinaryIO) -> Kept:
    """Digest and length of a stream, nothing kept."""
    digest, size = hashlib.sha256(), 0
    while part := source.read(FRAME):
        digest.update(part)
        size += len(part)
    return Kept(digest.hexdigest(), size)


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class FolderStore:
    """Files below `root`. Many threads and processes may use it at once."""

    def __init__(self, root: Path, keys: Mapping[bytes, bytes]) -> None:
        """Nothing is made before the first file."""
        self.root = root
        self._keys = keys

    def path_of(self, sha256: str) -> Path:
        """Where a file stands or would stand."""
        name = check_name(sha256)
        return self.root / name[:2] / name[2:4] / name

    def put(self, source: BinaryIO, *, expected_sha256: str = "") -> Kept:
        """See `Store`."""
        if expected_sha256 and self.verify(expected_sha256.lower()):  # what is damaged is replaced
            kept = hash_stream(source)
            is_same(kept, expected_sha256)
            self._sync_names(self.path_of(kept.sha256))
            return kept
        with self.sealed_aside(source) as (aside, kept):
            is_same(kept, expected_sha256)
            with room_for_bytes():
                self._move_in(aside, self.path_of(kept.sha256))
        return kept

    @contextmanager
    def sealed_aside(self, source: BinaryIO) -> Iterator[tuple[Path, Kept]]:
        """The stream encrypted in a synced file beside the others, gone afterwards unless it was moved."""
        folder = self.root / INCOMING
        with room_for_bytes():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=folder)
        aside = Path(name)
        try:
            with room_for_bytes(), os.fdopen(handle, "wb", buffering=0) as target:
                kept = seal(source, WholeWrites(target), self._keys)  # type: ignore[arg-type]
                os.fsync(target.fileno())
            yield aside, kept
        finally:
            aside.unlink(missing_ok=True)

    def _move_in(self, aside: Path, path: Path) -> None:
        """Rename into place; new folders and the name are synced before this returns."""
        if not path.parent.is_dir():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Another put may have made the folders a moment ago and not synced them yet: both sync.
        aside.replace(path)
        self._sync_names(path)

    def _sync_names(self, path: Path) -> None:
        """A file's name, and those of its folders, are on the disk when this returns."""
        for folder in (path.parent, path.parent.parent, self.root):
            sync_folder(folder)

    def open(self, sha256: str) -> BinaryIO:
        """See `Store`."""
        return unseal(self.open_sealed(sha256), sha256, self._keys)

    def open_sealed(self, sha256: str) -> BinaryIO:
        """See `Store`."""
        return self.path_of(sha256).open("rb")

    def has(self, sha256: str) -> bool:
        """See `Store`."""
        return SHA256.match(sha256) is not None and self.path_of(sha256).is_file()

    def verify(self, sha256: str) -> bool:
        """See `Store`."""
        return is_whole(self, sha256)

    def sweep(self) -> int:
        """Remove what a killed process left half written more than a day ago; returns how many files."""
        limit, swept = time.time() - ABANDONED_AFTER_S, 0
        for path in (self.root / INCOMING).glob("*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < limit:
                    path.unlink()
                    swept += 1
        return swept


class WholeWrites:
    """Writes all of what it is given: an unbuffered file may take a part, and a full disk is then said at once."""

    def __init__(self, target: "BinaryIO | object") -> None:
        """Around an unbuffered file."""
        self._write = target.write  # type: ignore[union-attr]

    def write(self, data: bytes) -> int:
        """All of it."""
        rest = memoryview(data)
        while rest:
            rest = rest[self._write(rest) :]
        return len(data)


def is_whole(store: "FolderStore | object", sha256: str) -> bool:
    """Whether a store gives back bytes that hash to their name."""
    try:
        with store.open(sha256) as stream:  # type: ignore[union-attr]
            return hash_stream(stream).sha256 == sha256
    except (FileNotFoundError, Damaged):
        return False
