"""Rows of a round as evidence for the core: who counts as one voice, in which group, and what is kept beside.

The newest position of a voice counts. Organisations answer as one voice each. Who came by the open link never enters
the weighing: their positions are counted apart (docs/methods/convergence.md). Six queries, whatever the size.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ladder.consultation.models import Contribution, Gathering, Round
from ladder.core.synthesis.evidence import AGREE, DISAGREE, ORGANISATION, PASS, PERSON, Answer, GroupFrame, Tally
from ladder.synthesis.queries.groups import Grouping, grouping_of

POSITION, OPEN_LINK = Contribution.Kind.POSITION, Contribution.Channel.OPEN_LINK
VOTES = {"as_written": AGREE, "with_change": AGREE, "cannot": DISAGREE, "unclear": PASS}
COLUMNS = (
    "participant_id", "participant__channel", "participant__speaks_for_organisation", "participant__organisation_id",
    "participant__group_id", "organisation_id", "group_id", "item__key", "position", "channel", "gathering_id",
    "recorded_by_id", "received_on", "number",
)  # fmt: skip
TALLY_COLUMNS = (
    "gathering_id", "recorded_by_id", "item__key", "tally__group_id", "tally__as_written", "tally__with_change",
    "tally__cannot", "tally__unclear", "tally__is_secret", "tally__has_counts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One position as it is stored, in the order of `COLUMNS`."""

    participant: int | None
    came_by: str | None
    speaks_for_organisation: bool | None
    own_organisation: int | None
    own_group: int | None
    organisation: int | None
    group: int | None
    item: str
    position: str
    channel: str
    gathering: int | None
    recorded_by: int | None
    received_on: date | None
    number: object

    @property
    def is_open(self) -> bool:
        """Whether it came by the open link."""
        return OPEN_LINK in {self.channel, self.came_by}

    @property
    def unit(self) -> str:
        """A person, or an organisation that answers as such."""
        is_organisation = self.speaks_for_organisation or (self.participant is None and self.organisation is not None)
        return ORGANISATION if is_organisation else PERSON

    @property
    def speaker(self) -> int | None:
        """The organisation that speaks, or that the person speaks from."""
        return self.organisation or self.own_organisation

    @property
    def voice(self) -> str:
        """One voice: an organisation with a name, a pseudonym, or a slip of paper that belongs to nobody."""
        if self.unit == ORGANISATION and self.speaker:
            return f"organisation:{self.speaker}"
        return str(self.participant) if self.participant is not None else f"slip:{self.number}"

    @property
    def age(self) -> tuple[date, str]:
        """What tells the newer of two, should one not name the other: the day, then the number."""
        return self.received_on or date.min, str(self.number)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that is weighed of a round, and what is only shown beside it.

    `beside` counts the open link by item and position word. `without_group` are positions of nobody's group: kept,
    weighed for no group. Two are equal when their digests are.
    """

    digest: str
    answers: tuple[Answer, ...] = field(compare=False)
    tallies: tuple[Tally, ...] = field(compare=False)
    groups: tuple[GroupFrame, ...] = field(compare=False)
    statements: tuple[str, ...] = field(compare=False)
    beside: Mapping[str, Mapping[str, int]] = field(compare=False, default_factory=dict)
    without_group: int = field(compare=False, default=0)


def evidence_of(consultation: Round) -> Evidence:
    """The evidence of a round as it stands now."""
    grouping = grouping_of(consultation)
    statements = tuple(consultation.items.order_by("position").values_list("key", flat=True))
    rows = settle(read_positions(consultation))
    weighed = [row for row in rows if not row.is_open]
    groups = groups_of(weighed)
    answers = tuple(answer_of(row, grouping.key_of(groups[row.voice])) for row in weighed if row.voice in groups)
    tallies = tuple(read_tallies(consultation, grouping, answers))
    return Evidence(
        digest=digest_of(answers, tallies, grouping.frames, statements),
        answers=answers,
        tallies=tallies,
        groups=grouping.frames,
        statements=statements,
        beside=count_beside(row for row in rows if row.is_open),
        without_group=sum(row.voice not in groups for row in weighed),
    )


def read_positions(consultation: Round) -> list[PositionRow]:
    """Every position of the round that no newer one replaces."""
    rows = Contribution.objects.filter(round=consultation, kind=POSITION, item__isnull=False, superseded_by=None)
    return [PositionRow(*row) for row in rows.values_list(*COLUMNS)]


def settle(rows: Iterable[PositionRow]) -> list[PositionRow]:
    """One position a voice and item: the newest."""
    newest: dict[tuple[str, str, bool], PositionRow] = {}
    for row in rows:
        key = (row.voice, row.item, row.is_open)
        if key not in newest or row.age > newest[key].age:
            newest[key] = row
    return [newest[key] for key in sorted(newest)]


def groups_of(rows: Iterable[PositionRow]) -> dict[str, int]:
    """The round's group of every voice that has one: its own, else the one of its newest position."""
    newest = sorted(rows, key=lambda row: (row.voice, row.own_group is not None, row.age))
    found = ((row.voice, row.own_group or row.group) for row in newest)
    return {voice: group for voice, group in found if group is not None}


