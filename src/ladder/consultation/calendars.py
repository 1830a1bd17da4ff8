"""An online dialogue as an iCalendar file (RFC 5545), in the reader's language; moments in UTC, so no clock errs."""

from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event, vText

PRODUCT = "-//Cobalt Ladder//Consultation//EN"
DOMAIN = "cobalt-ladder"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What stands in the file.

    Attributes:
        uid: what never changes; calendars find the entry again by it.
        sequence: how often it was changed since it was announced.
        changed_at: when it was changed last.
        language: a BCP 47 code, of title and description.
    """

    uid: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime | None
    language: str
    title: str
    description: str
    where: str
    is_cancelled: bool


def write_calendar(entry: CalendarEntry) -> bytes:
    """The file. The same entry always gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{entry.uid}@{DOMAIN}")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    if entry.ends_at is not None:
        event.add("dtend", entry.ends_at.astimezone(UTC))
    for name, text in (("summary", entry.title), ("description", entry.description)):
        event.add(name, vText(text, params={"LANGUAGE": entry.language}))
    event.add("url", entry.where)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
