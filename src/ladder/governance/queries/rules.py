"""The rules of a body on a day: as rows with number and hash, and as the core reads them."""

from collections.abc import Mapping
from datetime import date

from ladder.core.governance.composition import Rule, read_rules
from ladder.core.governance.deciding import DecidingRules
from ladder.governance.models import Body, RuleSet

DECIDING, COMPOSITION, CONSULTATION = RuleSet.Kind


def rule_set_in_force(body: Body, kind: str, on: date) -> RuleSet | None:
    """The rules of a kind that hold for a body on a day; None where it has none yet."""
    rows = RuleSet.objects.filter(body=body, kind=kind, in_force_from__lte=on)
    return rows.select_related("decision__body").order_by("-in_force_from", "-number").first()


def deciding_rules(body: Body, on: date) -> DecidingRules:
    """How a body decides on a day.

    Raises:
        LookupError: it has no such rules on that day.
    """
    found = rule_set_in_force(body, DECIDING, on)
    if found is None:
        raise LookupError(f"{body} has no rules of deciding on {on}.")
    return DecidingRules.read(found.content)


def composition_rules(body: Body, on: date) -> tuple[Rule, ...]:
    """How a body must be composed on a day; none where it has no such rules."""
    found = rule_set_in_force(body, COMPOSITION, on)
    return read_rules(found.content["rules"]) if found else ()


def consultation_rules(on: date) -> Mapping[str, object] | None:
    """The thresholds that new rounds start with, where a decision set any; the last one holds."""
    rows = RuleSet.objects.filter(kind=CONSULTATION, in_force_from__lte=on)
    found = rows.order_by("-in_force_from", "-pk").first()
    return found.content if found else None


def rule_sets_of(body: Body) -> list[RuleSet]:
    """Every set of rules that a body ever had, the newest first."""
    rows = RuleSet.objects.filter(body=body).select_related("decision__body")
    return list(rows.order_by("kind", "-number"))