def answer_of(row: PositionRow, group: str) -> Answer:
    """A position as the core counts it."""
    return Answer(
        participant=row.voice,
        group=group,
        statement=row.item,
        vote=VOTES[row.position],
        organisation=name_of(row.speaker),
        gathering=name_of(row.gathering),
        facilitator=name_of(row.recorded_by),
        channel=row.channel,
        with_change=row.position == Contribution.Position.WITH_CHANGE,
        unit=row.unit,
    )


def name_of(key: int | None) -> str:
    """A primary key as the core's text; empty for none."""
    return "" if key is None else str(key)


def read_tallies(consultation: Round, grouping: Grouping, answers: Iterable[Answer]) -> list[Tally]:
    """Hands and ballots of rooms whose record is sealed, less those who also answered for themselves."""
    rows = Contribution.objects.filter(round=consultation, kind=Contribution.Kind.TALLY, superseded_by=None)
    held = rows.filter(gathering__status=Gathering.Status.SEALED, item__isnull=False, tally__isnull=False)
    elsewhere = count_elsewhere(consultation, answers)
    return sorted((tally_of(row, grouping, elsewhere) for row in held.values_list(*TALLY_COLUMNS)), key=repr)


def tally_of(row: tuple[object, ...], grouping: Grouping, elsewhere: Mapping[tuple[str, str, str], int]) -> Tally:
    """One tally in the columns of `TALLY_COLUMNS`; where nobody counted, all its counts are zero."""
    gathering, recorded_by, item, group, as_written, with_change, cannot, unclear, is_secret, has_counts = row
    named = grouping.key_of(int(str(group))) if group is not None else ""
    counts = [int(str(each)) if has_counts else 0 for each in (as_written, with_change, cannot, unclear)]
    return Tally(
        gathering=str(gathering),
        group=named,
        statement=str(item),
        agree=counts[0] + counts[1],
        disagree=counts[2],
        passed=counts[3],
        is_secret=bool(is_secret),
        with_change=counts[1],
        facilitator="" if recorded_by is None else str(recorded_by),
        counted_elsewhere=elsewhere.get((str(gathering), named, str(item)), 0) if named else 0,
    )


def count_elsewhere(consultation: Round, answers: Iterable[Answer]) -> Counter[tuple[str, str, str]]:
    """By gathering, group and item: how many people known to have been there answered for themselves as well."""
    known = Contribution.objects.filter(round=consultation, participant__isnull=False, gathering__isnull=False)
    rooms: dict[str, set[str]] = {}
    for participant, gathering in known.values_list("participant_id", "gathering_id").distinct():
        rooms.setdefault(str(participant), set()).add(str(gathering))
    return Counter(
        (room, answer.group, answer.statement) for answer in answers for room in rooms.get(answer.participant, ())
    )


def count_beside(rows: Iterable[PositionRow]) -> dict[str, dict[str, int]]:
    """Positions of the open link by item and position word."""
    counts: dict[str, dict[str, int]] = {}
    for row in rows:
        item = counts.setdefault(row.item, dict.fromkeys(VOTES, 0))
        item[row.position] += 1
    return counts


def digest_of(
    answers: tuple[Answer, ...], tallies: tuple[Tally, ...], groups: tuple[GroupFrame, ...], statements: tuple[str, ...]
) -> str:
    """SHA-256 over all that is weighed, in the order in which `evidence_of` puts it."""
    written = repr((answers, tallies, groups, statements))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
