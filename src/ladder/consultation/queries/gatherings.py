"""What pages read of gatherings: the list, what was received, what stands, and which groups still lack answers."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from ladder.accounts.models import User
from ladder.catalogue.queries import pack_of
from ladder.consultation import access
from ladder.consultation.device_bodies import BESIDE_THE_SEAL, COUNTS, SEAL
from ladder.consultation.models import Attendance, Contribution, DeviceRecord, Gathering, SideNote
from ladder.consultation.wording import say
from ladder.core.consultation.device_clock import is_clock_off
from ladder.webkit.languages import pack_language

Kind, State = Contribution.Kind, DeviceRecord.State
TO_SETTLE = Q(device_records__state__in=[State.CONFLICT, State.REFUSED])


@dataclass(frozen=True, slots=True)
class TallyLine:
    """One count of a room: of a group, or of a mixed room (`group` empty)."""

    group: str
    counts: tuple[int, ...]
    is_secret: bool
    has_counts: bool
    is_correction: bool

    @property
    def people(self) -> int:
        """How many were counted."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class ItemTallies:
    """Everything that a room showed on one requirement."""

    key: str
    title: str
    tallies: tuple[TallyLine, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A quote or a note as it stands."""

    number: Any
    kind: str
    text: str
    item: str
    group: str
    consent: str
    language: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A group, how many of it were there, and the requirements of the agenda on which it was not heard."""

    group: str
    people: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """What came from devices: how many records by kind and state, and how many clocks were off."""

    by_kind: Mapping[str, int]
    to_settle: int
    waiting: int
    clocks_off: int
    outside_seal: int


@dataclass(frozen=True, slots=True)
class Record:
    """The whole record of a gathering, as it stands."""

    attendance: tuple[Attendance, ...]
    items: tuple[ItemTallies, ...]
    words: tuple[Words, ...]
    people_alone: int
    positions: int
    gaps: tuple[Gap, ...]
    received: Received


def list_gatherings(user: User) -> QuerySet[Gathering]:
    """The gatherings this person sees, the newest first, with how much came and how much is to settle."""
    rows = access.visible_gatherings(user).select_related("round")
    counted = rows.annotate(
        received=Count("device_records", distinct=True), to_settle=Count("device_records", TO_SETTLE, distinct=True)
    )
    return counted.order_by("-held_on", "-id")


def side_notes_for(gathering: Gathering) -> QuerySet[SideNote]:
    """Notes left for this gathering, and those left for all facilitators of its round; in no order that tells."""
    rows = SideNote.objects.filter(Q(gathering=gathering) | Q(gathering=None), round=gathering.round_id)
    return rows.order_by("public_id")


def record_of(gathering: Gathering) -> Record:
    """The record of a gathering in seven queries, whatever its size."""
    groups = {row.pk: say(row.group.names) for row in gathering.round.groups.select_related("group")}
    attendance = tuple(gathering.attendance.select_related("group__group").order_by("group__position"))
    standing = list(
        Contribution.objects.filter(gathering=gathering, superseded_by=None)
        .exclude(channel=Contribution.Channel.PAPER)
        .select_related("tally", "item")
        .order_by("item__position", "number")
    )
    alone = [one for one in standing if one.kind == Kind.POSITION]
    return Record(
        attendance=attendance,
        items=tuple(tallies_by_item(gathering, standing, groups)),
        words=tuple(words_of(one, groups) for one in standing if one.kind in {Kind.QUOTE, Kind.ROOM_NOTE}),
        people_alone=len({one.participant_id for one in alone}),
        positions=len(alone),
        gaps=tuple(find_gaps(gathering, groups, attendance)),
        received=received_of(gathering),
    )


def tallies_by_item(
    gathering: Gathering, standing: Sequence[Contribution], groups: Mapping[int, str]
) -> list[ItemTallies]:
    """Counts under their requirement, in the round's order."""
    pack, language = pack_of(gathering.round.version), pack_language()
    lines: dict[str, list[TallyLine]] = defaultdict(list)
    for one in standing:
        if one.kind == Kind.TALLY and one.item is not None:
            counts = tuple(getattr(one.tally, name) for name in COUNTS)
            group = groups.get(one.tally.group_id or 0, "")
            line = TallyLine(group, counts, one.tally.is_secret, one.tally.has_counts, one.supersedes_id is not None)
            lines[one.item.key].append(line)
    return [
        ItemTallies(key, pack.say("requirements", key, "title", language), tuple(sorted(found, key=by_group)))
        for key, found in lines.items()
    ]


def by_group(line: TallyLine) -> tuple[bool, str]:
    """Groups by name, the mixed room last."""
    return not line.group, line.group


def words_of(one: Contribution, groups: Mapping[int, str]) -> Words:
    """A quote or a note."""
    return Words(
        number=one.number, kind=one.kind, text=one.text, item=one.item.key if one.item else "",
        group=groups.get(one.group_id or 0, ""), consent=one.get_consent_display(), language=one.language,
    )  # fmt: skip


def find_gaps(gathering: Gathering, groups: Mapping[int, str], attendance: Sequence[Attendance]) -> list[Gap]:
    """Groups that were expected or there, with what of the agenda they were not heard on."""
    agenda = list(gathering.agenda.filter(item__isnull=False).values_list("item__key", flat=True))
    expected = set(gathering.groups_expected.values_list("pk", flat=True))
    people = {row.group_id: row.women + row.men + row.unsaid for row in attendance}
    heard: dict[int, set[str]] = defaultdict(set)
    rows = Contribution.objects.filter(gathering=gathering, superseded_by=None, item__isnull=False)
    for key, of_tally, of_person in rows.values_list("item__key", "tally__group", "group"):
        heard[of_tally or of_person or 0].add(key)
    positions = rows.filter(kind=Kind.POSITION, participant__isnull=False)
    for key, group in positions.values_list("item__key", "participant__group"):
        heard[group or 0].add(key)
    return [
        Gap(groups[key], people.get(key, 0), tuple(item for item in agenda if item not in heard[key]))
        for key in groups
        if key in expected or people.get(key)
    ]


def received_of(gathering: Gathering) -> Received:
    """What came from devices."""
    rows = list(
        DeviceRecord.objects.filter(gathering=gathering).values_list(
            "kind", "state", "number", "device_on", "received_on"
        )
    )
    by_kind = Counter(kind for kind, _state, _number, _device_on, _received_on in rows)
    states = Counter(state for _kind, state, _number, _device_on, _received_on in rows)
    off = sum(is_clock_off(day, received) for _kind, _state, _number, day, received in rows)
    return Received(
        by_kind=dict(sorted(by_kind.items())),
        to_settle=states[State.CONFLICT] + states[State.REFUSED],
        waiting=states[State.WAITING],
        clocks_off=off,
        outside_seal=count_outside_seal(
            gathering, [(kind, state, str(number)) for kind, state, number, _d, _r in rows]
        ),
    )


def count_outside_seal(gathering: Gathering, rows: Sequence[tuple[str, str, str]]) -> int:
    """Records that count and were not read back: corrections after the seal, or another device's."""
    seal = DeviceRecord.objects.filter(gathering=gathering, kind=SEAL, state=State.APPLIED).first()
    if seal is None:
        return 0
    listed = {number for number, _digest in seal.body["records"]}
    beside = {SEAL, *BESIDE_THE_SEAL}
    return sum(state == State.APPLIED and kind not in beside and number not in listed for kind, state, number in rows)
