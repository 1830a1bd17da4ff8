"""A store in an S3 bucket: sealed here, sent whole, read in ranges. AWS_* variables tell endpoint and credentials."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, Self, cast
from urllib.parse import urlsplit

import obstore
from django.core.exceptions import ImproperlyConfigured
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

from ladder.assessment.storage.contract import Kept
from ladder.assessment.storage.folder import SHA256, FolderStore, check_name, hash_stream, is_same, is_whole
from ladder.assessment.storage.frames import unseal

RETRIES = 3
PATIENCE = {"timeout": "60s", "connect_timeout": "5s"}


def connect(address: str) -> S3Store:
    """The bucket and prefix of `s3://bucket/prefix`."""
    parts = urlsplit(address)
    if parts.scheme != "s3" or not parts.netloc:
        raise ImproperlyConfigured(f"{address!r} is not an address of a store: write s3://bucket/prefix.")
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or ""
    options = {"allow_http": True} if endpoint.startswith("http://") else {}
    config = {"endpoint": endpoint} if endpoint else {}
    return S3Store(
        parts.netloc, prefix=parts.path.strip("/") or None, config=cast("obstore.store.S3Config", config),
        client_options=cast("obstore.store.ClientConfig", {**PATIENCE, **options}),
        retry_config={"max_retries": RETRIES, "retry_timeout": timedelta(seconds=60)},
    )  # fmt: skip


@contextmanager
def answering() -> Iterator[None]:
    """Say as an OSError that the bucket refused or did not answer; a missing object stays a missing file."""
    try:
        yield
    except (FileNotFoundError, NotFoundError) as fault:
        raise FileNotFoundError("This file is not in the bucket.") from fault
    except BaseError as fault:
        raise OSError(f"The store of evidence did not answer: {fault}") from fault


class BucketStore:
    """Files in a bucket. What is still in the folder `aside` from before is read from there."""

    def __init__(self, address: str, aside: Path, keys: Mapping[bytes, bytes]) -> None:
        """Files are sealed in `aside` on their way."""
        self._bucket = connect(address)
        self._folder = FolderStore(aside, keys)
        self._keys = keys

    def put(self, source: BinaryIO, *, expected_sha256: str = "") -> Kept:
        """See `Store`. The bucket acknowledges what it has made durable."""
        if expected_sha256 and self._is_in_bucket(expected_sha256.lower()):
            kept = hash_stream(source)
            is_same(kept, expected_sha256)
            return kept
        with self._folder.sealed_aside(source) as (aside, kept):
            is_same(kept, expected_sha256)
            with answering():
                obstore.put(self._bucket, key_of(kept.sha256), aside)
        return kept

    def open(self, sha256: str) -> BinaryIO:
        """See `Store`."""
        return unseal(self.open_sealed(sha256), sha256, self._keys)

    def open_sealed(self, sha256: str) -> BinaryIO:
        """See `Store`."""
        check_name(sha256)
        try:
            with answering():
                return cast("BinaryIO", BucketStream(obstore.open_reader(self._bucket, key_of(sha256))))
        except FileNotFoundError:
            return self._folder.open_sealed(sha256)

    def has(self, sha256: str) -> bool:
        """See `Store`."""
        return SHA256.match(sha256) is not None and (self._is_in_bucket(sha256) or self._folder.has(sha256))

    def verify(self, sha256: str) -> bool:
        """See `Store`."""
        return is_whole(self, sha256)

    def _is_in_bucket(self, sha256: str) -> bool:
        """Whether the bucket itself has it."""
        try:
            with answering():
                obstore.head(self._bucket, key_of(sha256))
        except FileNotFoundError:
            return False
        return True


def key_of(sha256: str) -> str:
    """The object's name."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


class BucketStream:
    """A reader of a bucket as the plain stream that `frames` wants."""

    def __init__(self, reader: "obstore.ReadableFile") -> None:
        """Around obstore's reader, which keeps a megabyte."""
        self._reader = reader

    def read(self, size: int = -1) -> bytes:
        """So many bytes, or what is left."""
        with answering():
            return bytes(self._reader.read(None if size < 0 else size))

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a byte."""
        return self._reader.seek(offset, whence)

    def close(self) -> None:
        """Let go."""
        self._reader.close()

    def __enter__(self) -> Self:
        """As other streams."""
        return self

    def __exit__(self, *_fault: object) -> None:
        """As other streams."""
        self.close()
