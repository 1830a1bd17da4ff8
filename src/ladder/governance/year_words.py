"""Says in the reader's language what differs between an approved entry and today's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.consultation.wording import say
from ladder.governance.models import BudgetLine
from ladder.governance.money import write_money
from ladder.governance.queries.year_differences import Difference

FIELD_WORDS: dict[str, str | Promise] = {
    "titles": gettext_lazy("Title"),
    "measures": gettext_lazy("By what it is seen to be done"),
    "responsible": gettext_lazy("Responsible organisation"),
    "starts_on": gettext_lazy("From"),
    "ends_on": gettext_lazy("Until"),
    "kind": gettext_lazy("Side"),
    "item": gettext_lazy("Work item"),
    "party": gettext_lazy("Comes from or goes to"),
    "amount": gettext_lazy("Amount planned"),
    "currency": gettext_lazy("Currency"),
}
DAYS = ("starts_on", "ends_on")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs: its name, what was approved, and what stands there now."""

    name: str
    before: str
    now: str


def changes_of(difference: Difference) -> list[FieldChange]:
    """Every field that differs; nothing for entries that were added or removed."""
    before, now = difference.before, difference.now
    if before is None or now is None:
        return []
    return [
        FieldChange(str(FIELD_WORDS.get(field, field)), words_of(field, before), words_of(field, now))
        for field in difference.fields
    ]


def words_of(field: str, entry: Mapping[str, Any]) -> str:
    """The value of a field as a reader takes it."""
    value = entry.get(field)
    if value is None or value == {}:
        return _("none")
    if field == "amount":
        return write_money(value, entry["currency"])
    if field in DAYS:
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    if field == "kind":
        return str(BudgetLine.Kind(value).label)
    return words_of_name(value)


def words_of_name(value: Any) -> str:
    """Texts by language, what has a name or titles of its own, or a plain word."""
    if isinstance(value, Mapping):
        return str(value["name"]) if "name" in value else say(value.get("titles", value))
    return str(value)
