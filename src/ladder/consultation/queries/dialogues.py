"""What pages read of online dialogues: when, in which languages, how full; never who registered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils import timezone

from ladder.audit.models import Entry
from ladder.consultation.dialogue_words import name_of_place
from ladder.consultation.models import (
    AgendaItem,
    Contribution,
    Gathering,
    Interpretation,
    Moderation,
    Registration,
    Round,
)
from ladder.consultation.tongues import name_of
from ladder.consultation.wording import read, say
from ladder.core.consultation.queue import Limits, Queued, band_of, has_room
from ladder.core.consultation.times import LocalTime, local_times
from ladder.packfiles.model import Reading

CHANGES = ("consultation.dialogue_changed", "consultation.dialogue_cancelled")


@dataclass(frozen=True, slots=True)
class ClockRow:
    """When it is at one place, as the clock there shows it: without a zone, so that no page converts it again."""

    place: str
    offset: str
    starts: datetime
    ends: datetime | None
    ends_later: bool


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A language to listen to: whether there is room, and roughly how many have a place."""

    code: str
    name: str
    has_room: bool
    band: tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class DialogueCard:
    """A dialogue in a list."""

    row: Gathering
    title: Reading
    clocks: tuple[ClockRow, ...]
    languages: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One point of an agenda."""

    title: Reading
    minutes: int
    item: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question for the hosts: its words, and what they did with it."""

    row: Contribution
    language: str
    state: str


def list_dialogues(round_: Round) -> QuerySet[Gathering]:
    """The online dialogues of a round, the next first; those called off stay in the list."""
    rows = Gathering.objects.filter(round=round_, kind=Gathering.Kind.DIALOGUE, starts_at__isnull=False)
    return rows.prefetch_related("interpretations").order_by("starts_at", "id")


def show_dialogue(row: Gathering, zone: str = "", now: datetime | None = None) -> DialogueCard:
    """A dialogue as it is shown; interpretations are to be prefetched for lists."""
    times = local_times(row.starts_at, row.ends_at, zone) if row.starts_at else ()
    clocks = tuple(clock_of(one) for one in times)
    names = tuple(name_of(code) for code in channels_of(row))
    return DialogueCard(row, read(row.titles), clocks, names, state_of(row, now or timezone.now()))


def clock_of(time: LocalTime) -> ClockRow:
    """The time at one place as pages show it."""
    ends = time.ends.replace(tzinfo=None) if time.ends else None
    return ClockRow(name_of_place(time.key), time.offset, time.starts.replace(tzinfo=None), ends, time.ends_later)


def state_of(row: Gathering, now: datetime) -> str:
    """Where a dialogue stands: cancelled, over, or to come (which includes going on)."""
    if row.status == Gathering.Status.CANCELLED:
        return "cancelled"
    ends_at = row.ends_at or row.starts_at
    return "over" if ends_at is not None and ends_at < now else "to_come"


def channels_of(row: Gathering) -> tuple[str, ...]:
    """The languages that can be listened to: those of the floor, then those that are interpreted into."""
    into = [one.to_language for one in row.interpretations.all()]
    return tuple(dict.fromkeys([*row.languages, *into]))


def limits_of(row: Gathering) -> Limits:
    """How many may take part. Where a language is interpreted into from several, the smallest number counts."""
    channels: dict[str, int | None] = {}
    for one in row.interpretations.all():
        known = channels.get(one.to_language)
        numbers = [number for number in (known, one.places) if number is not None]
        channels[one.to_language] = min(numbers) if numbers else None
    return Limits(row.capacity, channels)


def queue_of(row: Gathering) -> list[Queued]:
    """Everybody who has a place or waits, in order of coming."""
    rows = row.registrations.exclude(state=Registration.State.CANCELLED).order_by("place_in_queue")
    return [
        Queued(key, channel, state == Registration.State.REGISTERED)
        for key, channel, state in rows.values_list("pk", "language_heard", "state")
    ]


def list_channels(row: Gathering) -> list[ChannelRow]:
    """Each language to listen to, how full it is in bands."""
    queue, limits = queue_of(row), limits_of(row)
    taken = Counter(one.channel for one in queue if one.has_place)
    return [
        ChannelRow(code, name_of(code), has_room(queue, limits, code), band_of(taken[code]))
        for code in channels_of(row)
    ]


def list_interpretations(row: Gathering) -> list[tuple[str, str, Interpretation]]:
    """What is interpreted from which language into which, with the names of both."""
    return [(name_of(one.from_language), name_of(one.to_language), one) for one in row.interpretations.all()]


def list_agenda(row: Gathering, titles: dict[str, Reading]) -> list[AgendaLine]:
    """The points of the agenda; one about a requirement shows its title where it has none of its own."""
    points: Iterable[AgendaItem] = row.agenda.select_related("item")
    return [
        AgendaLine(
            title=read(point.titles) if point.titles else titles.get(point.item.key if point.item else "", read({})),
            minutes=point.minutes,
            item=point.item.key if point.item else "",
        )
        for point in points
    ]


def count_changes(row: Gathering) -> tuple[int, datetime]:
    """How often a dialogue was changed since it was announced, and when it was last: for calendars."""
    found = Entry.objects.filter(target=f"gathering:{row.public_id}", action__in=CHANGES)
    last = found.aggregate(Max("at"))["at__max"]
    return found.count(), last or row.created_at


def list_taken_up(row: Gathering) -> list[Contribution]:
    """Questions that the hosts took up or answered and that may be quoted: what everybody sees."""
    states = (Moderation.State.TAKEN_UP, Moderation.State.ANSWERED)
    rows = Contribution.objects.filter(gathering=row, kind=Contribution.Kind.QUESTION)
    rows = rows.filter(consent__in=Contribution.Consent.quotable())
    return list(rows.filter(moderation__state__in=states).select_related("moderation").order_by("pk"))


def list_questions(row: Gathering, state: str = "") -> QuerySet[Contribution]:
    """Every question for the hosts, in no order of coming; `state` "new" means that nobody decided yet."""
    rows = Contribution.objects.filter(gathering=row, kind=Contribution.Kind.QUESTION).select_related("moderation")
    if state == "new":
        rows = rows.filter(moderation=None)
    elif state:
        rows = rows.filter(moderation__state=state)
    return rows.order_by("pk")


def find_question(row: Gathering, number: UUID) -> Contribution | None:
    """A question for the hosts of a dialogue."""
    return list_questions(row).filter(number=number).first()


def show_questions(rows: Iterable[Contribution]) -> list[QuestionRow]:
    """Questions as hosts see them."""
    return [
        QuestionRow(row, name_of(row.language), row.moderation.state if hasattr(row, "moderation") else "new")
        for row in rows
    ]


def count_registrations(row: Gathering) -> list[tuple[str, str, int, int]]:
    """For the hosts: by channel, its code, name, how many have a place and how many wait."""
    queue = queue_of(row)
    placed = Counter(one.channel for one in queue if one.has_place)
    waiting = Counter(one.channel for one in queue if not one.has_place)
    return [(code, name_of(code), placed[code], waiting[code]) for code in channels_of(row)]


def list_needs(row: Gathering) -> list[str]:
    """What people need in order to take part, in alphabetical order: not in the order of coming, and without groups."""
    rows = row.registrations.filter(state=Registration.State.REGISTERED).exclude(access_needs="")
    return sorted(rows.values_list("access_needs", flat=True))


def group_choices(round_: Round) -> list[tuple[str, str]]:
    """The groups of a round by key, for a form."""
    return [(row.group.key, say(row.group.names)) for row in round_.groups.select_related("group")]
