"""Words that a release may show: consented, at most a few a requirement, every group represented (rule R5).

Role, province, week and kind of gathering are left out where too few people share them (docs/methods/themes.md).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Sum

from ladder.consultation.models import Attendance, Contribution, Gathering, Participant, Round
from ladder.core.consultation.copies import Said, find_copies
from ladder.core.synthesis.evidence import GroupFrame
from ladder.core.synthesis.quotes import Candidate, choose_quotes
from ladder.core.synthesis.rules import Rules
from ladder.synthesis.queries.groups import Grouping, grouping_of
from ladder.synthesis.queries.remarks import spoken

MOST_A_REQUIREMENT = 6
WITH_ROLE = Contribution.Consent.QUOTE_WITH_ROLE
PARAPHRASE = Contribution.Consent.PARAPHRASE
OPEN_LINK = Contribution.Channel.OPEN_LINK
OF_ROOMS = (Contribution.Kind.QUOTE, Contribution.Kind.ROOM_NOTE)
COLUMNS = (
    "pk", "item__key", "text", "proposed", "language", "consent", "position", "group_id", "participant__group_id",
    "participant__province", "gathering__province", "gathering_id", "gathering__kind", "received_on",
    "gathering__held_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoken:
    """One contribution that may be shown, in the order of `COLUMNS`."""

    key: int
    item: str
    text: str
    proposed: str
    language: str
    consent: str
    position: str
    group: int | None
    own_group: int | None
    own_province: str | None
    room_province: str | None
    gathering: int | None
    gathering_kind: str | None
    received_on: date | None
    held_on: date | None

    @property
    def province(self) -> str:
        """Where it was said, as far as it was said."""
        return self.own_province or self.room_province or ""

    @property
    def week(self) -> str:
        """The ISO week in which it was said or came in; empty for what is kept without a day."""
        day = self.held_on or self.received_on
        return "{}-W{:02d}".format(*day.isocalendar()[:2]) if day else ""


@dataclass(frozen=True, slots=True)
class Sharing:
    """How many people share a group, a group and province, a province, or a room."""

    groups: Mapping[str, int]
    places: Mapping[tuple[str, str], int]
    provinces: Mapping[str, int]
    rooms: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Quotable:
    """Words as a release shows them. `proposed` is a wording that was proposed with them."""

    item: str
    text: str
    proposed: str
    language: str
    consent: str
    role: str
    province: str
    week: str
    gathering: str


def quotable_of(consultation: Round, frames: Iterable[GroupFrame], rules: Rules) -> tuple[Quotable, ...]:
    """The words to show of a round, by requirement; five queries."""
    grouping = grouping_of(consultation)
    sharing = sharing_of(consultation, grouping)
    needed = {one.key: rules.smallest_vulnerable_row if one.is_vulnerable else rules.smallest_row for one in frames}
    by_item: dict[str, list[Spoken]] = {}
    for row in read_spoken(consultation):
        by_item.setdefault(row.item, []).append(row)
    chosen = (row for rows in by_item.values() for row in choose(rows, grouping))
    return tuple(protected(row, grouping, sharing, needed, rules) for row in chosen)


def showable(consultation: Round) -> QuerySet[Contribution]:
    """Everything that its speaker allowed to be shown: quotes, and paraphrases of a room that were read back to it."""
    allowed = Q(consent__in=Contribution.Consent.quotable()) | Q(
        consent=PARAPHRASE, kind__in=OF_ROOMS, was_read_back=True, gathering__status=Gathering.Status.SEALED
    )
    rows = spoken(consultation).filter(allowed, item__isnull=False).exclude(channel=OPEN_LINK)
    return rows.exclude(participant__channel=OPEN_LINK)


def read_spoken(consultation: Round) -> list[Spoken]:
    """What may be shown, by requirement."""
    known = showable(consultation).order_by("item__position", "pk")
    return [Spoken(*row) for row in known.values_list(*COLUMNS)]


def choose(rows: list[Spoken], grouping: Grouping) -> list[Spoken]:
    """A few of the words on one requirement, copies of each other once, every group and stance represented."""
    by_key = {str(row.key): row for row in rows}
    copies = find_copies(Said(key, f"{row.text}\n{row.proposed}") for key, row in by_key.items())
    standing_for = {key: cluster.members for cluster in copies.clusters for key in sorted(cluster.members)[:1]}
    left_out = {key for cluster in copies.clusters for key in sorted(cluster.members)[1:]}
    candidates = [
        Candidate(key, f"{row.text}\n{row.proposed}", voters_of(standing_for.get(key, (key,)), by_key, grouping))
        for key, row in by_key.items()
        if key not in left_out
    ]
    return [by_key[one.key] for one in choose_quotes(candidates, MOST_A_REQUIREMENT)]


def voters_of(keys: Iterable[str], rows: Mapping[str, Spoken], grouping: Grouping) -> frozenset[str]:
    """For whom words speak: the groups of all who said them, and how these stood."""
    found: set[str] = set()
    for row in (rows[key] for key in keys):
        group = grouping.key_of(row.group or row.own_group) or "nobody"
        found |= {group, f"{group}:{row.position}"} if row.position else {group}
    return frozenset(found)


def protected(row: Spoken, grouping: Grouping, sharing: Sharing, needed: Mapping[str, int], rules: Rules) -> Quotable:
    """Words without anything that too few people share."""
    group = grouping.key_of(row.group or row.own_group)
    has_role = row.consent == WITH_ROLE and group and sharing.groups.get(group, 0) >= needed.get(group, 0)
    role = group if has_role else ""
    beside = sharing.places.get((group, row.province), 0) if role else sharing.provinces.get(row.province, 0)
    room = sharing.rooms.get(row.gathering or 0, 0)
    return Quotable(
        item=row.item,
        text=row.text,
        proposed=row.proposed,
        language=row.language,
        consent=row.consent,
        role=role,
        province=row.province if beside >= rules.smallest_vulnerable_row else "",
        week=row.week,
        gathering=(row.gathering_kind or "") if room >= rules.smallest_room_named else "",
    )


def sharing_of(consultation: Round, grouping: Grouping) -> Sharing:
    """How many people there are of each group and province, pseudonyms and people counted in rooms together."""
    places: Counter[tuple[str, str]] = Counter()
    rooms: Counter[int] = Counter()
    persons = Participant.objects.filter(round=consultation).exclude(channel=Participant.Channel.OPEN_LINK)
    for group, province in persons.values_list("group_id", "province"):
        places[grouping.key_of(group), province] += 1
    held = Attendance.objects.filter(gathering__round=consultation)
    for room, province, group, number in held.values_list("gathering_id", "gathering__province", "group_id").annotate(
        number=Sum(F("women") + F("men") + F("unsaid"))
    ):
        places[grouping.key_of(group), province] += number
        rooms[room] += number
    groups: Counter[str] = Counter()
    provinces: Counter[str] = Counter()
    for (group_key, province), number in places.items():
        groups[group_key] += number
        provinces[province] += number
    return Sharing(groups, places, provinces, rooms)
