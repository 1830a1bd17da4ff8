"""What is handed in to be recorded, before it becomes rows; each entry knows its own fingerprint."""

import hashlib
import json
from dataclasses import astuple, dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """A piece of evidence named with a determination: its kind, what it is, and how it was looked at."""

    kind: str
    title: str
    method: str
    observed_on: date
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class DeterminationEntry:
    """One requirement's state as somebody found it. `valid_until` None: the catalogue's number of days."""

    requirement: str
    state: str
    observed_on: date
    valid_until: date | None = None
    grade: str = ""
    decided_by: str = ""
    reason: str = ""
    evidence: tuple[EvidenceEntry, ...] = field(default=())

    def digest(self, content_hash: str) -> str:
        """SHA-256 over what is said of which version, so that the same entry sent twice is recorded once."""
        parts = [content_hash, *astuple(self)]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False, default=str).encode("utf-8")).hexdigest()
