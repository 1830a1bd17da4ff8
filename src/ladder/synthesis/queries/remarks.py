"""What people said in words, to be read one by one: comments, reasons, answers, quotes and notes of rooms.

For those who read comments only (`access`). Nothing here tells who spoke: a group, a channel and a consent, no day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from ladder.consultation.models import Contribution, Round
from ladder.consultation.models import Translation as StoredTranslation
from ladder.synthesis.models import Coding

SPOKEN = (
    Contribution.Kind.POSITION,
    Contribution.Kind.COMMENT,
    Contribution.Kind.ANSWER,
    Contribution.Kind.QUESTION,
    Contribution.Kind.QUOTE,
    Contribution.Kind.ROOM_NOTE,
)
ONLY_UNCODED = "uncoded"


@dataclass(frozen=True, slots=True)
class Translated:
    """A remark in another language. `label` is how far it can be relied on: a key of `words.TRANSLATION_WORDS`."""

    language: str
    text: str
    proposed: str
    label: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One contribution in words, without the person. `themes` are the keys of the themes it was given."""

    number: UUID
    kind: str
    item: str
    group: Mapping[str, str]
    channel: str
    language: str
    text: str
    proposed: str
    position: str
    consent: str
    about: str
    translations: tuple[Translated, ...]
    themes: frozenset[UUID]


def spoken(consultation: Round) -> QuerySet[Contribution]:
    """Every contribution of a round that has words and that no newer one replaces."""
    rows = Contribution.objects.filter(round=consultation, kind__in=SPOKEN, superseded_by=None)
    return rows.filter(~Q(text="") | ~Q(proposed=""))


def uncoded(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Those that have no theme yet."""
    held = Coding.objects.filter(contribution=OuterRef("pk"), theme__merged_into=None)
    return rows.filter(~Exists(held))


def queue_of(consultation: Round, only: str = "", item: str = "") -> list[UUID]:
    """Numbers of contributions in the order in which they are read: by requirement, then by chance."""
    rows = spoken(consultation)
    rows = uncoded(rows) if only == ONLY_UNCODED else rows
    rows = rows.filter(item__key=item) if item else rows
    return list(rows.order_by("item__position", "pk").values_list("number", flat=True))


def find_contribution(consultation: Round, number: UUID) -> Contribution | None:
    """A contribution in words, with what its page shows."""
    return with_words(spoken(consultation)).filter(number=number).first()


def with_words(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Contributions with item, group, anchor, translations and codings, in three queries."""
    joined = rows.select_related("item", "group__group", "participant__group__group", "anchor", "question")
    return joined.prefetch_related("translations", "codings__theme")


def remark_of(row: Contribution) -> Remark:
    """A contribution as it is read."""
    group = row.group or (row.participant.group if row.participant else None)
    anchor = getattr(row, "anchor", None)
    return Remark(
        number=row.number,
        kind=row.kind,
        item=row.item.key if row.item else "",
        group=group.group.names if group else {},
        channel=row.channel,
        language=row.language,
        text=row.text,
        proposed=row.proposed,
        position=row.position,
        consent=row.consent,
        about=anchor.exact if anchor else "",
        translations=tuple(translated(one) for one in row.translations.all()),
        themes=frozenset(one.theme.public_id for one in row.codings.all() if one.theme.merged_into_id is None),
    )


def translated(one: StoredTranslation) -> Translated:
    """A stored translation with its label."""
    return Translated(one.language, one.text, one.proposed, label_of(one))


def label_of(one: StoredTranslation) -> str:
    """By machine or by a person, checked by a person or not."""
    return f"{one.origin}_checked" if one.is_reviewed else str(one.origin)


def remarks_of(rows: Sequence[Contribution]) -> list[Remark]:
    """Contributions of a page as they are read."""
    return [remark_of(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a reader stands in the queue: the contribution at hand, the ones beside it, and its place from 1."""

    number: UUID | None
    place: int
    total: int
    earlier: UUID | None
    later: UUID | None


def turn_of(queue: Sequence[UUID], number: UUID | None) -> Turn:
    """The place of a contribution in the queue, 0 for one that is not in it; the first where none is named."""
    chosen = number or (queue[0] if queue else None)
    at = queue.index(chosen) if chosen in queue else -1
    return Turn(
        number=chosen,
        place=at + 1,
        total=len(queue),
        earlier=queue[at - 1] if at > 0 else None,
        later=queue[at + 1] if at + 1 < len(queue) else None,
    )
