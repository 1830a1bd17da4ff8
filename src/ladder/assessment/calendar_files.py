"""The calendar as files: iCalendar (RFC 5545) for people's own calendars, CSV for tables."""

import csv
import hashlib
import io
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from ladder.assessment.alert_words import page_of
from ladder.assessment.calendar_queries import Item, in_order, lines_of
from ladder.assessment.monitoring_words import AGENDA_WORDS, DUE_WORDS
from ladder.core.formula_safe import disarm
from ladder.webkit.shapes import STATUS_WORDS

PRODUCT = "-//Cobalt Ladder//Assessment//EN"
COLUMNS = ("on", "kind", "site", "site_id", "requirement", "level", "status", "step")


def say_item(item: Item) -> str:
    """One line in the reader's language."""
    words = str(AGENDA_WORDS[item.kind])
    more = str(DUE_WORDS.get(item.step, "")) or str(STATUS_WORDS.get(item.status, ""))
    return f"{item.site.name}: {words}" + (f" ({more})" if more else "")


def write_ics(items: Iterable[Item], made_on: date) -> bytes:
    """Whole days; the same line keeps its identity, so that a calendar that asks again shows it once."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for line in lines_of(items):
        event, item = Event(), line.first
        parts = (item.site.public_id, item.kind, item.step, item.on)
        event.add("uid", hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:40] + "@cobalt-ladder")
        event.add("dtstamp", datetime.combine(made_on, time.min, UTC))
        event.add("dtstart", item.on)
        event.add("dtend", item.on + timedelta(days=1))
        event.add("summary", say_item(item))
        if line.requirements:
            event.add("description", ", ".join(line.requirements))
        event.add("url", page_of(item.site))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def write_csv(items: Iterable[Item]) -> bytes:
    """One row a line, in UTF-8 with a mark that spreadsheets know."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for one in in_order(items):
        level = "" if one.level is None else one.level
        row = (one.on, one.kind, one.site.name, one.site.public_id, one.requirement, level, one.status, one.step)
        writer.writerow([disarm(str(cell)) for cell in row])
    return stream.getvalue().encode("utf-8-sig")
