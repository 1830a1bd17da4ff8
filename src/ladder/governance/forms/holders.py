"""Forms for whoever holds a seat: seated, handed over, given up; and the interests that holders declare."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.accounts.models import User
from ladder.consultation.forms.fields import day_field, offer
from ladder.governance.forms.organisations import OrganisationField
from ladder.governance.forms.words import add_words, words_in
from ladder.governance.services.holding import LONGEST_NAME, TenurePlan

LONGEST_REASON = 500
LONGEST_TEXT = 2_000


class AccountField(forms.CharField):
    """An account by its user name; None where nothing is written."""

    def __init__(self, label: Any) -> None:
        help_text = _("The user name. Whoever holds a seat signs in with a second factor.")
        super().__init__(label=label, required=False, max_length=64, help_text=help_text)

    def clean(self, value: Any) -> User | None:
        """The account.

        Raises:
            ValidationError: there is none of this name.
        """
        name = super().clean(value)
        if not name:
            return None
        found = User.objects.filter(username=name).first()
        if found is None:
            raise forms.ValidationError(gettext("No account has this user name. Make it first, or leave this empty."))
        return found


class HolderForm(forms.Form):
    """Who is to hold a seat."""

    organisation = OrganisationField(_("For which organisation"))
    is_interim = forms.BooleanField(
        label=_("In the interim, until whom the seat is reserved for takes it: everybody will see this"), required=False
    )
    starts_on = day_field(_("From"))
    ends_on = day_field(_("Until"), required=False, help_text=_("The last day. Empty: until it is handed over."))
    holder = AccountField(_("Account of the holder"))
    holder_name = forms.CharField(
        label=_("Public name of the holder"), max_length=LONGEST_NAME, required=False,
        help_text=_("Only where the person agreed. Without it the organisation stands alone."),
    )  # fmt: skip
    alternate = AccountField(_("Account of the alternate"))
    alternate_name = forms.CharField(label=_("Public name of the alternate"), max_length=LONGEST_NAME, required=False)

    def plan(self) -> TenurePlan:
        """What was typed."""
        return TenurePlan(**{name: self.cleaned_data[name] for name in HolderForm.base_fields})


class HandOverForm(HolderForm):
    """Who holds a seat next; the present holder sits there until the day before."""

    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("Everybody reads it."),
    )  # fmt: skip


class ResignForm(forms.Form):
    """The last day of a tenure."""

    ends_on = day_field(_("Last day"))
    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("Everybody reads it."),
    )  # fmt: skip


class NameReservedForm(forms.Form):
    """Which organisation of the registry a seat is reserved for, that was reserved in words."""

    organisation = OrganisationField(_("The organisation that is meant"))


class InterestForm(forms.Form):
    """An interest of a seat in an open proposal, an organisation or a site."""

    about = forms.ChoiceField(label=_("In what"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "about", choices)
        add_words(self, "reasons", _("What the interest is"), longest=LONGEST_TEXT, rows=2)

    def reasons(self) -> dict[str, str]:
        """The reasons by language."""
        return words_in(self, "reasons")
