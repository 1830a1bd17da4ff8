"""What is asked on the pages of this room. Odd input is told in the page's own words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.assessment.incident_kinds import kind_names
from ladder.core.grievances.padding import MOST_BYTES
from ladder.core.grievances.releasing import WEEK
from ladder.grievances.choices import PROTECTION, RELEASE_WORDS, TOLD_KINDS
from ladder.grievances.models import Release
from ladder.registry.models import Site

ROOM_FOR_THE_REST = 1024  # place, kind and the names of parts, which are sealed with the text
ROWS = 8
TOO_LONG = _("This is too long. Send the first half, then the rest with your code.")


class TellForm(forms.Form):
    """What somebody tells: few words, a picture, a place in their own words."""

    kind = forms.ChoiceField(label=_("What happened?"), required=False, widget=forms.RadioSelect)
    site = forms.CharField(label=_("Where?"), required=False, max_length=200)
    text = forms.CharField(
        label=_("Tell us"),
        widget=forms.Textarea(attrs={"rows": ROWS, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write what happened, in your own words.")},
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["kind"].choices = list(TOLD_KINDS.items())  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def clean_text(self) -> str:
        """At most what can be sealed."""
        text = str(self.cleaned_data["text"])
        if len(text.encode()) > MOST_BYTES - ROOM_FOR_THE_REST:
            raise forms.ValidationError(TOO_LONG)
        return text


class AboutForm(forms.Form):
    """What a case is about, in keys, a day and a count."""

    site = forms.ModelChoiceField(label=_("Site"), queryset=Site.objects.none(), required=False)
    kind = forms.ChoiceField(label=_("What happened"), required=False)
    occurred_on = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only the week or the month is ever made known."),
    )  # fmt: skip
    is_urgent = forms.BooleanField(label=_("Lives are in danger now"), required=False)
    children = forms.IntegerField(
        label=_("Children concerned"), required=False, min_value=0,
        help_text=_("A number only. It stays in this case. Names are kept by the child protection service alone."),
    )  # fmt: skip

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["site"].queryset = Site.objects.only("pk", "name").order_by("name")  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "---------"), *kind_names().items()]  # type: ignore[attr-defined]


class ProposalForm(forms.Form):
    """What a release would say."""

    precision = forms.ChoiceField(label=_("How exact is the day"), choices=Release.Precision.choices, initial=WEEK)
    is_credible = forms.TypedChoiceField(
        label=_("How sure"), coerce=lambda value: value == "yes", initial="yes",
        choices=[("yes", _("Credible: the level follows")), ("no", _("Not sure yet: somebody must look first"))],
    )  # fmt: skip
    requirement = forms.CharField(
        label=_("Requirement"), required=False, max_length=80,
        help_text=_("Only where the kind of what happened names none, such as P4-L2-05."),
    )  # fmt: skip
    words = forms.MultipleChoiceField(
        label=_("Sentences"), required=False, choices=list(RELEASE_WORDS.items()), widget=forms.CheckboxSelectMultiple
    )
    protect_days = forms.TypedChoiceField(
        label=_("Wait to protect the source"), coerce=int, choices=list(PROTECTION.items()), initial=30,
        help_text=_("Up to two weeks by chance are added. Where lives are in danger nothing waits."),
    )  # fmt: skip


class PublicKeyForm(forms.Form):
    """A public key that the page made, in hexadecimal digits."""

    public_key = forms.RegexField(
        regex=r"^[0-9a-f]{64}$",
        label=_("Public key"),
        error_messages={"invalid": _("This is no key. Make one on this page.")},
    )
