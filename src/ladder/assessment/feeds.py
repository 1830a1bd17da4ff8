"""Public news of sites as an Atom feed (RFC 4287)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from ladder.assessment.alert_words import page_of, say_sentence, say_title
from ladder.assessment.models import Alert

ATOM = "http://www.w3.org/2005/Atom"
NEVER = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a feed stands: how addresses begin, its own path, the path of the page beside it, and its language."""

    base: str
    path: str
    page: str
    language: str


def write_feed(alerts: Sequence[Alert], *, title: str, place: Place) -> bytes:
    """The feed; alerts latest first, each with its site. Identities and moments never change."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", place.language)
    add(feed, "id", place.base + place.path)
    add(feed, "title", title)
    add(feed, "updated", moment(alerts[0].created_at if alerts else NEVER))
    add(add(feed, "author"), "name", "Cobalt Ladder")
    add(feed, "link", rel="self", href=place.base + place.path, type="application/atom+xml")
    add(feed, "link", rel="alternate", href=place.base + place.page, type="text/html")
    for alert in alerts:
        add_entry(feed, alert, place.base)
    written: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    return written


def add_entry(feed: etree._Element, alert: Alert, base: str) -> None:
    """One news."""
    entry = add(feed, "entry")
    add(entry, "id", f"urn:uuid:{alert.public_id}")
    add(entry, "title", say_title(alert, alert.site))
    add(entry, "updated", moment(alert.created_at))
    add(entry, "link", rel="alternate", href=page_of(alert.site, base), type="text/html")
    add(entry, "category", term=alert.kind)
    add(entry, "summary", say_sentence(alert), type="text")


def add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """A child of an element."""
    child = etree.SubElement(parent, f"{{{ATOM}}}{tag}", attributes)
    if text:
        child.text = text
    return child


def moment(at: datetime) -> str:
    """RFC 3339, to the minute: a second more would say more than anybody needs."""
    return at.astimezone(UTC).replace(second=0, microsecond=0).isoformat().replace("+00:00", "Z")
