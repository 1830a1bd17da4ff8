"""Who took part, as a release tells it: people, organisations and gatherings apart, never added up."""

from dataclasses import dataclass

from ladder.core.synthesis.disclosure.published import (
    GATHERINGS,
    ORGANISATIONS,
    PEOPLE,
    PublishedPeople,
    PublishedTables,
)
from ladder.synthesis.queries.matrix import span_words
from ladder.synthesis.queries.people import MAN, UNSAID, WOMAN

HIDDEN, NOBODY = "hidden", ""


@dataclass(frozen=True, slots=True)
class GroupPart:
    """One group's part: spans of people, in all and by gender, and of organisations; "" is nobody."""

    group: str
    people: str
    women: str
    men: str
    unsaid: str
    organisations: str


@dataclass(frozen=True, slots=True)
class Participation:
    """All groups in order, and how many gatherings there were."""

    groups: tuple[GroupPart, ...]
    gatherings: str


def participation_of(tables: PublishedTables, groups: tuple[str, ...]) -> Participation:
    """The part of every group in a release."""
    told = {(one.kind, one.group, one.gender): one for one in tables.people}

    def words(kind: str, group: str, gender: str = "") -> str:
        return say(told.get((kind, group, gender)))

    return Participation(
        groups=tuple(
            GroupPart(
                group=key,
                people=words(PEOPLE, key),
                women=words(PEOPLE, key, WOMAN),
                men=words(PEOPLE, key, MAN),
                unsaid=words(PEOPLE, key, UNSAID),
                organisations=words(ORGANISATIONS, key),
            )
            for key in groups
        ),
        gatherings=words(GATHERINGS, ""),
    )


def say(one: PublishedPeople | None) -> str:
    """A number as it is told; `hidden` where it is below its threshold."""
    if one is None:
        return NOBODY
    return HIDDEN if one.count is None else span_words(one.count)
