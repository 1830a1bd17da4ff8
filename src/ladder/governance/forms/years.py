"""Forms of those who keep a year: work items, progress, budget lines, bookings, and where a document is proposed."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.consultation.forms.fields import day_field, offer
from ladder.consultation.wording import say
from ladder.core.canonical import digest_of
from ladder.core.governance.amounts import AmountRefusedError, read_amount, write_plainly
from ladder.governance.amount_words import refusal_of
from ladder.governance.forms.organisations import OrganisationField
from ladder.governance.forms.words import add_words, typed_words, words_in
from ladder.governance.models import Body, BudgetLine, Progress, WorkItem
from ladder.governance.queries.year_content import item_entry, line_entry
from ladder.governance.services.budget import LONGEST_REFERENCE, LinePlan
from ladder.governance.services.work_items import ItemPlan
from ladder.governance.services.year_rules import LONGEST_TEXT, LONGEST_TITLE
from ladder.packfiles.archive import in_megabytes

CURRENCIES = ("USD", "CDF", "EUR", "CNY", "GBP", "CHF", "JPY", "ZAR", "ZMW", "TZS", "KES", "RWF", "UGX")
LARGEST_BYTES = 5_000_000


class AmountField(forms.CharField):
    """An amount of money, as people of any of our languages write it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=40, widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}), **kwargs
        )

    def clean(self, value: Any) -> Any:
        """The amount.

        Raises:
            ValidationError: it is none, or may be read in two ways.
        """
        text = super().clean(value)
        try:
            return read_amount(text)
        except AmountRefusedError as fault:
            raise forms.ValidationError(refusal_of(fault)) from fault


class WorkItemField(forms.ModelChoiceField[WorkItem]):
    """A work item of the year, in the reader's language."""

    def label_from_instance(self, obj: WorkItem) -> str:
        """The item's title."""
        return say(obj.titles)


class ItemForm(forms.Form):
    """A work item."""

    starts_on = day_field(_("From"))
    ends_on = day_field(_("Until"))
    responsible = OrganisationField(_("Responsible organisation"), required=False, empty_label=_("not named"))
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_words(self, "titles", gettext("What is done"), longest=LONGEST_TITLE)
        add_words(self, "measures", gettext("By what it is seen to be done"), longest=LONGEST_TEXT, rows=2)
        self.order_fields([name for name in self.fields if name.startswith("titles_")])

    def plan(self) -> ItemPlan:
        """The plan that was typed."""
        found = self.cleaned_data
        return ItemPlan(
            titles=words_in(self, "titles"),
            starts_on=found["starts_on"],
            ends_on=found["ends_on"],
            measures=words_in(self, "measures"),
            responsible=found["responsible"],
        )


def typed_item(row: WorkItem) -> dict[str, Any]:
    """A work item as its form shows it, with the digest of what is shown."""
    return {
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "responsible": row.responsible.public_id if row.responsible else None,
        "seen": digest_of(item_entry(row)),
        **typed_words(titles=row.titles, measures=row.measures),
    }


class ProgressForm(forms.Form):
    """How far a work item came."""

    state = forms.ChoiceField(label=_("How far"), choices=Progress.State.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_words(self, "texts", gettext("What happened, for everybody to read"), longest=LONGEST_TEXT, rows=2)


class LineForm(forms.Form):
    """A budget line."""

    kind = forms.ChoiceField(label=_("Side"), choices=BudgetLine.Kind.choices, widget=forms.RadioSelect)
    amount = AmountField(label=_("Amount planned"))
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in CURRENCIES])
    item = WorkItemField(
        label=_("Work item that it pays for"),
        queryset=WorkItem.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("none of them"),
    )
    party = OrganisationField(_("Comes from or goes to"), required=False, empty_label=_("not named"))
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, body: Body, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_words(self, "titles", gettext("For what"), longest=LONGEST_TITLE)
        self.order_fields(["kind", *(name for name in self.fields if name.startswith("titles_"))])
        field = self.fields["item"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = WorkItem.objects.filter(body=body, year=year).order_by("position", "id")
        known = str(self.initial.get("currency", ""))
        if known and known not in CURRENCIES:
            offer(self, "currency", [(known, known), *((code, code) for code in CURRENCIES)])

    def plan(self) -> LinePlan:
        """The plan that was typed."""
        found = self.cleaned_data
        return LinePlan(
            kind=found["kind"],
            titles=words_in(self, "titles"),
            amount=found["amount"],
            currency=found["currency"],
            item=found["item"],
            party=found["party"],
        )


def typed_line(row: BudgetLine) -> dict[str, Any]:
    """A budget line as its form shows it, with the digest of what is shown."""
    return {
        "kind": row.kind,
        "amount": typed_amount(row.amount),
        "currency": row.currency,
        "item": row.item.public_id if row.item else None,
        "party": row.party.public_id if row.party else None,
        "seen": digest_of(line_entry(row)),
        **typed_words(titles=row.titles),
    }


def typed_amount(amount: Decimal) -> str:
    """An amount that reads back as itself in every language."""
    return write_plainly(amount)


class BookingForm(forms.Form):
    """What came in or was spent."""

    amount = AmountField(label=_("Amount"))
    booked_on = day_field(_("Booked on"))
    reference = forms.CharField(label=_("Voucher or transfer"), max_length=LONGEST_REFERENCE)


class CorrectionForm(forms.Form):
    """Why a booking is taken back."""

    reference = forms.CharField(label=_("Why it is taken back"), max_length=LONGEST_REFERENCE)


class ApproverForm(forms.Form):
    """Which body is asked to approve."""

    body = forms.ChoiceField(label=_("Which body is asked"))

    def __init__(self, *args: Any, bodies: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {row.address: row for row in bodies}
        offer(self, "body", [(row.address, say(row.names)) for row in self.bodies.values()])

    def chosen(self) -> Body:
        """The body."""
        return self.bodies[self.cleaned_data["body"]]


class TablesForm(forms.Form):
    """A workbook or CSV with work and budget."""

    file = forms.FileField(
        label=_("Workbook (.xlsx) or table (.csv)"),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv"}),
        max_length=200,
    )

    def clean_file(self) -> Any:
        """A file that is small enough to be read.

        Raises:
            ValidationError: it is larger.
        """
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise forms.ValidationError(
                gettext("The file is larger than %(limit)s. Split it.") % {"limit": in_megabytes(LARGEST_BYTES)}
            )
        return file
