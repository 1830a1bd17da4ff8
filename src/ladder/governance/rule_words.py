"""Says the rules of bodies in plain words, and what a composition lacks, with what is wanted and what was found."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ladder.consultation.wording import say
from ladder.core.governance.composition import Breach, Rule
from ladder.core.governance.deciding import CHAMBER_MAJORITY, DecidingRules
from ladder.core.governance.rule_values import RuleError
from ladder.governance.models import Body, Seat
from ladder.registry.models import Organisation, StakeholderGroup

Names = Mapping[str, str]
BREACHES: Mapping[str, Promise] = {
    "at_most_seats": gettext_lazy("Seats that take positions: at most %(wanted)s wanted, %(found)s found."),
    "at_least_seats": gettext_lazy("Seats that are held: at least %(wanted)s wanted, %(found)s found."),
    "at_least_of_group": gettext_lazy("Seats held by “%(about)s”: at least %(wanted)s wanted, %(found)s found."),
    "at_least_in_chamber": gettext_lazy(
        "Seats held in the chamber “%(about)s”: at least %(wanted)s wanted, %(found)s found."
    ),
    "at_most_of_organisation": gettext_lazy(
        "Seats held by one organisation: at most %(wanted)s wanted, %(found)s found for “%(about)s”."
    ),
    "longest_tenure_months": gettext_lazy(
        "Months for which a seat is held without a break: less than %(wanted)s wanted, %(found)s found for “%(about)s”."
    ),
    "led_by_groups": gettext_lazy("Seats held by %(about)s: at least %(wanted)s wanted, %(found)s found."),
}


def say_deciding(rules: DecidingRules) -> list[str]:
    """How a body decides, one sentence a rule."""
    return [
        _("Every chamber must be heard: at least %(share)s of its seats without a conflict, and at least %(least)s.")
        % {"share": say_share(rules.quorum_share), "least": rules.quorum_least},
        _("Consensus first: nobody objects, and every chamber supports the same option."),
        *say_fallback(rules),
        say_days(rules.open_days, _("A proposal stays open for at least %(days)s.")),
        say_days(rules.objection_days, _("What was decided waits for objections for %(days)s before it takes effect.")),
        say_days(rules.appeal_days, _("An appeal may come within %(days)s.")),
    ]


def say_fallback(rules: DecidingRules) -> list[str]:
    """What happens where there is no consensus."""
    if rules.fallback != CHAMBER_MAJORITY:
        return [_("Without consensus nothing is adopted.")]
    sentence = _(
        "Without consensus every objection is answered in writing; then an option is adopted that has more than "
        "%(share)s of the positions for or against it in each chamber. No chamber is outvoted."
    )
    return [sentence % {"share": say_share(rules.majority_share)}]


def say_days(number: int, sentence: str) -> str:
    """A sentence with a number of days."""
    return sentence % {"days": ngettext("%(number)s day", "%(number)s days", number) % {"number": number}}


def say_share(share: Fraction) -> str:
    """A share as it is spoken: a half, two thirds; others as a fraction."""
    spoken = {Fraction(1, 2): _("half"), Fraction(1, 3): _("one third"), Fraction(2, 3): _("two thirds"),
              Fraction(3, 4): _("three quarters"), Fraction(1): _("all")}  # fmt: skip
    return spoken.get(share, str(share))


def say_composition(rules: Iterable[Rule], chambers: Names) -> list[str]:
    """How a body must be composed, one sentence a rule; `chambers` holds names by key."""
    listed = list(rules)
    groups = group_names() if listed else {}
    return [say_rule(rule, chambers, groups) for rule in listed]


def say_rule(rule: Rule, chambers: Names, groups: Names) -> str:
    """One rule of composition as a sentence."""
    known: dict[str, Any] = {**rule}
    known["group"] = groups.get(str(rule.get("group")), rule.get("group"))
    known["chamber"] = chambers.get(str(rule.get("chamber")), rule.get("chamber"))
    if rule["kind"] == "led_by_groups":
        known["groups"] = _(", ").join(groups.get(key, key) for key in known["groups"])
        known["share"] = say_share(Fraction(str(rule["share"])))
    if "country" in rule:
        return _("Seats held by “%(group)s” of the country %(country)s: at least %(number)s.") % known
    return sentences()[str(rule["kind"])] % known


def sentences() -> Mapping[str, str]:
    """The sentence of each kind of rule, in the reader's language."""
    return {
        "at_most_seats": _("Seats that take positions: at most %(number)s."),
        "at_least_seats": _("Seats that are held: at least %(number)s."),
        "at_least_of_group": _("Seats held by “%(group)s”: at least %(number)s."),
        "at_least_in_chamber": _("Seats held in the chamber “%(chamber)s”: at least %(number)s."),
        "at_most_of_organisation": _("Seats held by one organisation: at most %(number)s."),
        "longest_tenure_months": _("Months for which a seat is held without a break: less than %(months)s."),
        "led_by_groups": _("Seats held by %(groups)s: at least %(share)s."),
    }


def say_breaches(breaches: Iterable[Breach], body: Body) -> list[str]:
    """What a composition lacks, one sentence a rule that is not kept."""
    found = list(breaches)
    return [say_breach(breach, name_of(breach, body)) for breach in found]


def say_breach(breach: Breach, about: str) -> str:
    """One rule that is not kept."""
    return str(BREACHES[breach.kind]) % {
        "about": about, "wanted": say_number(breach.wanted), "found": say_number(breach.found)
    }  # fmt: skip


def say_number(number: int | Fraction) -> str:
    """A whole number, or a share."""
    return say_share(number) if isinstance(number, Fraction) else str(number)


def name_of(breach: Breach, body: Body) -> str:
    """What a breach is about, by name: a group, a chamber, an organisation or a seat."""
    if breach.kind in {"at_least_of_group", "led_by_groups"}:
        groups = group_names()
        return _(", ").join(groups.get(key, key) for key in breach.about.split())
    if breach.kind == "at_least_in_chamber":
        return chamber_names(body).get(breach.about, breach.about)
    if breach.kind == "at_most_of_organisation":
        return Organisation.objects.get(pk=int(breach.about)).name
    if breach.kind == "longest_tenure_months":
        return say(Seat.objects.get(pk=int(breach.about)).names)
    return ""


def group_names() -> dict[str, str]:
    """Stakeholder groups by key, in the reader's language."""
    return {group.key: say(group.names) for group in StakeholderGroup.objects.all()}


def chamber_names(body: Body) -> dict[str, str]:
    """Chambers of a body by key, in the reader's language."""
    return {chamber.key: say(chamber.names) for chamber in body.chambers.all()}


def say_rule_fault(fault: RuleError) -> str:
    """The refusal of a rule in the reader's language."""
    sentence = _("The rule “%(key)s” is missing, not known, or its value is not possible. Correct it.")
    return sentence % {"key": fault.key}
