"""The forms by which the secretariat decides on what was set aside."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.accounts.models import User
from ladder.field.services.senders import find_site
from ladder.registry.models import Site


class AcceptForm(forms.Form):
    """In whose name, of which site, and why."""

    speaker = forms.CharField(
        label=_("In whose name"), max_length=150,
        help_text=_("The user name of somebody who may hand in at this site: its findings are theirs."),
    )  # fmt: skip
    site = forms.CharField(label=_("Site"), max_length=80, help_text=_("Its code or its number."))
    reason = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea({"rows": 2}))

    def clean_speaker(self) -> User:
        """A person with an account."""
        found = User.objects.filter(username=self.cleaned_data["speaker"].strip(), is_active=True).first()
        if found is None:
            raise forms.ValidationError(gettext("Nobody has this user name."))
        return found

    def clean_site(self) -> Site:
        """A site that is known."""
        found = find_site(self.cleaned_data["site"].strip())
        if found is None:
            raise forms.ValidationError(gettext("No site has this code or number."))
        return found


class LeaveForm(forms.Form):
    """Why it stays aside for good."""

    reason = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea({"rows": 2}))
