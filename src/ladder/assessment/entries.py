"""What is handed in to be recorded, before it becomes rows; each entry knows its own fingerprint."""

import hashlib
import json
from dataclasses import dataclass, field
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

    def digest(self) -> str:
        """SHA-256 over what is said, so that the same entry sent twice is recorded once."""
        parts = [
            self.requirement, self.state, self.observed_on.isoformat(),
            self.valid_until.isoformat() if self.valid_until else "", self.grade, self.decided_by, self.reason,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8")).hexdigest()
