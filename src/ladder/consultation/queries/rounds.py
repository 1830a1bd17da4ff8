"""What pages and the API read of rounds: lists, the document by principle, events, invitations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from ladder.catalogue.queries import pack_of
from ladder.catalogue.queries.matrix import level_key, principle_key
from ladder.consultation.models import Round, RoundEvent, RoundGroup, RoundItem
from ladder.consultation.wording import read, say
from ladder.packfiles.model import Pack, Reading
from ladder.webkit.languages import pack_language

IN_PREPARATION, NOT_TAKING, TAKING, CLOSED = "draft", "over", "open", "closed"


@dataclass(frozen=True, slots=True)
class RoundCard:
    """A round in a list. `state` is draft, open, over (its last day has passed, not closed yet) or closed."""

    row: Round
    title: Reading
    overview: Reading
    state: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A requirement that the round asks about, by its plain title."""

    key: str
    title: Reading
    level: int


@dataclass(frozen=True, slots=True)
class LevelPart:
    """The requirements of one level."""

    rank: int
    name: Reading
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class PrinciplePart:
    """A principle with the requirements of the round, by level."""

    number: int
    name: Reading
    summary: Reading
    levels: tuple[LevelPart, ...]

    @property
    def count(self) -> int:
        """How many requirements stand under it."""
        return sum(len(level.items) for level in self.levels)


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """A group with its codes: out, used, and still unused."""

    group: RoundGroup
    name: str
    persons: int
    organisations: int
    used: int
    unused: int


def list_rounds(*, with_drafts: bool = False) -> QuerySet[Round]:
    """Rounds, the newest first."""
    rows = Round.objects.select_related("version")
    return rows if with_drafts else rows.exclude(status=Round.Status.DRAFT)


def show_round(row: Round, today: date) -> RoundCard:
    """A round as it is shown."""
    return RoundCard(row, read(row.titles), read(row.overviews), state_of(row, today))


def state_of(row: Round, today: date) -> str:
    """Where a round stands for somebody who wants to take part."""
    is_over = row.status == Round.Status.OPEN and not row.is_open_on(today)
    return NOT_TAKING if is_over else str(row.status)


def list_events(row: Round) -> list[RoundEvent]:
    """What happened to a round, in order."""
    return list(row.events.all())


def build_document(row: Round, language: str = "") -> list[PrinciplePart]:
    """The requirements of a round by principle and level, in the words of its version."""
    pack, spoken = pack_of(row.version), pack_language(language or None)
    items = list(row.items.all())
    numbers = sorted({item.principle for item in items})
    return [part_of(pack, number, [one for one in items if one.principle == number], spoken) for number in numbers]


def part_of(pack: Pack, number: int, items: list[RoundItem], language: str) -> PrinciplePart:
    """One principle."""
    key = principle_key(pack, number)
    return PrinciplePart(
        number=number,
        name=pack.read("principles", key, "name", language),
        summary=pack.read("principles", key, "summary", language),
        levels=tuple(
            level_of(pack, rank, [one for one in items if one.level == rank], language)
            for rank in sorted({one.level for one in items})
        ),
    )


def level_of(pack: Pack, rank: int, items: Iterable[RoundItem], language: str) -> LevelPart:
    """One level of a principle."""
    lines = (ItemLine(one.key, pack.read("requirements", one.key, "title", language), rank) for one in items)
    return LevelPart(rank, pack.read("levels", level_key(pack, rank), "name", language), tuple(lines))


def count_items(row: Round) -> list[tuple[int, Reading, int]]:
    """Number and name of each principle, and about how many of its requirements the round asks."""
    counts = row.items.values_list("principle").annotate(number=Count("id")).order_by("principle")
    names = principle_names(row)
    return [(principle, names[principle], number) for principle, number in counts]


def principle_names(row: Round) -> dict[int, Reading]:
    """The names of all principles of the round's version by number."""
    pack = pack_of(row.version)
    return {one.number: pack.read("principles", one.key, "name", pack_language()) for one in pack.principles}


def level_names(row: Round) -> dict[int, Reading]:
    """The names of all levels of the round's version by rank."""
    pack = pack_of(row.version)
    return {one.rank: pack.read("levels", one.key, "name", pack_language()) for one in pack.levels}


def list_invitations(row: Round) -> list[InvitationRow]:
    """The codes of each group, in one query."""
    valid = Q(invitations__ended_on=None)
    groups = row.groups.select_related("group").annotate(
        persons=Count("invitations", filter=valid & Q(invitations__is_for_organisation=False)),
        organisations=Count("invitations", filter=valid & Q(invitations__is_for_organisation=True)),
        used=Count("invitations", filter=Q(invitations__is_used=True)),
        unused=Count("invitations", filter=valid & Q(invitations__is_used=False)),
    )
    return [
        InvitationRow(group, say(group.group.names), group.persons, group.organisations, group.used, group.unused)
        for group in groups
    ]
