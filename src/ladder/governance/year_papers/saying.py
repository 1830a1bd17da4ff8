"""Says frozen values in the paper's language: texts, days, amounts, states. Called with that language active."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ladder.consultation.wording import read
from ladder.governance.money import write_money, write_percent
from ladder.synthesis.report.tree import Cell, Sentence, Table

Entry = Mapping[str, Any]
NOTHING_SAID = "–"


def text_cell(texts: Mapping[str, str] | None, language: str) -> Cell:
    """Words in the paper's language, else in the next best, marked as such; a dash where there are none."""
    if not texts:
        return Cell(NOTHING_SAID, words=_("nothing stated"))
    reading = read(texts, language)
    return Cell(reading.text, language="" if reading.language == language else reading.language)


def name_cell(party: Entry | None, unknown: str) -> Cell:
    """An organisation by its name, or that none is named."""
    return Cell(party["name"] if party else unknown)


def day(text: str | None) -> str:
    """A day as it is written in the paper's language; a dash for none."""
    return date_format(date.fromisoformat(text), "DATE_FORMAT") if text else NOTHING_SAID


def days(entry: Entry) -> str:
    """From one day until another."""
    words = _("%(first)s to %(last)s")
    return words % {"first": day(entry["starts_on"]), "last": day(entry["ends_on"])}


def planned_words(amount: str | None, currency: str) -> str:
    """An amount that was planned, or that none was."""
    return _("not in the approved budget") if amount is None else write_money(amount, currency)


def booked_words(amount: str | None, currency: str) -> str:
    """An amount that was booked, or that nothing was: which is not zero."""
    return _("nothing booked yet") if amount is None else write_money(amount, currency)


def deviation_words(amount: str | None, currency: str, percent: str | None = None) -> str:
    """Booked less planned, with its sign; a dash where either is unknown."""
    if amount is None:
        return NOTHING_SAID
    words = write_money(amount, currency, is_signed=True)
    return words if percent is None else f"{words} ({write_percent(percent)})"


def plain(text: str) -> Sentence:
    """A sentence that rests on the document itself."""
    return Sentence(text, ())


def table(caption: str, head: tuple[str, ...], rows: Sequence[tuple[Cell, ...]], anchor: str, note: str = "") -> Table:
    """A table without marked rows."""
    return Table(caption, head, tuple(rows), anchor, note)


def days_open(entry: Entry) -> str:
    """From the day on which a round opened until the one on which it closes."""
    words = _("%(first)s to %(last)s")
    return words % {"first": day(entry["opens_on"]), "last": day(entry["closes_on"])}
