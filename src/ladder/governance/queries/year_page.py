"""What the page of a year shows: work on a line of time, and money planned beside booked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ladder.consultation.wording import read
from ladder.core.governance.budgeting import CurrencyTotal, LineFacts, Sum, total_by_currency
from ladder.governance.queries.year_content import planned_facts
from ladder.governance.queries.year_facts import Noted, state_of
from ladder.packfiles.model import Reading

Entry = Mapping[str, Any]
FULL_BAR = 100


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A work item. `at` and `days` place it on the year's line, counted in days from 1 January."""

    id: str
    title: Reading
    measure: Reading
    responsible: str
    starts_on: date
    ends_on: date
    at: int
    days: int
    state: str
    last: Noted | None
    words: Reading | None
    earlier: tuple[tuple[Noted, Reading], ...]


@dataclass(frozen=True, slots=True)
class YearLine:
    """The line of time: days in the year, the days on which months begin, and today, None outside the year."""

    days: int
    months: tuple[int, ...]
    today: int | None


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A budget line; the widths of its bars are percent of the largest amount of its currency."""

    id: str
    kind: str
    title: Reading
    item: Reading | None
    party: str
    sums: Sum
    planned_width: int
    booked_width: int


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """One currency: incomes, costs, and what they add up to."""

    currency: str
    incomes: tuple[MoneyRow, ...]
    costs: tuple[MoneyRow, ...]
    total: CurrencyTotal


def year_line(year: int, today: date) -> YearLine:
    """The line of time of a year."""
    first = date(year, 1, 1)
    days = (date(year + 1, 1, 1) - first).days
    months = tuple((date(year, month, 1) - first).days for month in range(2, 13))
    return YearLine(days, months, (today - first).days if today.year == year else None)


def work_rows(items: Sequence[Entry], notes: Mapping[str, list[Noted]], year: int, today: date) -> tuple[WorkRow, ...]:
    """The rows of the plan; what reaches into other years is cut at the edges of this one."""
    return tuple(work_row(entry, notes.get(entry["id"], []), year, today) for entry in items)


def work_row(entry: Entry, notes: list[Noted], year: int, today: date) -> WorkRow:
    """One row of the plan."""
    starts_on, ends_on = date.fromisoformat(entry["starts_on"]), date.fromisoformat(entry["ends_on"])
    first, last = date(year, 1, 1), date(year, 12, 31)
    at = (max(starts_on, first) - first).days
    until = (min(ends_on, last) - first).days
    return WorkRow(
        id=entry["id"],
        title=read(entry["titles"]),
        measure=read(entry["measures"]),
        responsible=entry["responsible"]["name"] if entry["responsible"] else "",
        starts_on=starts_on,
        ends_on=ends_on,
        at=at,
        days=until - at + 1,
        state=state_of(notes, ends_on, today),
        last=notes[-1] if notes else None,
        words=read(notes[-1].texts) if notes and notes[-1].texts else None,
        earlier=tuple((one, read(one.texts)) for one in reversed(notes[:-1])),
    )


def money_tables(lines: Sequence[Entry], booked: Mapping[str, Decimal]) -> tuple[MoneyTable, ...]:
    """One table a currency; amounts of different currencies are never compared."""
    facts = planned_facts(lines, booked)
    named = {entry["id"]: entry for entry in lines}
    return tuple(money_table(total, facts, named) for total in total_by_currency(facts))


def money_table(total: CurrencyTotal, facts: Sequence[LineFacts], named: Mapping[str, Entry]) -> MoneyTable:
    """The table of one currency."""
    mine = [fact for fact in facts if fact.currency == total.currency]
    largest = max((amount for fact in mine for amount in (fact.planned, fact.booked) if amount), default=Decimal(0))
    rows = [money_row(fact, named[fact.key], largest) for fact in mine]
    incomes = tuple(row for row in rows if row.kind == "income")
    return MoneyTable(total.currency, incomes, tuple(row for row in rows if row.kind != "income"), total)


def money_row(fact: LineFacts, entry: Entry, largest: Decimal) -> MoneyRow:
    """One line with its bars."""
    return MoneyRow(
        id=fact.key,
        kind=fact.kind,
        title=read(entry["titles"]),
        item=read(entry["item"]["titles"]) if entry["item"] else None,
        party=entry["party"]["name"] if entry["party"] else "",
        sums=Sum(fact.planned, fact.booked),
        planned_width=width_of(fact.planned, largest),
        booked_width=width_of(fact.booked, largest),
    )


def width_of(amount: Decimal | None, largest: Decimal) -> int:
    """An amount in percent of the largest, at least one where there is something; nothing for what is unknown."""
    if not amount or amount < 0 or not largest:
        return 0
    return max(int(amount * FULL_BAR / largest), 1)
