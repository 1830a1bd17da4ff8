"""Themes with how many people, organisations and gatherings stand behind each, counted apart."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from ladder.consultation.models import Contribution, Round
from ladder.core.consultation.copies import Said as Words
from ladder.core.consultation.copies import find_copies
from ladder.synthesis.models import Coding, Theme, ThemeEvent
from ladder.synthesis.queries.remarks import spoken, uncoded

COLUMNS = (
    "theme_id", "contribution_id", "contribution__participant_id", "contribution__organisation_id",
    "contribution__gathering_id", "contribution__channel", "contribution__participant__channel",
    "contribution__participant__speaks_for_organisation", "contribution__participant__organisation_id",
    "contribution__text", "contribution__proposed",
)  # fmt: skip
OPEN_LINK = Contribution.Channel.OPEN_LINK


@dataclass(frozen=True, slots=True)
class Said:
    """One coding: the theme, and who said it, as far as that must be known to count."""

    theme: int
    contribution: int
    participant: int | None
    organisation: int | None
    gathering: int | None
    channel: str
    came_by: str | None
    speaks_for_organisation: bool | None
    own_organisation: int | None
    text: str
    proposed: str

    @property
    def words(self) -> str:
        """Everything that was written."""
        return f"{self.text}\n{self.proposed}".strip()

    @property
    def speaker(self) -> tuple[str, str]:
        """What kind of voice it is, and which: open link, organisation, person or gathering."""
        if OPEN_LINK in {self.channel, self.came_by}:
            return "open_link", str(self.participant or self.contribution)
        organisation = self.organisation or self.own_organisation
        if self.speaks_for_organisation or (organisation and self.participant is None):
            return "organisations", str(organisation or f"unnamed:{self.participant}")
        if self.participant is not None:
            return "people", str(self.participant)
        return ("gatherings", str(self.gathering)) if self.gathering else ("people", f"slip:{self.contribution}")


@dataclass(frozen=True, slots=True)
class Voices:
    """How many stand behind a theme. A text that came several times counts once; `copies` are those left out."""

    remarks: int = 0
    people: int = 0
    organisations: int = 0
    gatherings: int = 0
    open_link: int = 0
    copies: int = 0


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme of the list."""

    public_id: UUID
    names: Mapping[str, str]
    voices: Voices
    taken_in: tuple[Mapping[str, str], ...]


def themes_of(consultation: Round) -> list[Theme]:
    """The themes that are in use, in the order in which they were made."""
    return list(Theme.objects.filter(round=consultation, merged_into=None).order_by("id"))


def lines_of(consultation: Round) -> list[ThemeLine]:
    """Every theme in use with its voices, in two queries."""
    rows = list(Theme.objects.filter(round=consultation).order_by("id"))
    said = said_by_theme(consultation)
    taken: dict[int, list[Mapping[str, str]]] = {}
    for row in rows:
        if row.merged_into_id:
            taken.setdefault(row.merged_into_id, []).append(row.names)
    return [
        ThemeLine(row.public_id, row.names, count_voices(said.get(row.pk, ())), tuple(taken.get(row.pk, ())))
        for row in rows
        if row.merged_into_id is None
    ]


def said_by_theme(consultation: Round) -> dict[int, list[Said]]:
    """Codings of themes in use, by theme."""
    rows = Coding.objects.filter(theme__round=consultation, theme__merged_into=None)
    found: dict[int, list[Said]] = {}
    for row in rows.order_by("id").values_list(*COLUMNS):
        one = Said(*row)
        found.setdefault(one.theme, []).append(one)
    return found


def count_voices(said: Iterable[Said]) -> Voices:
    """Distinct speakers of each kind, after texts that are copies of each other were put together."""
    rows = sorted(said, key=lambda one: one.contribution)
    found = find_copies(Words(str(one.contribution), one.words) for one in rows)
    left_out = {key for cluster in found.clusters for key in sorted(cluster.members)[1:]}
    kept = [one for one in rows if str(one.contribution) not in left_out]
    kinds = {kind: len({voice for one, voice in pairs(kept) if one == kind}) for kind in
             ("people", "organisations", "gatherings", "open_link")}  # fmt: skip
    return Voices(remarks=len(rows), copies=len(left_out), **kinds)


def pairs(said: Iterable[Said]) -> list[tuple[str, str]]:
    """Kind and name of each speaker."""
    return [one.speaker for one in said]


def contributions_of(theme: Theme) -> QuerySet[Contribution]:
    """The contributions of a theme, by requirement, then by chance."""
    return spoken(theme.round).filter(codings__theme=theme).order_by("item__position", "pk")


def count_uncoded(consultation: Round) -> tuple[int, int]:
    """How many contributions in words there are, and how many of them have no theme yet."""
    rows = spoken(consultation)
    return rows.count(), uncoded(rows).count()


def events_of(consultation: Round) -> QuerySet[ThemeEvent]:
    """The trace of a round's themes, newest first."""
    rows = ThemeEvent.objects.filter(round=consultation)
    return rows.select_related("theme", "other", "undone_by").order_by("-id")


def voices_of(theme: Theme) -> Voices:
    """Who stands behind one theme."""
    return count_voices(Said(*row) for row in theme.codings.order_by("id").values_list(*COLUMNS))


def last_undoable(theme: Theme) -> ThemeEvent | None:
    """The last merge or split that this theme took part in and that was not taken back."""
    kinds = (ThemeEvent.Kind.MERGED, ThemeEvent.Kind.SPLIT)
    rows = ThemeEvent.objects.filter(Q(theme=theme) | Q(other=theme), kind__in=kinds, undone_by=None)
    return rows.select_related("theme__round", "other__round").order_by("-id").first()


def read_numbers(texts: Iterable[str]) -> list[UUID]:
    """The numbers among what was posted; what is none is left out."""
    found = []
    for text in texts:
        with suppress(ValueError):
            found.append(UUID(text))
    return found
