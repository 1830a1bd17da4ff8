"""Stores sets of rules, each with its number and hash; a set that stands is never altered."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.consultation.services.preparation import say_rule_fault as say_threshold_fault
from ladder.core.canonical import digest_of
from ladder.core.governance.composition import read_rules
from ladder.core.governance.deciding import DecidingRules
from ladder.core.governance.rule_values import RuleError
from ladder.core.synthesis.rules import Rules, RulesError
from ladder.governance.models import Body, Decision, RuleSet
from ladder.governance.rule_words import say_rule_fault
from ladder.governance.services.taken_effects import require_taken
from ladder.registry.models import StakeholderGroup

DECIDING, COMPOSITION, CONSULTATION = RuleSet.Kind
RULES = "rules"


@transaction.atomic
def set_rules(*, actor: User | None, body: Body, kind: str, content: Mapping[str, Any]) -> RuleSet:
    """Other rules for a body in preparation, in force from the day on which the first ones are.

    Raises:
        ValidationError: the body stands, or a rule is not possible.
    """
    row = Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    if row.state != Body.State.PREPARING:
        raise ValidationError(_("This body stands: its rules change by decision only."))
    first = row.rule_sets.filter(kind=kind).order_by("number").first()
    if first is None:
        raise ValidationError(_("A body in preparation has rules of deciding and of composition."))
    return store_rules(actor=actor, body=row, kind=kind, content=content, in_force_from=first.in_force_from)


def store_rules(
    *, actor: User | None, body: Body, kind: str, content: Mapping[str, Any], in_force_from: date,
    decision: Decision | None = None,
) -> RuleSet:  # fmt: skip
    """The next set of rules of a kind, inside the caller's transaction that holds the body.

    A body in preparation gets its rules without a decision; one that stands never.

    Raises:
        ValidationError: a rule is not possible, or the body stands and no effect of a decision sets this rule.
    """
    require_decided(body, kind, content, decision)
    settled = settle(body, kind, content)
    number = (body.rule_sets.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0) + 1
    made = RuleSet.objects.create(
        body=body, kind=kind, number=number, content=settled, digest=digest_of(settled), in_force_from=in_force_from,
        decision=decision, created_at=timezone.now(),
    )  # fmt: skip
    detail = {
        "kind": kind,
        "number": number,
        "digest": made.digest,
        "decision": str(decision.public_id) if decision else "",
    }
    record(actor=actor, action="governance.rules_set", target=f"body:{body.public_id}", detail=detail)
    return made


def require_decided(body: Body, kind: str, content: Mapping[str, Any], decision: Decision | None) -> None:
    """Refuse other rules for a body that stands, unless a decision sets them.

    Raises:
        ValidationError: no decision does, or its effect is not taken.
    """
    if decision is not None:
        require_taken(decision, "change_rules", f"body:{body.public_id}", {"kind": kind, "content": dict(content)})
    elif body.state != Body.State.PREPARING:
        raise ValidationError(_("This body stands: its rules change by decision only."))


def settle(body: Body, kind: str, content: object) -> dict[str, Any]:
    """The content as it is stored: every rule there is, checked.

    Raises:
        ValidationError: it is no document of this kind, or a rule in it is not possible.
    """
    if not isinstance(content, Mapping):
        raise ValidationError({RULES: _("Write names and numbers between curly brackets.")})
    try:
        if kind == DECIDING:
            return DecidingRules.read(content).as_document()
        if kind == COMPOSITION:
            return settle_composition(body, content)
        return dict(Rules.from_document(content).as_document())
    except RuleError as fault:
        raise ValidationError({RULES: say_rule_fault(fault)}) from fault
    except RulesError as fault:
        raise ValidationError({RULES: say_threshold_fault(fault)}) from fault


def settle_composition(body: Body, content: Mapping[str, Any]) -> dict[str, Any]:
    """Rules of composition, each about chambers and groups that there are.

    Raises:
        RuleError: a rule is not possible.
        ValidationError: a rule names a chamber or a group that there is not.
    """
    if set(content) != {RULES}:
        raise ValidationError({RULES: _("Write the rules of composition as a list under “rules”.")})
    rules = read_rules(content[RULES])
    groups = set(StakeholderGroup.objects.values_list("key", flat=True))
    chambers = set(body.chambers.values_list("key", flat=True))
    for rule in rules:
        named = {str(rule["group"])} if "group" in rule else set(rule.get("groups") or ())  # type: ignore[call-overload]
        if not named <= groups:
            raise ValidationError({RULES: _("A rule names a stakeholder group that the registry does not know.")})
        if "chamber" in rule and rule["chamber"] not in chambers:
            raise ValidationError({RULES: _("A rule names a chamber that this body does not have.")})
    return {RULES: [dict(rule) for rule in rules]}
