"""What a year costs and brings in: lines are planned, changed, removed; bookings are only added, never changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.consultation.services.refusals import refuse_all
from ladder.consultation.wording import trimmed
from ladder.core.governance.amounts import CENT, LARGEST, write_plainly
from ladder.governance.models import Body, Booking, BudgetLine, WorkItem
from ladder.governance.queries.year_content import line_entry
from ladder.governance.services.year_rules import Texts, faults_of_titles, require_living, require_seen
from ladder.registry.models import Organisation

CURRENCY = re.compile(r"[A-Z]{3}")
LONGEST_REFERENCE = 120


@dataclass(frozen=True, slots=True)
class LinePlan:
    """An income or a cost: words by language, the amount and its currency, the work item and the other party."""

    kind: str
    titles: Texts
    amount: Decimal
    currency: str
    item: WorkItem | None = None
    party: Organisation | None = None

    def stored(self) -> dict[str, Any]:
        """The fields of the row."""
        return {
            "kind": self.kind,
            "titles": trimmed(self.titles),
            "amount": self.amount,
            "currency": self.currency,
            "item": self.item,
            "party": self.party,
        }


@transaction.atomic
def plan_line(*, body: Body, year: int, plan: LinePlan, actor: User | None) -> BudgetLine:
    """A line at the end of a year's budget.

    Raises:
        ValidationError: the plan is not possible, or the body was dissolved.
    """
    locked = Body.objects.select_for_update().get(pk=body.pk)
    require_living(locked, year)
    refuse_all(faults_of_line(plan, locked, year))
    last = BudgetLine.objects.filter(body=locked, year=year).aggregate(last=Max("position"))["last"]
    made = BudgetLine.objects.create(body=locked, year=year, position=(last or 0) + 1, **plan.stored())
    note(actor, made, "planned", {"year": year})
    return made


@transaction.atomic
def change_line(*, line: BudgetLine, plan: LinePlan, actor: User | None, seen: str = "") -> BudgetLine:
    """Another amount or other words. What was approved stays as it was: the change is for the next number.

    Raises:
        ValidationError: the plan is not possible, somebody else changed the line, or its bookings would change sides
            or currency.
    """
    row = lock_line(line)
    require_living(row.body, row.year)
    require_seen(line_entry(row), seen)
    refuse_all(faults_of_line(plan, row.body, row.year))
    if (plan.kind, plan.currency) != (row.kind, row.currency) and row.bookings.exists():
        sentence = _("Amounts are booked on this line: its side and currency stay. Plan another line.")
        raise ValidationError({"currency": sentence})
    for name, value in plan.stored().items():
        setattr(row, name, value)
    row.save()
    note(actor, row, "changed", {"year": row.year})
    return row


@transaction.atomic
def remove_line(*, line: BudgetLine, actor: User | None) -> None:
    """Take a line out of the budget, as long as nothing is booked on it.

    Raises:
        ValidationError: something is booked on it.
    """
    row = lock_line(line)
    require_living(row.body, row.year)
    if row.bookings.exists():
        raise ValidationError(_("Amounts are booked on this line: it stays, so that they can be accounted for."))
    note(actor, row, "removed", {"year": row.year})
    row.delete()


@transaction.atomic
def book(
    *, line: BudgetLine, amount: Decimal, booked_on: date, reference: str, actor: User | None, today: date
) -> Booking:
    """What really came in or was spent, with the voucher it rests on.

    Raises:
        ValidationError: the amount is not above zero, the day is still to come, no reference is given, or the same
            was booked before.
    """
    row = lock_line(line)
    refuse_all(faults_of_booking(amount, booked_on, reference, today))
    same = row.bookings.filter(amount=amount, booked_on=booked_on, reference=reference.strip(), corrected_by=None)
    if same.exists():
        raise ValidationError(_("This amount stands here already, with the same day and reference."))
    made = Booking.objects.create(
        line=row, amount=amount, booked_on=booked_on, reference=reference.strip(), booked_by=actor
    )
    note(actor, row, "booked", {"booking": str(made.public_id), "amount": write_plainly(amount)})
    return made


@transaction.atomic
def correct_booking(*, booking: Booking, reference: str, actor: User | None, on: date) -> Booking:
    """Take a booking back by an opposite one. Both stay readable.

    Raises:
        ValidationError: it was taken back before, it is itself a correction, or no reason is given.
    """
    line = lock_line(booking.line)
    row = Booking.objects.get(pk=booking.pk)
    if row.corrects_id is not None or Booking.objects.filter(corrects=row).exists():
        raise ValidationError(_("This booking was taken back before, or takes back another one."))
    refuse_all(faults_of_reference(reference))
    made = Booking.objects.create(
        line=line, amount=-row.amount, booked_on=on, reference=reference.strip(), booked_by=actor, corrects=row
    )
    note(actor, line, "booking_corrected", {"booking": str(row.public_id)})
    return made


def faults_of_line(plan: LinePlan, body: Body, year: int) -> Iterator[tuple[str, str]]:
    """Everything wrong with a line."""
    yield from faults_of_titles(plan.titles)
    if plan.kind not in BudgetLine.Kind.values:
        yield "kind", _("Choose whether it is an income or a cost.")
    if not CURRENCY.fullmatch(plan.currency):
        yield "currency", _("Write the currency as three capital letters, such as USD or CDF.")
    if plan.item is not None and (plan.item.body_id, plan.item.year) != (body.pk, year):
        yield "item", _("This work item belongs to another year or body.")
    if not is_amount(plan.amount) or plan.amount < 0:
        yield "amount", _("Write an amount that is not negative, with at most two digits after the mark.")


def faults_of_booking(amount: Decimal, booked_on: date, reference: str, today: date) -> Iterator[tuple[str, str]]:
    """Everything wrong with a booking."""
    if not is_amount(amount) or amount <= 0:
        yield "amount", _("Write an amount above zero, with at most two digits after the mark.")
    if booked_on > today:
        yield "booked_on", _("This day is still to come: book what has happened.")
    yield from faults_of_reference(reference)


def faults_of_reference(reference: str) -> Iterator[tuple[str, str]]:
    """No reference, or too long a one."""
    if not reference.strip():
        yield "reference", _("Name the voucher, the transfer or the reason, so that it can be found again.")
    elif len(reference.strip()) > LONGEST_REFERENCE:
        yield "reference", _("A text here has at most %(most)s signs. Shorten it.") % {"most": LONGEST_REFERENCE}


def is_amount(amount: Decimal) -> bool:
    """Whether a line can hold it: finite, two digits after the point, not too large."""
    return amount.is_finite() and abs(amount) <= LARGEST and amount == amount.quantize(CENT)


def lock_line(line: BudgetLine) -> BudgetLine:
    """The row, locked until the act is over.

    Raises:
        ValidationError: somebody removed it meanwhile.
    """
    rows = BudgetLine.objects.select_for_update(of=("self",)).select_related("body", "item", "party")
    row = rows.filter(pk=line.pk).first()
    if row is None:
        raise ValidationError(_("This budget line was removed meanwhile."))
    return row


def note(actor: User | None, row: BudgetLine, what: str, detail: dict[str, object]) -> None:
    """Into the log of acts."""
    record(actor=actor, action=f"governance.budget_line_{what}", target=f"budget_line:{row.public_id}", detail=detail)
