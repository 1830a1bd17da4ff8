"""Forms of those who keep bodies: founding, words and powers, rules, seats."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.consultation.forms.fields import day_field, offer
from ladder.consultation.forms.rounds import RulesForm as JsonRulesForm
from ladder.consultation.wording import say
from ladder.core.governance.deciding import FALLBACKS
from ladder.core.registry.names import fold_name
from ladder.governance.forms.organisations import OrganisationField
from ladder.governance.forms.words import add_words, typed_words, words_in
from ladder.governance.models import Body, RuleSet
from ladder.governance.services.body_plans import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_SIGN,
    LONGEST_TEXT,
    BodyPlan,
    SeatPlan,
)
from ladder.governance.services.effects import list_handlers
from ladder.governance.services.presets import plan_preset
from ladder.registry.models import Site, StakeholderGroup

NOTHING = ("", "–")
SHARES = ("1/3", "1/2", "3/5", "2/3", "3/4", "1")
FALLBACK_WORDS = (_("An option with a majority in each chamber is adopted"), _("Nothing is adopted"))


class BodyWordsForm(forms.Form):
    """Names, purposes and powers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_words(self, "names", _("Name"), longest=LONGEST_NAME)
        add_words(self, "purposes", _("What it is for"), longest=LONGEST_TEXT, rows=3)
        self.fields["powers"] = forms.MultipleChoiceField(
            label=_("What its decisions may do"), required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(handler.kind, handler.name) for handler in list_handlers()],
        )  # fmt: skip


def typed_body(body: Body) -> dict[str, Any]:
    """A body as its form shows it."""
    words = typed_words(names=body.names, purposes=body.purposes)
    return {**words, "powers": body.powers}


class FoundForm(BodyWordsForm):
    """A new body, from the proposal for its kind."""

    address = forms.SlugField(
        label=_("Address"), max_length=LONGEST_ADDRESS,
        help_text=_("Short, without blanks: it becomes part of the web address."),
    )  # fmt: skip
    sign = forms.CharField(
        label=_("Sign"), max_length=LONGEST_SIGN, help_text=_("The number of each of its decisions begins with it.")
    )
    opens_on = day_field(_("Its seats open on"))

    def __init__(self, *args: Any, kind: str, on: date, **kwargs: Any) -> None:
        self.plan_of_kind = plan_preset(kind, address="", opens_on=on)
        start = self.plan_of_kind
        words = typed_words(names=start.names, purposes=start.purposes)
        initial = {**words, "powers": list(start.powers), "sign": start.sign, "opens_on": on}
        super().__init__(*args, initial=initial, **kwargs)
        if kind == Body.Kind.SITE:
            self.fields["site"] = forms.CharField(
                label=_("Site"), max_length=200, help_text=_("Its name or its code, as in the registry.")
            )
        if kind == Body.Kind.PARTNER:
            self.fields["organisation"] = OrganisationField(_("The organisation that is the partner"))
        self.order_fields(["site", "organisation", "address", "sign", "opens_on"])

    def clean_site(self) -> Site:
        """The site.

        Raises:
            ValidationError: there is none, or more than one, of this name.
        """
        text = self.cleaned_data["site"].strip()
        rows = Site.objects.filter(Q(code=text) | Q(name_folded=fold_name(text)))
        found = list(rows.only("public_id", "name", "name_folded")[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(gettext("Several sites have this name. Write the code of one."))
        raise forms.ValidationError(gettext("The registry has no site of this name or code."))

    def plan(self) -> BodyPlan:
        """The plan that was typed; chambers, seats and rules are those of the proposal until they are changed."""
        found, start = self.cleaned_data, self.plan_of_kind
        return BodyPlan(
            address=found["address"], kind=start.kind, sign=found["sign"], names=words_in(self, "names"),
            opens_on=found["opens_on"], purposes=words_in(self, "purposes"), powers=tuple(found["powers"]),
            chambers=start.chambers, seats=start.seats, deciding=start.deciding, composition=start.composition,
            site=found.get("site"), organisation=found.get("organisation"),
        )  # fmt: skip


class SeatForm(forms.Form):
    """A seat: names, chamber, and whom it is reserved for."""

    chamber = forms.ChoiceField(label=_("Chamber"), required=False)
    reserved_group = forms.ChoiceField(label=_("Reserved for a stakeholder group"), required=False)

    def __init__(self, *args: Any, chambers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "chamber", [("", gettext("None: an observer, who takes no position")), *chambers])
        groups = [(group.key, say(group.names)) for group in StakeholderGroup.objects.all()]
        offer(self, "reserved_group", [NOTHING, *groups])
        self.fields["reserved_for"] = OrganisationField(_("Reserved for an organisation"), required=False)
        add_words(self, "names", _("Name of the seat"), longest=LONGEST_NAME)
        add_words(
            self, "reserved_words", _("Reserved for, where the registry does not know it yet"), longest=LONGEST_NAME
        )

    def plan(self) -> SeatPlan:
        """The seat that was typed."""
        found = self.cleaned_data
        return SeatPlan(
            names=words_in(self, "names"), chamber=found["chamber"], reserved_for=found["reserved_for"],
            reserved_words=words_in(self, "reserved_words"), reserved_group=found["reserved_group"],
        )  # fmt: skip


class NewSeatForm(SeatForm):
    """A seat, and the day on which it opens."""

    opens_on = day_field(_("Opens on"))


class DecidingForm(forms.Form):
    """How a body decides."""

    quorum_share = forms.ChoiceField(
        label=_("Share of each chamber that must be heard"), choices=[(share, share) for share in SHARES]
    )
    quorum_least = forms.IntegerField(label=_("Seats of each chamber that must be heard at least"), min_value=1)
    majority_share = forms.ChoiceField(
        label=_("Share of each chamber that must be exceeded"), choices=[(share, share) for share in SHARES[1:-1]]
    )
    fallback = forms.ChoiceField(
        label=_("Without consensus"), choices=list(zip(FALLBACKS, FALLBACK_WORDS, strict=True))
    )
    open_days = forms.IntegerField(label=_("Days for which a proposal stays open at least"), min_value=0)
    objection_days = forms.IntegerField(label=_("Days for objections before it takes effect"), min_value=0)
    appeal_days = forms.IntegerField(label=_("Days in which an appeal may come"), min_value=0)

    def content(self) -> Mapping[str, Any]:
        """The rules as they are stored."""
        return dict(self.cleaned_data)


class DocumentForm(JsonRulesForm):
    """Rules as the document that is stored, for those who know the method."""

    def content(self) -> Mapping[str, Any]:
        """The rules as they are stored."""
        return dict(self.cleaned_data["rules"])


RulesForm = DecidingForm | DocumentForm


def rules_form(kind: str, sent: Any, content: Mapping[str, Any]) -> RulesForm:
    """The form for a kind of rules, with those that hold now."""
    if kind == RuleSet.Kind.DECIDING:
        return DecidingForm(sent, initial=dict(content))
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False)
    return DocumentForm(sent, initial={"rules": text})


class DecidingBodyField(forms.ModelChoiceField[Body]):
    """A body by its name."""

    def label_from_instance(self, obj: Body) -> str:
        """Its name in the reader's language."""
        return say(obj.names)
