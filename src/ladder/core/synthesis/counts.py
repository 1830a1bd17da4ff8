"""Counts per declared group and statement: people as they were heard, and the effective voices that rules weigh."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from ladder.core.synthesis.arrays import Bools, Ints, Reals
from ladder.core.synthesis.columns import NOBODY, Columns
from ladder.core.synthesis.evidence import AGREE, DISAGREE, PASS, effective_people
from ladder.core.synthesis.rooms import Rooms


@dataclass(frozen=True, slots=True)
class RoomCounts:
    """What tallies add, groups x statements. `people`: agree, with a change, disagree, passed on the first axis.

    `support`, `refusal` and `voices` are effective; `independent` are the voices left if all open hands that one
    facilitator gathered in a group were one room.
    """

    people: Ints
    support: Reals
    refusal: Reals
    voices: Reals
    independent: Reals


@dataclass(frozen=True, slots=True)
class Counts:
    """Groups x statements. People first: `agree` (`with_change` of them), `disagree`, `passed`, all in whole people.

    `in_rooms` of them were counted in tallies, `organisations` of the answers were given by organisations as such.
    Effective voices: `support`, `refusal` and `voices` (all asked); `independent` as in `RoomCounts`.
    """

    agree: Ints
    with_change: Ints
    disagree: Ints
    passed: Ints
    organisations: Ints
    in_rooms: Ints
    support: Reals
    refusal: Reals
    voices: Reals
    independent: Reals

    def without(self, group: int) -> Self:
        """The counts of all other groups."""
        return type(self)(*(np.delete(getattr(self, name), group, axis=0) for name in self.__slots__))

    def at(self, statement: int) -> Self:
        """The counts of one statement."""
        return type(self)(*(getattr(self, name)[:, [statement]] for name in self.__slots__))


def count(columns: Columns, rooms: Rooms, shape: tuple[int, int], rho: float, weights: Reals | None = None) -> Counts:
    """Count answers and tallies; `shape` is groups x statements, `weights` make some answers less than one voice."""
    places, kept = places_of(columns, shape)
    vote, weight = columns.vote[kept], None if weights is None else weights[kept]
    single = [tallied(places[vote == each], shape) for each in (AGREE, DISAGREE, PASS)]
    changed = tallied(places[(vote == AGREE) & columns.with_change[kept]], shape)
    organisations = tallied(places[columns.is_organisation[kept]], shape)
    return joined(
        np.stack([single[0], changed, single[1], single[2]]),
        organisations,
        [weighed(places, vote == each, weight, shape) for each in (AGREE, DISAGREE, PASS)],
        count_rooms(rooms, shape, rho),
    )


def joined(people: Ints, organisations: Ints, single: list[Reals], rooms: RoomCounts) -> Counts:
    """Individual answers and tallies; `people` is ordered as in `RoomCounts`, `single` agree, disagree, pass."""
    agree, changed, disagree, passed = people + rooms.people
    asked = single[0] + single[1] + single[2]
    return Counts(
        agree,
        changed,
        disagree,
        passed,
        organisations,
        rooms.people[[0, 2, 3]].sum(axis=0),
        single[0] + rooms.support,
        single[1] + rooms.refusal,
        asked + rooms.voices,
        asked + rooms.independent,
    )


def places_of(columns: Columns, shape: tuple[int, int]) -> tuple[Ints, Bools]:
    """Where every answer falls in groups x statements, laid flat, and which answers are of a declared group."""
    group = columns.group
    kept = group != NOBODY
    return group[kept] * shape[1] + columns.statement[kept], kept


def tallied(places: Ints, shape: tuple[int, int]) -> Ints:
    """How many fall on each place."""
    return np.bincount(places, minlength=shape[0] * shape[1]).reshape(shape).astype(np.int64)


def weighed(places: Ints, chosen: Bools, weights: Reals | None, shape: tuple[int, int]) -> Reals:
    """The weight that falls on each place; one each without weights."""
    if weights is None:
        return tallied(places[chosen], shape).astype(np.float64)
    return summed(places[chosen], weights[chosen], shape)


def summed(places: Ints, values: Reals, shape: tuple[int, int]) -> Reals:
    """The sum of the values on each place."""
    return np.asarray(np.bincount(places, values, shape[0] * shape[1]).reshape(shape), dtype=np.float64)


def count_rooms(rooms: Rooms, shape: tuple[int, int], rho: float) -> RoomCounts:
    """What the tallies add to every group and statement."""
    places, scale = rooms.group * shape[1] + rooms.statement, rooms.scale
    people = np.stack([summed(places, rooms.people[:, kind].astype(np.float64), shape) for kind in range(4)])
    secret = rooms.is_secret
    return RoomCounts(
        people.astype(np.int64),
        summed(places, rooms.people[:, 0] * scale, shape),
        summed(places, rooms.people[:, 2] * scale, shape),
        summed(places, rooms.voices, shape),
        summed(places[secret], rooms.voices[secret], shape) + count_independent(rooms, places, shape, rho),
    )


def count_independent(rooms: Rooms, places: Ints, shape: tuple[int, int], rho: float) -> Reals:
    """Voices of open hands if one facilitator's rooms were one; rooms that name no facilitator share one, unknown."""
    hands = ~rooms.is_secret
    facilitators = len(rooms.facilitator.names) + 1
    clusters, back = np.unique(places[hands] * facilitators + rooms.facilitator.codes[hands] + 1, return_inverse=True)
    people = np.bincount(back, rooms.standing_in[hands], len(clusters))
    voices = np.array([effective_people(each, rho) for each in people.tolist()], dtype=np.float64)
    return summed(clusters // facilitators, voices, shape)
