"""Tallies of gatherings as arrays of effective voices; rooms that were mixed or not counted are kept as remarks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Self

import numpy as np

from ladder.core.synthesis.arrays import Bools, Ints, Reals
from ladder.core.synthesis.columns import Labels
from ladder.core.synthesis.evidence import MIXED_ROOM, EvidenceError, Tally, effective_people

WHERE = attrgetter("gathering", "group", "statement")
COUNTS = attrgetter("agree", "disagree", "passed", "with_change", "counted_elsewhere", "is_secret")


@dataclass(frozen=True, slots=True)
class Rooms:
    """Tallies that count, one entry a gathering, group and statement.

    `people` columns are agree, with a change, disagree, passed. `standing_in` are the people for whom the tally
    stands, `voices` the independent voices they make.
    """

    group: Ints
    statement: Ints
    people: Ints
    standing_in: Reals
    voices: Reals
    is_secret: Bools
    gathering: Labels
    facilitator: Labels

    def where(self, kept: Bools) -> Self:
        """Some of the tallies."""
        return type(self)(
            self.group[kept],
            self.statement[kept],
            self.people[kept],
            self.standing_in[kept],
            self.voices[kept],
            self.is_secret[kept],
            self.gathering.where(kept),
            self.facilitator.where(kept),
        )

    @property
    def scale(self) -> Reals:
        """How much each counted person weighs."""
        return np.asarray(self.voices / self.people[:, [0, 2, 3]].sum(axis=1), dtype=np.float64)


def settle_tallies(
    tallies: Iterable[Tally], groups: Sequence[str], statements: Sequence[str], rho: float
) -> tuple[Rooms, tuple[Tally, ...]]:
    """The tallies that count, and those that are only shown; neither order nor repetition matters.

    Where a group was counted both by ballot and by hand in one gathering, the ballot counts. Tallies are ordered by
    their counts, so that sums do not depend on how gatherings are spelled.

    Raises:
        EvidenceError: a group or statement is not known, counts are not possible, or two tallies contradict.
    """
    ordered = sorted(set(tallies), key=sorting_key)
    for tally in ordered:
        refuse_impossible(tally, frozenset(groups), frozenset(statements))
    shown = tuple(tally for tally in ordered if tally.group == MIXED_ROOM or not tally.people)
    counted = each_room_once(tally for tally in ordered if tally.group != MIXED_ROOM and tally.people)
    return as_rooms(sorted(counted, key=COUNTS), list(groups), list(statements), rho), shown


def sorting_key(tally: Tally) -> tuple[object, ...]:
    """Tallies of one gathering, group and statement stand together, secret ones first."""
    return (WHERE(tally), not tally.is_secret, COUNTS(tally), tally.facilitator)


def refuse_impossible(tally: Tally, groups: frozenset[str], statements: frozenset[str]) -> None:
    """Stop at a tally that cannot be placed or counted."""
    problem = None
    if tally.group not in groups | {MIXED_ROOM}:
        problem = f"the group {tally.group} is not declared"
    elif tally.statement not in statements:
        problem = f"the statement {tally.statement} is not one of this consultation"
    elif min(tally.agree, tally.disagree, tally.passed, tally.with_change, tally.counted_elsewhere) < 0:
        problem = "a count is below zero"
    elif tally.with_change > tally.agree or tally.counted_elsewhere > tally.people:
        problem = "a part is larger than its whole"
    if problem:
        raise EvidenceError(f"{tally.gathering} on {tally.statement}: {problem}")


def each_room_once(ordered: Iterable[Tally]) -> Iterator[Tally]:
    """One tally a gathering, group and statement, the secret one first."""
    first: Tally | None = None
    for tally in ordered:
        if first is None or WHERE(tally) != WHERE(first):
            first = tally
            yield tally
        elif tally.is_secret == first.is_secret and COUNTS(tally) != COUNTS(first):
            raise EvidenceError(f"{tally.gathering} has two tallies of {tally.group} on {tally.statement}")


def as_rooms(tallies: Sequence[Tally], groups: list[str], statements: list[str], rho: float) -> Rooms:
    """Tallies as arrays; a ballot's voices are its people, those of hands fewer by Kish's design effect."""
    group_place = {key: index for index, key in enumerate(groups)}
    statement_place = {key: index for index, key in enumerate(statements)}
    standing_in = [float(tally.people - tally.counted_elsewhere) for tally in tallies]
    voices = [
        people if tally.is_secret else effective_people(people, rho)
        for tally, people in zip(tallies, standing_in, strict=True)
    ]
    people = [(tally.agree, tally.with_change, tally.disagree, tally.passed) for tally in tallies]
    return Rooms(
        np.array([group_place[tally.group] for tally in tallies], dtype=np.int64),
        np.array([statement_place[tally.statement] for tally in tallies], dtype=np.int64),
        np.array(people, dtype=np.int64).reshape(-1, 4),
        np.array(standing_in, dtype=np.float64),
        np.array(voices, dtype=np.float64),
        np.array([tally.is_secret for tally in tallies], dtype=np.bool_),
        Labels.of([tally.gathering for tally in tallies]),
        Labels.of([tally.facilitator for tally in tallies]),
    )
