"""Makes, changes and calls off online dialogues; those who wait move up when there is more room."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.models import AgendaItem, Gathering, Interpretation, Round
from ladder.consultation.services.registrations import lock, move_up

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
class PointPlan:
    """One point of the agenda: its words by language, or the key of a requirement, or both."""

    titles: Mapping[str, str]
    minutes: int = 0
    requirement: str = ""


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
    agenda: tuple[PointPlan, ...] = ()
    facilitators: tuple[User, ...] = ()

    def stored(self) -> dict[str, object]:
        """The fields of the row."""
        return {
            "titles": filled(self.titles), "descriptions": filled(self.descriptions), "starts_at": self.starts_at,
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
    check(plan, in_round)
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
    check(plan, row.round)
    for name, value in plan.stored().items():
        setattr(row, name, value)
    row.save()
    row.agenda.all().delete()
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


def check(plan: DialoguePlan, round_: Round) -> None:
    """Raise every fault of a plan, each under its field."""
    faults: dict[str, list[str]] = {}
    for name, sentence in faults_of(plan, round_):
        faults.setdefault(name, []).append(sentence)
    if faults:
        raise ValidationError(faults)


def faults_of(plan: DialoguePlan, round_: Round) -> Iterator[tuple[str, str]]:
    """Field and sentence of each fault."""
    if not filled(plan.titles):
        yield "titles", _("Give the dialogue a title in at least one language.")
    if not plan.languages:
        yield "languages", _("Choose at least one language that is spoken.")
    seconds = (plan.ends_at - plan.starts_at).total_seconds()
    if not 0 < seconds <= LONGEST_DIALOGUE_HOURS * SECONDS_AN_HOUR:
        yield "ends", _("The end must come after the beginning, and within twelve hours.")
    yield from faults_of_channels(plan)
    keys = {point.requirement for point in plan.agenda if point.requirement}
    for key in sorted(keys - set(round_.items.filter(key__in=keys).values_list("key", flat=True))):
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


def store_agenda(row: Gathering, points: Sequence[PointPlan]) -> None:
    """The points of the agenda in their order."""
    items = {one.key: one for one in row.round.items.filter(key__in=[point.requirement for point in points])}
    AgendaItem.objects.bulk_create(
        AgendaItem(
            gathering=row,
            position=place,
            minutes=point.minutes,
            titles=filled(point.titles),
            item=items.get(point.requirement),
        )
        for place, point in enumerate(points, 1)
    )


def filled(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that say something."""
    return {code: text.strip() for code, text in texts.items() if text.strip()}


def note(row: Gathering, act: str, actor: User | None, plan: DialoguePlan) -> None:
    """An entry in the log: numbers, no words."""
    detail = {"channels": len(plan.channels), "points": len(plan.agenda), "starts_at": plan.starts_at.isoformat()}
    audit.record(actor=actor, action=f"consultation.{act}", target=f"gathering:{row.public_id}", detail=detail)
