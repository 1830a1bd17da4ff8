"""What is handed in to be recorded, before it becomes rows; each entry knows its own fingerprint."""

import hashlib
import json
from dataclasses import astuple, dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class FileEntry:
    """The bytes behind a piece of evidence, in the store already, and what the form says of where and when.

    Times are ISO 8601 with an offset, degrees and metres are numbers; all None where the form does not say. The visit
    is from when the form was opened to when it was finished. `is_exif_lost`: the app that sent it is known to take out
    what a camera writes into an image, as browsers do that make it smaller.
    """

    sha256: str
    size_bytes: int
    name: str
    captured_at: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    accuracy_m: float | None = None
    visit_started_at: str | None = None
    visit_ended_at: str | None = None
    is_exif_lost: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """A piece of evidence named with a determination: its kind, what it is, and how it was looked at."""

    kind: str
    title: str
    method: str
    observed_on: date
    valid_until: date | None = None
    file: FileEntry | None = None

    def parts(self) -> tuple[object, ...]:
        """What the fingerprint covers; evidence without bytes has the fingerprint it always had."""
        told = (self.kind, self.title, self.method, self.observed_on, self.valid_until)
        return told if self.file is None else (*told, astuple(self.file))


@dataclass(frozen=True, slots=True)
class DeterminationEntry:
    """One requirement's state as somebody found it. `valid_until` None: the catalogue's number of days.

    `source_key` names what it was derived from (a submission's instance id) and `rule` the named rule that derived it;
    both empty where somebody typed it. Two sources that say the same are two determinations: one may be withdrawn.
    """

    requirement: str
    state: str
    observed_on: date
    valid_until: date | None = None
    grade: str = ""
    decided_by: str = ""
    reason: str = ""
    evidence: tuple[EvidenceEntry, ...] = field(default=())
    source_key: str = ""
    rule: str = ""

    def digest(self, content_hash: str) -> str:
        """SHA-256 over what is said of which version, so that the same entry sent twice is recorded once."""
        said = (
            self.requirement,
            self.state,
            self.observed_on,
            self.valid_until,
            self.grade,
            self.decided_by,
            self.reason,
        )
        parts = [content_hash, *said, [one.parts() for one in self.evidence]]
        if self.source_key:
            parts += [self.source_key, self.rule]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False, default=str).encode("utf-8")).hexdigest()
