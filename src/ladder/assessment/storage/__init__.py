"""Where the bytes behind evidence are: encrypted, by their SHA-256, in a folder or an S3 bucket."""

from pathlib import Path

from django.conf import settings

from ladder.assessment.storage.bucket import BucketStore
from ladder.assessment.storage.contract import Damaged, Kept, Store, StoreFull, WrongDigest
from ladder.assessment.storage.folder import FolderStore
from ladder.assessment.storage.keys import present_keys

__all__ = ["Damaged", "Kept", "Store", "StoreFull", "WrongDigest", "copy_store", "evidence_store", "sweep_store"]


def evidence_store() -> Store:
    """The store that settings name: a folder below LADDER_HOME unless `LADDER_EVIDENCE_STORE` names a bucket."""
    return make_store(settings.EVIDENCE_STORE) or FolderStore(Path(settings.EVIDENCE_ROOT), present_keys())


def copy_store() -> Store | None:
    """The second store, or None where `LADDER_EVIDENCE_COPY` names none."""
    return make_store(settings.EVIDENCE_COPY)


def make_store(address: str) -> Store | None:
    """A bucket for `s3://...`, a folder for anything else, None for nothing."""
    if not address:
        return None
    if "://" in address:
        return BucketStore(address, Path(settings.EVIDENCE_ROOT), present_keys())
    return FolderStore(Path(address).expanduser(), present_keys())


def sweep_store() -> int:
    """Remove what killed processes left half written more than a day ago; returns how many files."""
    return FolderStore(Path(settings.EVIDENCE_ROOT), present_keys()).sweep()
