"""An order of people and groups that follows from what was answered, never from how anybody is called.

Chance needs some order to start from. Were it the order of names or of rows, renaming people or sorting a file would
change a p-value. So people, groups and statements are coloured by what stands beside them (colour refinement, as
Weisfeiler and Leman do for graphs) and sorted by colour. Where colours are equal the given order decides, which changes
nothing for people with the same answers.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from ladder.core.synthesis.arrays import Hashes, Ints, Whole
from ladder.core.synthesis.columns import Columns

ROUNDS = 3
START = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True, slots=True)
class Sums:
    """Adds up values by key; keys below 0 are left out."""

    count: int
    order: Ints
    present: Whole
    starts: Ints

    @classmethod
    def by(cls, keys: Whole, count: int) -> Self:
        """Prepare for these keys, each below `count`."""
        order = np.argsort(keys, kind="stable")
        order = order[np.searchsorted(keys[order], 0) :]
        ordered = keys[order]
        starts = np.flatnonzero(np.diff(ordered, prepend=-1))
        return cls(count, order, ordered[starts], starts)

    def of(self, values: Hashes) -> Hashes:
        """The sum of every key, wrapping round at 64 bits; 0 where it has no value."""
        found = np.zeros(self.count, dtype=np.uint64)
        if len(self.starts):
            found[self.present] = np.add.reduceat(values[self.order], self.starts)
        return found


@dataclass(frozen=True, slots=True)
class CanonicalOrder:
    """Participants in canonical order, as their numbers; the place of every group in its own."""

    people: Ints
    group_places: Ints


def canonical_order(columns: Columns, groups: int) -> CanonicalOrder:
    """Order participants and groups by what was answered."""
    answer = mixed((columns.vote + 2).astype(np.uint64))
    statements, people = int(columns.statement.max(initial=-1)) + 1, len(columns.group_of)
    by_statement, by_group = Sums.by(columns.statement, statements), Sums.by(columns.group_of, groups)
    by_person = Sums.by(columns.participant, people)
    of_statement, of_group = np.full(statements, START), np.full(groups + 1, START)
    of_person = np.full(people, START)
    for _ in range(ROUNDS):
        # people of no declared group have the last colour, which never changes
        belongs = mixed(of_group[columns.group_of] ^ SECOND)
        of_person = mixed(by_person.of(mixed(of_statement[columns.statement] ^ answer)) + belongs)
        of_statement = mixed(by_statement.of(mixed(of_person[columns.participant] ^ answer)))
        of_group[:groups] = mixed(by_group.of(of_person))
    places = np.empty(groups, dtype=np.int64)
    places[np.argsort(of_group[:groups], kind="stable")] = np.arange(groups)
    return CanonicalOrder(np.argsort(of_person, kind="stable"), places)


def mixed(values: Hashes) -> Hashes:
    """Well-scattered 64-bit numbers, one for each value (the finishing step of SplitMix64)."""
    values = values + START
    values = (values ^ (values >> np.uint64(30))) * FIRST
    values = (values ^ (values >> np.uint64(27))) * SECOND
    return values ^ (values >> np.uint64(31))
