"""Forms of the stakeholder map and of the codes for its groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.consultation.forms.fields import offer
from ladder.consultation.models import Round, RoundGroup
from ladder.consultation.services.groups import MOST_EXPECTED, GroupPlan
from ladder.consultation.services.invitations import MOST_AT_ONCE
from ladder.consultation.wording import say
from ladder.registry.models import StakeholderGroup

LONGEST_WHY = 1_000


class GroupForm(forms.Form):
    """One group of the registry: whether it is part of the round, and what is expected of it."""

    key = forms.SlugField(widget=forms.HiddenInput)
    is_in = forms.BooleanField(label=_("Part of this round"), required=False)
    expected = forms.IntegerField(
        label=_("People expected to speak"), required=False, min_value=0, max_value=MOST_EXPECTED
    )
    is_vulnerable = forms.BooleanField(label=_("At risk: shown only from ten voices"), required=False)
    heard_with = forms.ChoiceField(label=_("Joined to another group"), required=False)
    why = forms.CharField(
        label=_("Why it must be heard, and how it is reached"),
        required=False,
        max_length=LONGEST_WHY,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = self["key"].value()
        self.name = names.get(str(key), str(key))
        others = [("", _("stands alone")), *((one, name) for one, name in names.items() if one != key)]
        offer(self, "heard_with", others)

    def plan(self) -> GroupPlan | None:
        """The plan of a group that is part of the round."""
        found = self.cleaned_data
        if not found.get("is_in"):
            return None
        expected = found.get("expected") or 0
        return GroupPlan(found["key"], expected, found["is_vulnerable"], found["why"], found["heard_with"])


GroupFormSet = forms.formset_factory(GroupForm, extra=0, max_num=100, absolute_max=100)


def list_group_names() -> dict[str, str]:
    """All groups of the registry by key, under their names in the reader's language."""
    return {group.key: say(group.names) for group in StakeholderGroup.objects.order_by("position")}


def typed_groups(round_: Round, names: dict[str, str]) -> list[dict[str, Any]]:
    """The map of a round as its forms show it: every group of the registry, those of the round filled in."""
    known = {row.group.key: row for row in round_.groups.select_related("group", "heard_with__group")}
    return [typed_group(known[key]) if key in known else {"key": key} for key in names]


def typed_group(row: RoundGroup) -> dict[str, Any]:
    """One group of the round."""
    return {
        "key": row.group.key,
        "is_in": True,
        "expected": row.expected or None,
        "is_vulnerable": row.is_vulnerable,
        "heard_with": row.heard_with.group.key if row.heard_with else "",
        "why": row.why,
    }


class InvitationForm(forms.Form):
    """How many codes for which group."""

    PAGE, TABLE = "page", "csv"
    group = forms.ChoiceField(label=_("Group"))
    number = forms.IntegerField(label=_("How many codes"), min_value=1, max_value=MOST_AT_ONCE)
    is_for_organisation = forms.BooleanField(
        label=_("For organisations that answer as such, counted apart from persons"), required=False
    )
    form = forms.ChoiceField(
        label=_("Shown once, as"),
        choices=[(PAGE, _("a list to print")), (TABLE, _("a CSV file"))],
        widget=forms.RadioSelect,
        initial=PAGE,
    )

    def __init__(self, *args: Any, groups: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "group", groups)
