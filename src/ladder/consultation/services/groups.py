"""The stakeholder map of a round: who should be heard, fixed when the round opens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.consultation.models import Round, RoundGroup
from ladder.consultation.services.rounds import lock, note, require_draft
from ladder.consultation.wording import say
from ladder.registry.models import StakeholderGroup

MOST_EXPECTED = 1_000_000


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """One group of the map by the registry's key; `heard_with` names the group that a small one is joined to."""

    key: str
    expected: int
    is_vulnerable: bool = False
    why: str = ""
    heard_with: str = ""


@transaction.atomic
def set_groups(*, actor: User | None, round_: Round, plans: Sequence[GroupPlan]) -> list[RoundGroup]:
    """Make these the groups of a round in preparation; groups that are not named leave the map.

    Raises:
        ValidationError: the round has opened, or with every fault of the map.
    """
    row = lock(round_)
    require_draft(row)
    known = {group.key: group for group in StakeholderGroup.objects.filter(key__in=[plan.key for plan in plans])}
    faults = list(faults_of_map(plans, known))
    if faults:
        raise ValidationError(faults)
    store_map(row, plans, known)
    joined = sum(plan.heard_with != "" for plan in plans)
    note(actor, row, "groups_set", {"groups": len(plans), "joined": joined})
    return list(row.groups.select_related("group", "heard_with__group"))


def store_map(round_: Round, plans: Sequence[GroupPlan], known: dict[str, StakeholderGroup]) -> None:
    """Write the rows, first without and then with what they are joined to."""
    round_.groups.update(heard_with=None)
    round_.groups.exclude(group__in=known.values()).delete()
    rows = [
        RoundGroup(
            round=round_,
            group=known[plan.key],
            expected=plan.expected,
            is_vulnerable=plan.is_vulnerable,
            why=plan.why.strip(),
            position=known[plan.key].position,
        )
        for plan in plans
    ]
    RoundGroup.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["round", "group"],
        update_fields=["expected", "is_vulnerable", "why", "position"],
    )  # fmt: skip
    stored = {group.group.key: group for group in round_.groups.select_related("group")}
    for plan in plans:
        stored[plan.key].heard_with = stored[plan.heard_with] if plan.heard_with else None
    RoundGroup.objects.bulk_update(stored.values(), ["heard_with"])


def faults_of_map(plans: Sequence[GroupPlan], known: dict[str, StakeholderGroup]) -> Iterator[str]:
    """Unknown or doubled groups, impossible numbers, and joins in a circle or a chain."""
    keys = [plan.key for plan in plans]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield _("The group “%(group)s” stands twice. Keep one of them.") % {"group": key}
    joins = {plan.key: plan.heard_with for plan in plans if plan.heard_with}
    for plan in plans:
        if plan.key not in known:
            yield _("There is no group “%(group)s” in the registry.") % {"group": plan.key}
            continue
        name = {"group": say(known[plan.key].names)}
        if not 0 <= plan.expected <= MOST_EXPECTED:
            yield _("Write how many people of “%(group)s” are expected, as a whole number.") % name
        if plan.heard_with and plan.heard_with not in keys:
            yield _("“%(group)s” is joined to a group that is not in the round.") % name
        if plan.heard_with == plan.key or plan.heard_with in joins:
            yield _("“%(group)s” must be joined to a group that stands alone, not to itself or a joined one.") % name
