"""Makes, changes and calls off online dialogues; those who wait move up when there is more room."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.models import Gathering, Interpretation, Round
from ladder.consultation.services.agendas import AgendaPoint, items_of, store_agenda
from ladder.consultation.services.refusals import refuse_all
from ladder.consultation.services.registrations import lock, move_up
from ladder.consultation.wording import trimmed

LONGEST_DIALOGUE_HOURS = 12
SECONDS_AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class ChannelPlan:
    """Interpretation from one language into another; `places` None means as many as come."""

    from_language: str
    to_language: str
    mode: str
    places: int | None = None
    backup: str = ""


@dataclass(frozen=True, slots=True)
class DialoguePlan:
    """An online dialogue as it is planned; moments are aware."""

    titles: Mapping[str, str]
    starts_at: datetime
    ends_at: datetime
    languages: tuple[str, ...]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    capacity: int | None = None
    join_address: str = ""
    phone_bridge: str = ""
    hosts: str = ""
    channels: tuple[ChannelPlan, ...] = ()
    agenda: tuple[AgendaPoint, ...] = ()
    facilitators: tuple[User, ...] = ()

    def stored(self) -> dict[str, object]:
        """The fields of the row."""
        return {
            "titles": trimmed(self.titles), "descriptions": trimmed(self.descriptions), "starts_at": self.starts_at,
            "ends_at": self.ends_at, "held_on": self.starts_at.astimezone(UTC).date(),
            "languages": list(self.languages), "capacity": self.capacity, "join_address": self.join_address,
            "phone_bridge": self.phone_bridge, "hosts": self.hosts,
        }  # fmt: skip


@transaction.atomic
def plan_dialogue(*, in_round: Round, plan: DialoguePlan, actor: User | None) -> Gathering:
    """Announce an online dialogue.

    Raises:
        ValidationError: with every fault of the plan, each under its field.
    """
    refuse_all(faults_of(plan, in_round))
    row = Gathering.objects.create(
        round=in_round, kind=Gathering.Kind.DIALOGUE, created_at=timezone.now(), **plan.stored()
    )
    arrange(row, plan)
    note(row, "dialogue_planned", actor, plan)
    return row


@transaction.atomic
def change_dialogue(*, gathering: Gathering, plan: DialoguePlan, actor: User | None) -> Gathering:
    """Change a dialogue. Nobody who has a place loses it; those who wait move up where there is more room.

    Raises:
        ValidationError: it was called off, or with every fault of the plan.
    """
    row = lock(gathering)
    if row.status == Gathering.Status.CANCELLED:
        raise ValidationError(_("This dialogue was called off. Announce a new one."))
    refuse_all(faults_of(plan, row.round))
    for name, value in plan.stored().items():
        setattr(row, name, value)
    row.save()
    row.interpretations.all().delete()
    arrange(row, plan)
    move_up(row)
    note(row, "dialogue_changed", actor, plan)
    return row


@transaction.atomic
def cancel_dialogue(*, gathering: Gathering, actor: User | None) -> None:
    """Call a dialogue off: it stays in the list, and calendars are told. A second time changes nothing."""
    row = lock(gathering)
    if row.status == Gathering.Status.CANCELLED:
        return
    row.status = Gathering.Status.CANCELLED
    row.save(update_fields=["status"])
    audit.record(actor=actor, action="consultation.dialogue_cancelled", target=f"gathering:{row.public_id}")


def faults_of(plan: DialoguePlan, round_: Round) -> Iterator[tuple[str, str]]:
    """Field and sentence of each fault."""
    if not trimmed(plan.titles):
        yield "titles", _("Give the dialogue a title in at least one language.")
    if not plan.languages:
        yield "languages", _("Choose at least one language that is spoken.")
    seconds = (plan.ends_at - plan.starts_at).total_seconds()
    if not 0 < seconds <= LONGEST_DIALOGUE_HOURS * SECONDS_AN_HOUR:
        yield "ends", _("The end must come after the beginning, and within twelve hours.")
    yield from faults_of_channels(plan)
    keys = {point.requirement for point in plan.agenda if point.requirement}
    for key in sorted(keys - items_of(round_, keys).keys()):
        yield "agenda", _("This round does not ask about %(key)s. Correct it on the agenda.") % {"key": key}


def faults_of_channels(plan: DialoguePlan) -> Iterator[tuple[str, str]]:
    """Interpretation that leads nowhere, or stands twice."""
    pairs = [(one.from_language, one.to_language) for one in plan.channels]
    for place, (source, target) in enumerate(pairs, 1):
        if source == target:
            yield "channels", _("Interpretation %(place)s: choose two different languages.") % {"place": place}
        elif pairs.index((source, target)) < place - 1:
            yield "channels", _("Interpretation %(place)s stands twice: remove one.") % {"place": place}


def arrange(row: Gathering, plan: DialoguePlan) -> None:
    """Store interpretation, agenda and hosts with an account."""
    row.facilitators.set(plan.facilitators)
    Interpretation.objects.bulk_create(
        Interpretation(
            gathering=row,
            from_language=one.from_language,
            to_language=one.to_language,
            mode=one.mode,
            places=one.places,
            backup=one.backup,
        )
        for one in plan.channels
    )
    store_agenda(row, plan.agenda)


def note(row: Gathering, act: str, actor: User | None, plan: DialoguePlan) -> None:
    """An entry in the log: numbers, no words."""
    detail = {"channels": len(plan.channels), "points": len(plan.agenda), "starts_at": plan.starts_at.isoformat()}
    audit.record(actor=actor, action=f"consultation.{act}", target=f"gathering:{row.public_id}", detail=detail)
