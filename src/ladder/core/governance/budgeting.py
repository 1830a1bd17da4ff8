"""Adds up a budget: planned beside booked, by currency and by work item. Currencies never mix; unknown is never zero.

docs/methods/annual-documents.md shows the formulas with an example worked by hand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

INCOME, COST = "income", "cost"
METHOD = "budgeting", "1"
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line. `planned` is None where no budget names the line, `booked` is None where nothing was booked yet."""

    key: str
    kind: str
    currency: str
    planned: Decimal | None
    booked: Decimal | None = None
    item: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """Planned beside booked; None is unknown, which is not nothing."""

    planned: Decimal | None
    booked: Decimal | None

    @property
    def deviation(self) -> Decimal | None:
        """Booked less planned; None where either is unknown."""
        return None if self.planned is None or self.booked is None else self.booked - self.planned

    @property
    def percent(self) -> Decimal | None:
        """Booked in percent of planned, to a tenth; None where either is unknown or nothing was planned."""
        if self.booked is None or not self.planned:
            return None
        return (self.booked * 100 / self.planned).quantize(TENTH)


@dataclass(frozen=True, slots=True)
class CurrencyTotal:
    """One currency: income, cost, and income less cost."""

    currency: str
    income: Sum
    cost: Sum
    balance: Sum


@dataclass(frozen=True, slots=True)
class ItemCost:
    """What a work item costs in one currency; `item` is "" for costs of no work item."""

    item: str
    currency: str
    cost: Sum


def total_by_currency(lines: Iterable[LineFacts]) -> tuple[CurrencyTotal, ...]:
    """Income, cost and balance of each currency, by its code."""
    rows = list(lines)
    return tuple(total_of(currency, rows) for currency in sorted({row.currency for row in rows}))


def total_of(currency: str, rows: Iterable[LineFacts]) -> CurrencyTotal:
    """One currency's total. A side without any line counts as nothing in the balance, not in its own sum."""
    mine = [row for row in rows if row.currency == currency]
    income = add(row for row in mine if row.kind == INCOME)
    cost = add(row for row in mine if row.kind == COST)
    return CurrencyTotal(
        currency, income, cost, Sum(less(income.planned, cost.planned), less(income.booked, cost.booked))
    )


def cost_by_item(lines: Iterable[LineFacts]) -> tuple[ItemCost, ...]:
    """The costs of each work item by currency, in the order in which items first appear."""
    costs: dict[tuple[str, str], list[LineFacts]] = {}
    for row in lines:
        if row.kind == COST:
            costs.setdefault((row.item, row.currency), []).append(row)
    return tuple(ItemCost(item, currency, add(rows)) for (item, currency), rows in costs.items())


def add(rows: Iterable[LineFacts]) -> Sum:
    """The sum of what is known; None where nothing is."""
    listed = list(rows)
    return Sum(add_known(row.planned for row in listed), add_known(row.booked for row in listed))


def add_known(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the amounts that are known; None where none is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def less(income: Decimal | None, cost: Decimal | None) -> Decimal | None:
    """Income less cost; None where both are unknown."""
    return None if income is None and cost is None else (income or Decimal(0)) - (cost or Decimal(0))
