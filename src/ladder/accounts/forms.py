"""What the pages of accounts ask."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ladder.accounts.models import User, check_username
from ladder.accounts.tokens import LONGEST_DAYS, USUAL_DAYS


class SearchForm(forms.Form):
    """Part of a user name."""

    search = forms.CharField(label=_("User name"), max_length=64, required=False)


class AccountForm(forms.Form):
    """A new account."""

    username = forms.CharField(
        label=_("User name"),
        max_length=64,
        validators=[check_username],
        help_text=_("Small letters, digits and . _ @ + -"),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def clean_username(self) -> str:
        """A user name that nobody has."""
        username = str(self.cleaned_data["username"])
        if User.objects.filter(username=username).exists():
            raise ValidationError(_("This user name is taken. Choose another."))
        return username


class TokenForm(forms.Form):
    """A new token."""

    name = forms.CharField(label=_("What is it for?"), max_length=80)
    days = forms.IntegerField(label=_("Days until it ends"), min_value=1, max_value=LONGEST_DAYS, initial=USUAL_DAYS)
