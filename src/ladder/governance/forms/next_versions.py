"""Forms of a version in the making: what it is called and when it holds, and where it is proposed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.catalogue.models import FrameworkVersion
from ladder.consultation.forms.fields import day_field, offer, offer_rows
from ladder.consultation.models import Round
from ladder.consultation.wording import say
from ladder.governance.forms.words import add_words, typed_words, words_in
from ladder.governance.models import Body, NextVersion
from ladder.governance.services.next_version import Terms

LONGEST_VERSION = 40
LONGEST_WORDS = 2000


class TermsForm(forms.Form):
    """Name and dates of the next version, and by language what holds during the transition."""

    version = forms.RegexField(
        label=_("Number of the next version"),
        regex=r"^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})(-[0-9A-Za-z.-]{1,20})?$",
        max_length=LONGEST_VERSION,
        help_text=_("Three numbers with dots, such as 1.2.0."),
        error_messages={"invalid": _("Write three numbers with dots, such as 1.2.0.")},
    )
    effective_from = day_field(
        _("In force from"), required=False, help_text=_("A version without this day cannot be published.")
    )
    transition_until = day_field(
        _("The earlier version is accepted until"),
        required=False,
        help_text=_(
            "The last day on which an assessment under the earlier version is accepted. Empty: no end is decided."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_words(self, "words", _("What holds until then"), longest=LONGEST_WORDS, rows=2)

    def terms(self) -> Terms:
        """What was typed."""
        found = self.cleaned_data
        return Terms(found["version"], found["effective_from"], found["transition_until"], words_in(self, "words"))


def typed(row: NextVersion) -> dict[str, Any]:
    """A version in the making as its form shows it."""
    return {
        "version": row.version,
        "effective_from": row.effective_from,
        "transition_until": row.transition_until,
        **typed_words(words=row.transition_words),
    }


class RoundsField(forms.ModelMultipleChoiceField[Round]):
    """Rounds, in the reader's language."""

    def label_from_instance(self, obj: Round) -> str:
        """Title and version."""
        return f"{say(obj.titles)} · {obj.version.version}"


class BeginForm(TermsForm):
    """The terms, with the version that changes and the rounds that are answered."""

    base = forms.ModelChoiceField(
        label=_("Version that changes"),
        queryset=FrameworkVersion.objects.none(),
        to_field_name="address",
        empty_label=None,
    )
    rounds = RoundsField(
        label=_("Closed rounds that it answers"),
        queryset=Round.objects.none(),
        to_field_name="address",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = ("base", "rounds")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = FrameworkVersion.objects.exclude(status=FrameworkVersion.Status.WITHDRAWN)
        offer_rows(self, "base", standing.order_by("-position"))
        closed = Round.objects.filter(status=Round.Status.CLOSED).select_related("version")
        offer_rows(self, "rounds", closed.order_by("-pk"))


class BodyForm(forms.Form):
    """At which body something is proposed."""

    body = forms.ChoiceField(label=_("Body that decides"))

    def __init__(self, *args: Any, bodies: list[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", [(body.address, say(body.names)) for body in bodies])
