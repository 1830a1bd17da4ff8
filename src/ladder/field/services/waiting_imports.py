"""Keeps an export between the look at it and the word to go on: encrypted, for a day at most, and for nobody else."""

import io
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from ladder.accounts.models import User
from ladder.assessment.storage.folder import FolderStore
from ladder.assessment.storage.keys import present_keys

SALT = "ladder.field.waiting-import"
LONGEST_S = 24 * 3600


def waiting_store() -> FolderStore:
    """A folder of its own beside the evidence: nothing in it is evidence yet."""
    return FolderStore(Path(settings.EVIDENCE_ROOT).parent / "waiting-imports", present_keys())


def keep_waiting(name: str, content: bytes, person: User) -> str:
    """Keep a file; the token that gives it back to the same person. What nobody came back for is removed."""
    sweep_imports()
    kept = waiting_store().put(io.BytesIO(content))
    return TimestampSigner(salt=SALT).sign_object({"sha256": kept.sha256, "name": name, "person": person.pk})


def take_back(token: str, person: User) -> tuple[str, bytes] | None:
    """Name and bytes; None where the token is not this person's, too old, or the file is gone."""
    try:
        told = TimestampSigner(salt=SALT).unsign_object(token, max_age=LONGEST_S)
    except (BadSignature, SignatureExpired):
        return None
    if told["person"] != person.pk:
        return None
    try:
        with waiting_store().open(told["sha256"]) as stream:
            return told["name"], stream.read()
    except FileNotFoundError:
        return None


def forget(token: str) -> None:
    """Remove a file that was imported."""
    with suppress(BadSignature, FileNotFoundError):
        told = TimestampSigner(salt=SALT).unsign_object(token)
        waiting_store().path_of(told["sha256"]).unlink(missing_ok=True)


def sweep_imports() -> None:
    """Remove what waited longer than a day, and what a killed process left half written; done every hour as well."""
    limit, store = time.time() - LONGEST_S, waiting_store()
    store.sweep()
    for path in store.root.glob("??/??/*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < limit:
                path.unlink()
