"""Plans gatherings: what, where, when, who records, what is on the agenda, which groups are expected."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.models import Gathering, Round, RoundGroup
from ladder.consultation.services.agendas import AgendaPoint, items_of, store_agenda
from ladder.consultation.services.refusals import refuse_all

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GatheringPlan:
    """What a gathering is planned as. Places are towns and provinces, never addresses; days, never hours."""

    kind: str
    titles: Texts
    held_on: date
    languages: tuple[str, ...]
    province: str = ""
    place: str = ""
    descriptions: Texts = field(default_factory=dict)
    facilitators: tuple[User, ...] = ()
    groups: tuple[RoundGroup, ...] = ()
    agenda: tuple[AgendaPoint, ...] = ()

    def stored(self) -> dict[str, object]:
        """The fields of the row."""
        return {
            "kind": self.kind, "titles": dict(self.titles), "held_on": self.held_on, "languages": list(self.languages),
            "province": self.province, "place": self.place, "descriptions": dict(self.descriptions),
        }  # fmt: skip


@transaction.atomic
def plan_gathering(*, in_round: Round, plan: GatheringPlan, actor: User | None) -> Gathering:
    """Plan a gathering of a round.

    Raises:
        ValidationError: with every fault, each under its field.
    """
    refuse_all(faults_of(plan, in_round))
    gathering = Gathering.objects.create(round=in_round, created_at=timezone.now(), **plan.stored())
    arrange(gathering, plan)
    note(gathering, plan, actor, "gathering_planned")
    return gathering


@transaction.atomic
def change_gathering(*, gathering: Gathering, plan: GatheringPlan, actor: User | None) -> Gathering:
    """Change a plan. Once something was recorded, its kind stays: the records came through that channel.

    Raises:
        ValidationError: with every fault, each under its field.
    """
    locked = Gathering.objects.select_for_update(of=("self",)).select_related("round").get(pk=gathering.pk)
    refuse_all(faults_of(plan, locked.round))
    if plan.kind != locked.kind and locked.device_records.exists():
        raise ValidationError({"kind": _("Something was recorded already. The kind can no longer change.")})
    for name, value in plan.stored().items():
        setattr(locked, name, value)
    locked.save()
    arrange(locked, plan)
    note(locked, plan, actor, "gathering_changed")
    return locked


@transaction.atomic
def cancel_gathering(*, gathering: Gathering, actor: User | None) -> None:
    """Call off a gathering of which nothing was recorded.

    Raises:
        ValidationError: something was recorded: it took place.
    """
    locked = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if locked.status != Gathering.Status.PLANNED:
        raise ValidationError(_("Only a gathering of which nothing was recorded can be called off."))
    locked.status = Gathering.Status.CANCELLED
    locked.save(update_fields=["status"])
    target = f"gathering:{locked.public_id}"
    audit.record(actor=actor, action="consultation.gathering_cancelled", target=target)


def arrange(gathering: Gathering, plan: GatheringPlan) -> None:
    """Who records, who is expected, and the agenda in its order."""
    gathering.facilitators.set(plan.facilitators)
    gathering.groups_expected.set(plan.groups)
    store_agenda(gathering, plan.agenda)


def faults_of(plan: GatheringPlan, in_round: Round) -> Iterator[tuple[str, str]]:
    """What is wrong with a plan by which nobody could record: field and sentence of each fault."""
    if plan.kind not in Gathering.Kind.values:
        yield "kind", _("Choose a kind of gathering.")
    if not any(text.strip() for text in plan.titles.values()):
        yield "titles", _("Give a title in at least one language.")
    if not plan.languages:
        yield "languages", _("Choose at least one language that is spoken.")
    if not plan.facilitators:
        yield "facilitators", _("Choose at least one person who records.")
    yield from faults_of_agenda(plan.agenda, in_round)


def faults_of_agenda(agenda: Sequence[AgendaPoint], in_round: Round) -> Iterator[tuple[str, str]]:
    """Requirements that the round does not ask about, and requirements that stand twice."""
    keys = [point.requirement for point in agenda if point.requirement]
    unknown = sorted(set(keys) - items_of(in_round, keys).keys())
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if unknown:
        yield "agenda", _("The round does not ask about %(keys)s.") % {"keys": ", ".join(unknown)}
    if twice:
        yield "agenda", _("%(keys)s stands twice on the agenda.") % {"keys": ", ".join(twice)}


def note(gathering: Gathering, plan: GatheringPlan, actor: User | None, what: str) -> None:
    """One entry in the log."""
    detail = {"kind": plan.kind, "held_on": plan.held_on, "points": len(plan.agenda), "groups": len(plan.groups),
              "facilitators": len(plan.facilitators)}  # fmt: skip
    audit.record(actor=actor, action=f"consultation.{what}", target=f"gathering:{gathering.public_id}", detail=detail)
