"""Takes in work and budget of a year from a spreadsheet: all rows or none, with one clear fault a row at fault.

A row with an id changes what has that id, a row without one is added; what has no row stays. The same file again
changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.consultation.form_faults import say_fault, say_place
from ladder.consultation.wording import text_languages, trimmed
from ladder.core.governance.amounts import AmountRefusedError, read_amount
from ladder.governance.amount_words import refusal_of
from ladder.governance.models import Body, BudgetLine, WorkItem
from ladder.governance.queries.year_content import item_entry, line_entry
from ladder.governance.services.budget import LinePlan, change_line, plan_line
from ladder.governance.services.work_items import ItemPlan, change_item, plan_item
from ladder.governance.year_sheets import WORK, ReadRow, read_tables
from ladder.registry.models import Organisation
from ladder.webkit.faults import Fault
from ladder.webkit.text import is_clean

Named = TypeVar("Named", WorkItem, Organisation)


@dataclass(slots=True)
class Taken:
    """What an import did; where there are faults it did nothing, whatever was counted before the first."""

    added: int = 0
    changed: int = 0
    same: int = 0
    faults: list[Fault] = field(default_factory=list)


def import_year(*, body: Body, year: int, name: str, content: bytes, actor: User | None) -> Taken:
    """Take in a workbook with the sheets `work` and `budget`, or a CSV of one of them."""
    tables = read_tables(name, content)
    taken = Taken(faults=[Fault(say_place(fault.place), say_fault(fault)) for fault in tables.faults])
    if taken.faults:
        return taken
    ordered = sorted(tables.rows, key=lambda row: row.kind != WORK)  # lines may name items of the same file
    with transaction.atomic():
        take_rows(Known(body, year, actor), ordered, taken)
        transaction.set_rollback(bool(taken.faults))
    return taken


def take_rows(known: "Known", rows: Sequence[ReadRow], taken: Taken) -> None:
    """Take in every row, or note its first fault."""
    for row in rows:
        try:
            outcome = known.take_item(row.cells) if row.kind == WORK else known.take_line(row.cells)
        except ValidationError as fault:
            taken.faults.append(Fault(say_place(row.place), fault.messages[0]))
            continue
        setattr(taken, outcome, getattr(taken, outcome) + 1)


class Known:
    """What rows may name: the items and lines of the year, and organisations; kept up to date as rows are taken."""

    def __init__(self, body: Body, year: int, actor: User | None) -> None:
        self.body, self.year, self.actor = body, year, actor
        rows = WorkItem.objects.filter(body=body, year=year).select_related("responsible")
        self.items = {str(row.public_id): row for row in rows}
        lines = BudgetLine.objects.filter(body=body, year=year).select_related("item", "party")
        self.lines = {str(row.public_id): row for row in lines}
        self.parties = list(Organisation.objects.all())

    def take_item(self, cells: Mapping[str, str]) -> str:
        """One row of work: `added`, `changed` or `same`.

        Raises:
            ValidationError: the row is at fault.
        """
        plan = ItemPlan(
            titles=texts_of(cells, "title"),
            starts_on=day_of(cells, "from"),
            ends_on=day_of(cells, "until"),
            measures=texts_of(cells, "measure"),
            responsible=self.party(cells.get("responsible", "")),
        )
        stored = plan.stored()
        row = find_row(self.items, cells.get("id", ""))
        if row is None and any(is_same(one, stored) for one in self.items.values()):
            return "same"
        if row is None:
            made = plan_item(body=self.body, year=self.year, plan=plan, actor=self.actor)
            self.items[str(made.public_id)] = made
            return "added"
        if is_same(row, stored):
            return "same"
        changed = change_item(item=row, plan=plan, actor=self.actor)
        self.items[item_entry(changed)["id"]] = changed
        return "changed"

    def take_line(self, cells: Mapping[str, str]) -> str:
        """One row of the budget: `added`, `changed` or `same`.

        Raises:
            ValidationError: the row is at fault.
        """
        plan = LinePlan(
            kind=cells.get("side", "").lower(),
            titles=texts_of(cells, "title"),
            amount=amount_of(cells),
            currency=cells.get("currency", "").upper(),
            item=self.item(cells.get("work_item", "")),
            party=self.party(cells.get("party", "")),
        )
        stored = plan.stored()
        row = find_row(self.lines, cells.get("id", ""))
        if row is None and any(is_same(one, stored) for one in self.lines.values()):
            return "same"
        if row is None:
            made = plan_line(body=self.body, year=self.year, plan=plan, actor=self.actor)
            self.lines[str(made.public_id)] = made
            return "added"
        if is_same(row, stored):
            return "same"
        changed = change_line(line=row, plan=plan, actor=self.actor)
        self.lines[line_entry(changed)["id"]] = changed
        return "changed"

    def item(self, named: str) -> WorkItem | None:
        """The work item of an id or of a title in any language; None for an empty cell.

        Raises:
            ValidationError: there is none, or there are several.
        """
        if not named or named in self.items:
            return self.items.get(named)
        found = [row for row in self.items.values() if named in row.titles.values()]
        return only(found, named, _("There is no work item “%(name)s” in this year. Write its title or its id."))

    def party(self, named: str) -> Organisation | None:
        """The organisation of this name or id; None for an empty cell.

        Raises:
            ValidationError: there is none, or there are several.
        """
        if not named:
            return None
        found = [row for row in self.parties if named in {row.name, str(row.public_id)}]
        return only(
            found, named, _("There is no organisation “%(name)s” in the registry. Write its name as it stands.")
        )


def only(found: Sequence[Named], named: str, missing: str) -> Named:
    """The only one of a name.

    Raises:
        ValidationError: there is none, or there are several.
    """
    if not found:
        raise ValidationError(missing % {"name": named[:80]})
    if len(found) > 1:
        raise ValidationError(_("“%(name)s” is the name of several. Write the id instead.") % {"name": named[:80]})
    return found[0]


def find_row(rows: Mapping[str, Any], number: str) -> Any:
    """The row with this id; None for an empty cell.

    Raises:
        ValidationError: no row of this year has it.
    """
    if not number:
        return None
    try:
        return rows[str(UUID(number))]
    except (ValueError, KeyError) as fault:
        raise ValidationError(
            _("Nothing of this year has the id “%(id)s”. Empty the cell to add the row.") % {"id": number[:40]}
        ) from fault


def is_same(row: WorkItem | BudgetLine, stored: Mapping[str, Any]) -> bool:
    """Whether a row already says this."""
    return all(getattr(row, name) == value for name, value in stored.items())


def texts_of(cells: Mapping[str, str], field_: str) -> dict[str, str]:
    """Texts by language, from the columns of a field.

    Raises:
        ValidationError: a text holds half a character.
    """
    texts = trimmed({code: cells.get(f"{field_}_{code}", "") for code in text_languages()})
    if not all(map(is_clean, texts.values())):
        raise ValidationError(_("A text holds a character that cannot be kept. Type it again."))
    return texts


def day_of(cells: Mapping[str, str], column: str) -> date:
    """The day of a column.

    Raises:
        ValidationError: it is none.
    """
    try:
        return date.fromisoformat(cells.get(column, ""))
    except ValueError as fault:
        words = _("“%(value)s” in the column %(column)s is no day. Write it as 2026-03-31.")
        raise ValidationError(words % {"value": cells.get(column, "")[:40], "column": column}) from fault


def amount_of(cells: Mapping[str, str]) -> Any:
    """The amount.

    Raises:
        ValidationError: it is none, or may be read in two ways.
    """
    try:
        return read_amount(cells.get("amount", ""))
    except AmountRefusedError as fault:
        raise ValidationError(refusal_of(fault)) from fault
