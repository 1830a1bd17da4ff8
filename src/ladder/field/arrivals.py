"""What arrives at the door, in the words of the rules."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ladder.accounts.models import User
from ladder.core.field.file_names import plain_name
from ladder.core.field.instance import Instance
from ladder.core.field.receiving import Arrival
from ladder.field.models import Device

NAMELESS = "file"
DIRECT = frozenset({"openrosa", "capture"})  # sources of what a phone or a browser sent to our own door


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file whose bytes are in the evidence store already."""

    name: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sender is told: an HTTP status, the key of a sentence, and which named files are still missing."""

    status: int
    message_key: str
    instance_id: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandIn:
    """What came, from whom, when."""

    body: bytes
    arrival: Arrival
    sizes: Mapping[str, int]
    sender: "Sender"
    at: datetime

    @property
    def instance(self) -> Instance:
        """The form as read."""
        return self.arrival.instance


@dataclass(frozen=True, slots=True)
class Sender:
    """Who hands in, on which phone, by which way: `openrosa`, `capture`, or the system an export is from."""

    person: User | None
    device: Device | None = None
    source: str = "openrosa"


def describe(body: bytes, instance: Instance, files: Sequence[IncomingFile], sender: Sender) -> HandIn:
    """One arrival; a name that comes twice with different bytes contradicts itself, and the first is kept."""
    now = timezone.now()
    named: dict[str, str] = {}
    doubled: dict[str, str] = {}
    for file in files:
        name = plain_name(file.name) or NAMELESS
        if named.setdefault(name, file.sha256) != file.sha256:
            doubled[name] = file.sha256
    arrival = Arrival(
        instance=instance,
        xml_sha256=hashlib.sha256(body).hexdigest(),
        person=sender.person.pk if sender.person else None,
        files=named,
        received_on=timezone.localdate(now),
        doubled=doubled,
        is_exported=sender.source not in DIRECT,
    )
    return HandIn(body, arrival, {file.sha256: file.size_bytes for file in files}, sender, now)
