"""A facilitator's device, played: it numbers, versions and digests records as the real one does."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from ladder.consultation.services.device_records import DeviceEntry
from ladder.core.consultation.seal import digest_of_record, digest_of_seal, short_code

DAY = date(2026, 3, 10)
COUNTS = ("as_written", "with_change", "cannot", "unclear")


@dataclass
class Device:
    """One device and the versions it has made of each slot."""

    gathering: str
    day: str = DAY.isoformat()
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    places: dict = field(default_factory=dict)

    def make(self, kind: str, slot: str, **body) -> DeviceEntry:
        self.places[slot] = self.places.get(slot, 0) + 1
        return self.entry(kind, {"device": self.id, "place": self.places[slot], **body})

    def entry(self, kind: str, body: dict, number: uuid.UUID | None = None) -> DeviceEntry:
        number = number or uuid.uuid4()
        digest = digest_of_record(str(number), kind, body, self.day)
        return DeviceEntry(number, kind, body, self.day, digest)

    def attendance(self, group: str, women: int, men: int, unsaid: int = 0, **more) -> DeviceEntry:
        said = {"group": group, "women": women, "men": men, "unsaid": unsaid, **more}
        return self.make("attendance", f"attendance:{group}", **said)

    def tally(self, item: str, group: str, *counts: int, is_secret: bool = False, **more) -> DeviceEntry:
        said = {"item": item, "group": group, "counts": dict(zip(COUNTS, counts, strict=True)),
                "is_secret": is_secret, "has_counts": True, **more}  # fmt: skip
        return self.make("tally", f"tally:{item}:{group}", **said)

    def quote(self, text: str, *, thread: str = "", item: str = "", group: str = "", **more) -> DeviceEntry:
        thread = thread or str(uuid.uuid4())
        said = {"thread": thread, "text": text, "item": item, "group": group, "language": "sw",
                "consent": "quote_without_role", "was_read_back": False, **more}  # fmt: skip
        return self.make("quote", f"quote:{thread}", **said)

    def position(self, person: str, item: str, position: str, group: str = "diggers", **more) -> DeviceEntry:
        said = {"person": {"id": person, "group": group, "gender": "woman"}, "item": item, "position": position,
                "text": "", "proposed": "", "language": "sw", "consent": "paraphrase", **more}  # fmt: skip
        return self.make("position", f"position:{person}:{item}", **said)

    def side_note(self, text: str) -> DeviceEntry:
        thread = str(uuid.uuid4())
        return self.make("side_note", f"side_note:{thread}", thread=thread, text=text, language="fr")

    def withdrawal(self, *entries: DeviceEntry) -> DeviceEntry:
        numbers = [str(entry.number) for entry in entries]
        return self.make("withdrawal", f"withdrawal:{numbers[0]}", of=numbers)

    def seal(self, *entries: DeviceEntry, was_read_back: bool = True) -> DeviceEntry:
        pairs = [(str(entry.number), entry.digest) for entry in entries]
        digest = digest_of_seal(self.gathering, pairs)
        said = {"records": [list(pair) for pair in pairs], "digest": digest, "code": short_code(digest),
                "was_read_back": was_read_back}  # fmt: skip
        return self.make("seal", "seal", **said)
